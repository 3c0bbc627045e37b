// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of users through the weights of the looped SUBLEQ blocks.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/looped_subleq/claim.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_subleq {
namespace {

using attest::check::RunRequest;
using attest::check::RunResult;

RunRequest published(const std::string& statement, const std::string& word_bits) {
  const std::string path =
      ATTEST_SOURCE_DIR "/claims/looped_subleq/inputs/looped_transformer_programs.json";
  std::ifstream file(path);
  RunRequest request{.text = {std::istreambuf_iterator<char>(file), {}}, .place = "four.json"};
  request.settings["word_bits"] = word_bits;
  request.statement = statement;
  return request;
}

RunRequest request_of(const std::string& text) { return {.text = text, .place = "x.json"}; }

std::string refusal(const RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const attest::InputError& error) {
    CHECK_FALSE(error.place().empty());
    CHECK_FALSE(error.expected().empty());
    return error.id();
  }
  return "accepted";
}

constexpr const char* least = R"({"commands": [[1, 1, 2]], "init_mem": [1]})";

}  // namespace
TEST_CASE("the four published programs run through both blocks at 8 and 16 bits") {
  const std::string searched =
      R"({"halted":true,"steps":50,"memory":[-1,0,-7,-6,-5,-4,3,2,1,0,0,1,0,6]})";
  const std::string reversed =
      R"({"halted":true,"steps":24,"memory":[-1,0,1,2,3,-4,-5,-6,-7,0,0]})";
  for (const std::string statement : {"S1", "S2"}) {
    CAPTURE(statement);
    const std::vector<RunResult> bits_8 = run(published(statement, "8"));
    const std::vector<RunResult> bits_16 = run(published(statement, "16"));
    REQUIRE(bits_8.size() == 4);
    REQUIRE(bits_16.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK((bits_8[i].agrees && bits_16[i].agrees));
    CHECK(bits_16[0].input == "ftrl");
    CHECK(bits_16[0].result_json ==
          R"({"halted":true,"steps":68,"memory":[-1,0,5040,-5040,0,0,-2,-1,0,1]})");
    CHECK(bits_8[1].result_json == searched);
    CHECK(bits_16[1].result_json == searched);
    CHECK(bits_8[2].result_json == reversed);
    CHECK(bits_16[2].result_json == reversed);
    CHECK(bits_8[3].result_json ==
          R"({"halted":true,"steps":24,"memory":[0,-1,40,-47,126,-49,-41,-9]})");
    CHECK(bits_16[3].result_json ==
          R"({"halted":true,"steps":29,"memory":[0,-1,331,-52,80,47,-604,-46]})");
    CHECK(bits_16[0].model.at("layers") == (statement == "S1" ? 2 : 1));
    CHECK(bits_16[0].model.at("heads") == (statement == "S1" ? 3 : 4));
    CHECK(bits_16[0].model.at("width") == (statement == "S1" ? 142 : 156));
    CHECK(bits_16[0].model.at("nonzeros") == (statement == "S1" ? 3291 : 11377));
  }
}

TEST_CASE("the defaults are the one-layer block and 16 bits") {
  // 20000 + 20000 wraps at 16 bits.
  const RunRequest request =
      request_of(R"({"commands": [[1, 2, 5], [2, 2, 5], [2, 2, 5]], "init_mem": [-20000, 20000]})");
  const RunResult result = run(request).at(0);
  CHECK(result.agrees);
  CHECK(result.result_json == R"({"halted":true,"steps":1,"memory":[-20000,-25536]})");
  CHECK(result.model.at("layers") == 1);
  CHECK(result.model.at("width") == 18 * 3 + 4 * 16 + 2);
}

TEST_CASE("words of 64 bits run through the weights") {
  const char* text =
      R"({"commands": [[2, 1, 4], [1, 2, 3], [1, 1, 5]],
          "init_mem": [-9223372036854775808, 1]})";
  for (const std::string statement : {"S1", "S2"}) {
    RunRequest request = request_of(text);
    request.settings["word_bits"] = "64";
    request.statement = statement;
    // -2^63 - 1 wraps to 2^63 - 1: no branch; then 1 - (2^63 - 1) = -2^63 + 2 branches to column 3.
    request.max_steps = 2;
    const RunResult result = run(request).at(0);
    CHECK(result.agrees);
    CHECK(result.result_json ==
          R"({"halted":false,"steps":2,"memory":[9223372036854775807,-9223372036854775806]})");
  }
}

TEST_CASE("a run stops after the most steps or at once at the last command") {
  RunRequest endless = request_of(R"({"commands": [[1, 1, 2], [1, 1, 3]], "init_mem": [0]})");
  endless.max_steps = 9;
  CHECK(run(endless).at(0).result_json == R"({"halted":false,"steps":9,"memory":[0]})");
  CHECK(run(request_of(least)).at(0).result_json == R"({"halted":true,"steps":0,"memory":[1]})");
  CHECK(run(request_of(least)).at(0).input == "x.json");
  endless.max_steps.reset();
  endless.is_interrupted = [] { return true; };
  CHECK(run(endless).at(0).result_json == R"({"halted":false,"steps":0,"memory":[0]})");
}

