// SPDX-License-Identifier: Apache-2.0
/// \file
/// Model files: what is written is read back, and the inputs that must be accepted, refused and
/// survived.
#include "reference/model/json.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reference/number/error.hpp"
#include "tests/model/models.hpp"

namespace attest::model {
namespace {

namespace fs = std::filesystem;

const fs::path inputs = fs::path(ATTEST_SOURCE_DIR) / "tests" / "inputs";

std::string contents(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE(stream.is_open());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> files_in(const std::string& kind) {
  std::vector<fs::path> files;
  for (const auto& item : fs::directory_iterator(inputs / kind / "model")) {
    files.push_back(item.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

// The id of the error that the text is refused with; "" if it is accepted.
std::string refusal(std::string_view text) {
  try {
    (void)from_json(text, "file.json");
  } catch (const InputError& error) {
    CHECK(error.place().starts_with("file.json"));
    CHECK_FALSE(error.found().empty());
    CHECK_FALSE(error.expected().empty());
    return error.id();
  }
  return "";
}

// A model with one of everything that a file can say.
ModelFile everything() {
  Transformer model =
      attention(Norm::softmax_base, Integer::parse("123456789012345678901234567890"));
  model.name = "everything \"quoted\" \u00e9";
  model.masks = {mask(0), mask(-1)};
  Block& block = model.blocks[0];
  block.heads[0].mask = 1;
  block.heads.push_back({.name = "pairs",
                         .norm = Norm::any_hardmax,
                         .query = entry(0, 0, Rational(-22, 7)),
                         .keys = {entry(1, 0), {}},
                         .values = {entry(1, 1), entry(2, 1)},
                         .out = entry(1, 3)});
  block.mlp = {
      {.name = "unit",
       .in = {{.at = 0, .weight = {.value = 2, .slack = Slack::exact, .why = "a note"}}},
       .bias = {.value = Rational(1, 3), .slack = Slack::at_least, .why = "1/3 > 1/4"},
       .out = {{.at = 3, .weight = {.value = -1, .slack = Slack::at_most, .why = "<= 0"}}}}};
  CircuitBuilder map(coordinate_names(model.registers));
  const Wire v = map.input("v[0]");
  map.output("out", map.select(map.less(v, map.position()), map.exp(v) * map.cos_turns(v),
                               map.table(map.length(), {{.value = 1}, {.value = Rational(5, 9)}})));
  block.token_maps = {map.finish(), map.finish()};
  CircuitBuilder blank({});
  blank.output("v", blank.round(blank.position() / blank.constant(3)));
  model.extra_tokens = {{.name = "blank", .embed = blank.finish(), .is_first = true}};
  model.blocks.push_back({.name = "empty"});
  model.schedule = {{0, 2}, {1, 1}, {0, 1}};
  model.decode.readout = Readout::threshold;
  model.decode.at = ReadAt::last_input;
  model.decode.accept = {.value = Rational(4, 5), .slack = Slack::at_most, .why = "S3"};
  model.quantum = Rational(1, 2);
  return {.claim = "match_two", .statement = "S2", .params = {{"M", 7}, {"N", -3}}, .model = model};
}

}  // namespace

TEST_CASE("a model file read back is the model that was written") {
  const ModelFile file = everything();
  REQUIRE_NOTHROW(validate(file.model));
  const std::string text = to_json(file);
  CHECK(from_json(text, "file.json") == file);
  CHECK(to_json(from_json(text, "file.json")) == text);
  const ModelFile small{.model = plain({"x"})};
  CHECK(from_json(to_json(small), "file.json") == small);
}

TEST_CASE("every operation and every name of a norm and readout is read back") {
  for (int op = 0; op <= static_cast<int>(Op::table); ++op) {
    ModelFile file{.model = plain({"x"})};
    CircuitBuilder circuit({"x"});
    const int x = circuit.input("x").index();
    const auto kind = static_cast<Op>(op);
    const std::vector<int> args(static_cast<std::size_t>(arity(kind)), kind == Op::input ? 0 : x);
    const std::vector<Weight> table(kind == Op::table ? 2 : 0, Weight{.value = 3});
    circuit.output("out", circuit.step(kind, args, {}, table));
    file.model.embed = circuit.finish();
    CHECK(from_json(to_json(file), "file.json") == file);
  }
  for (int norm = 0; norm <= static_cast<int>(Norm::relu_mean); ++norm) {
    const auto kind = static_cast<Norm>(norm);
    const ModelFile file{.model = attention(kind, kind == Norm::softmax_base ? 2 : 0)};
    CHECK(from_json(to_json(file), "file.json") == file);
  }
  for (int readout = 0; readout <= static_cast<int>(Readout::argmax); ++readout) {
    for (int at = 0; at <= static_cast<int>(ReadAt::first_extra); ++at) {
      ModelFile file{.model = plain({"x"})};
      file.model.decode.readout = static_cast<Readout>(readout);
      file.model.decode.at = static_cast<ReadAt>(at);
      CHECK(from_json(to_json(file), "file.json") == file);
    }
  }
}

TEST_CASE("the files that must be accepted are accepted and evaluated") {
  for (const fs::path& path : files_in("accept")) {
    INFO(path.filename().string());
    const ModelFile file = from_json(contents(path), path.string());
    CHECK(from_json(to_json(file), "again.json") == file);
  }
  const ModelFile file =
      from_json(contents(inputs / "accept" / "model" / "mean.json"), "mean.json");
  CHECK(answer(file.model, rows({{1}, {2}, {6}}), rational) == Answer{3, 3, 3});
}

TEST_CASE("the files that must be refused are refused with the error that names them") {
  for (const fs::path& path : files_in("reject")) {
    INFO(path.filename().string());
    const std::string name = path.filename().string();
    CHECK(refusal(contents(path)) == name.substr(0, name.find('.')));
  }
}

TEST_CASE("the files that must be survived end in an error or in a model") {
  for (const fs::path& path : files_in("survive")) {
    INFO(path.filename().string());
    CHECK_NOTHROW((void)refusal(contents(path)));
  }
}

TEST_CASE("every truncation of a model file is refused") {
  const std::string text = contents(inputs / "accept" / "model" / "mean.json");
  const std::size_t end = text.find_last_of('}');
  for (std::size_t size = 0; size <= end; ++size) {
    CHECK(refusal(std::string_view(text).substr(0, size)) == "model-json");
  }
}

TEST_CASE("every change of one byte of a model file is survived") {
  const std::string text = contents(inputs / "accept" / "model" / "mean.json");
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : {'\0', '"', '9', '}', '\xff'}) {
      std::string changed = text;
      changed[at] = byte;
      CHECK_NOTHROW((void)refusal(changed));
    }
  }
}

TEST_CASE("nesting and sizes beyond every model are refused") {
  CHECK(refusal(std::string(1000000, '[')) == "model-json");
  std::string deep = R"({"schema":)";
  for (int i = 0; i < 100000; ++i) deep += R"({"a":)";
  CHECK(refusal(deep) == "model-json");
  ModelFile file{.model = plain({"x"})};
  file.model.quantum = Rational(power_of_two(300000));
  CHECK(refusal(to_json(file)) == "model-value");
}

TEST_CASE("a syntax error is placed by line and column") {
  try {
    (void)from_json("{\n  \"schema\": nil\n}", "file.json");
    FAIL("accepted");
  } catch (const InputError& error) {
    CHECK(error.place() == "file.json:2:14");
    CHECK(error.id() == "model-json");
  }
}

TEST_CASE("a wrong value is placed by its key path") {
  std::string text = to_json(everything());
  const std::size_t at = text.find("\"-22/7\"");
  REQUIRE(at != text.npos);
  text.replace(at, 7, "\"22/0\" ");
  try {
    (void)from_json(text, "file.json");
    FAIL("accepted");
  } catch (const InputError& error) {
    CHECK(error.place() == "file.json: blocks[0].heads[1].query[0][2]");
    CHECK(error.found() == "\"22/0\"");
  }
}

}  // namespace attest::model