TEST_CASE("a trace tells the registers and what was read") {
  RunRequest request =
      request_of(R"({"commands": [[1, 2, 5], [2, 2, 5], [2, 2, 5]], "init_mem": [-3, 4]})");
  std::string told;
  request.trace = attest::check::RunTrace{.write = [&](std::string_view text) { told += text; }};
  request.max_steps = 1;
  CHECK(run(request).at(0).agrees);
  CHECK(told.starts_with("loop 1: pc was 3\n"));
  CHECK(told.find("read_a reads column 1 (word 0): adds b1=65533 (-3)\n") != std::string::npos);
  CHECK(told.find("diff=7") != std::string::npos);
  request.input = "";
  CHECK(refusal(request) == "run-input");
}

TEST_CASE("a mutant disagrees and says where it stands") {
  RunRequest request = published("S1", "16");
  request.mutant = "swap_branches";
  CHECK_FALSE(run(request)[0].agrees);
  request.statement = "S2";
  request.mutant = "bp_not_set";
  CHECK_FALSE(run(request)[0].agrees);
  request.mutant = "L.read_a.drop";
  CHECK_FALSE(run(request)[0].agrees);
}

TEST_CASE("a broken decoder disagrees although every state is right") {
  for (const std::string statement : {"S1", "S2"}) {
    CAPTURE(statement);
    RunRequest request = published(statement, "8");
    request.mutant = "decode.shift";
    for (const RunResult& result : run(request)) CHECK_FALSE(result.agrees);
  }
}

TEST_CASE("a model file runs in place of the built block when its parameters fit") {
  const Size size{.columns = 3, .memory = 1, .word_bits = 16};
  attest::model::ModelFile file{.claim = "looped_subleq",
                                .statement = "S2",
                                .params = {{"columns", 3}, {"memory", 1}, {"word_bits", 16}},
                                .model = one_layer_block(size)};
  RunRequest request = request_of(R"({"commands": [[1, 1, 2]], "init_mem": [5]})");
  request.model_place = "model.json";
  request.model_text = attest::model::to_json(file);
  CHECK(run(request).at(0).agrees);
  file.params["columns"] = 4;
  request.model_text = attest::model::to_json(file);
  CHECK(refusal(request) == "model-params");
  file.params["columns"] = 3;
  file.model = two_layer_block(size);
  request.model_text = attest::model::to_json(file);
  CHECK(refusal(request) == "model-fields");
}

TEST_CASE("a text with labels runs through both blocks") {
  std::ifstream file(ATTEST_SOURCE_DIR "/claims/looped_subleq/inputs/product.asm");
  RunRequest request{.text = {std::istreambuf_iterator<char>(file), {}}, .place = "product.asm"};
  request.settings = {{"format", "assembly"}, {"dialect", "looped_transformer"}};
  for (const std::string statement : {"S1", "S2"}) {
    request.statement = statement;
    const std::vector<RunResult> results = run(request);
    REQUIRE(results.size() == 1);
    CHECK(results[0].agrees);
    CHECK(results[0].result_json == R"({"halted":true,"steps":8,"memory":[-7,0,1,21,-1,0]})");
  }
  request.settings["word_bits"] = "3";
  CHECK(refusal(request) == "subleq-word");
  request.settings = {{"format", "assembly"}, {"dialect", "howerj"}};
  CHECK(refusal(request) == "subleq-dialect");
  request.settings = {{"format", "image"}};
  CHECK(refusal(request) == "run-setting");
}

TEST_CASE("bad settings and words that do not fit are refused") {
  RunRequest request = request_of(least);
  request.statement = "S3";
  CHECK(refusal(request) == "run-statement");
  request = request_of(least);
  for (const char* text : {"1", "65", "-8", "8x", "", "0x8", "99999999999999999999"}) {
    CAPTURE(text);
    request.settings["word_bits"] = text;
    CHECK(refusal(request) == "run-setting");
  }
  request = request_of(least);
  request.settings["words"] = "8";
  CHECK(refusal(request) == "run-setting");
  request = request_of(least);
  request.max_steps = -1;
  CHECK(refusal(request) == "run-setting");
  request = request_of(least);
  request.mutant = "no_such_mutant";
  CHECK(refusal(request) == "mutant-unknown");
  CHECK(refusal(published("S2", "3")) == "subleq-word");
  CHECK(refusal(request_of("")) == "subleq-json");
  request = request_of(R"({"commands": [[1, 1, 2]], "init_mem": [-2]})");
  request.settings["word_bits"] = "2";
  CHECK(refusal(request) == "accepted");
  request = request_of(R"({"commands": [[1, 1, 2]], "init_mem": [2]})");
  request.settings["word_bits"] = "2";
  CHECK(refusal(request) == "subleq-word");
}

}  // namespace attest::looped_subleq
