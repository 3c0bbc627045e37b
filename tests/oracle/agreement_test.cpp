// SPDX-License-Identifier: Apache-2.0
/// \file
/// The evaluator and tests/oracle/evaluate.py, written from the semantics by separate hands, agree
/// on random models.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reference/model/json.hpp"
#include "reference/number/random.hpp"
#include "tests/folder.hpp"
#include "tests/model/models.hpp"

namespace attest::model {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

Rational small(Random& random) {
  return random.below(4) == 0 ? Rational(random.between(-5, 5), 2)
                              : Rational(random.between(-3, 3));
}

Weight weight(Random& random) { return {.value = small(random)}; }

// Up to three entries; several of one coordinate are dropped.
Linear linear(Random& random, int inputs, int outputs, bool is_integer) {
  Linear map;
  for (int to = 0; to < outputs; ++to) {
    const int from = static_cast<int>(random.below(inputs));
    const Rational value = is_integer ? Rational(random.between(-2, 2)) : small(random);
    map.push_back({.from = from, .to = to, .weight = {.value = value}});
  }
  return map;
}

Head head(Random& random, int d, int index) {
  static constexpr std::array norms{
      Norm::softmax_base,   Norm::average_hardmax, Norm::leftmost_hardmax, Norm::rightmost_hardmax,
      Norm::unique_hardmax, Norm::any_hardmax,     Norm::linear,           Norm::relu_mean};
  Head result{.name = "head" + std::to_string(index)};
  result.norm = norms[static_cast<std::size_t>(random.below(std::ssize(norms)))];
  if (result.norm == Norm::softmax_base) result.base = random.between(2, 5);
  result.mask = static_cast<int>(random.between(-1, 1));
  result.query = linear(random, d, 2, true);
  const std::int64_t order = random.below(3) == 0 ? 2 : 1;
  for (int m = 0; m < order; ++m) {
    result.keys.push_back(linear(random, d, 2, true));
    result.values.push_back(linear(random, d, 2, false));
  }
  result.out = {{.from = 0, .to = static_cast<int>(random.below(d)), .weight = weight(random)},
                {.from = 1, .to = static_cast<int>(random.below(d)), .weight = weight(random)}};
  return result;
}

// A random expression of the fields, position and length, through every operation but exp.
Wire expression(CircuitBuilder& circuit, Random& random, const std::vector<std::string>& fields) {
  std::vector<Wire> wires{circuit.position(), circuit.length(), circuit.constant(small(random))};
  for (const std::string& field : fields) wires.push_back(circuit.input(field));
  const auto any = [&] { return wires[static_cast<std::size_t>(random.below(std::ssize(wires)))]; };
  const auto table = [&](Wire a) {
    return circuit.table(circuit.mod(circuit.floor(a), 3),
                         {weight(random), weight(random), weight(random)});
  };
  for (int step = 0; step < 6; ++step) {
    const Wire a = any();
    const Wire b = any();
    switch (random.below(14)) {
      case 0:
        wires.push_back(a + b);
        break;
      case 1:
        wires.push_back(a - b);
        break;
      case 2:
        wires.push_back(a * b);
        break;
      case 3:
        wires.push_back(circuit.select(b, a, b) / circuit.max(b * b, circuit.constant(1)));
        break;
      case 4:
        wires.push_back(circuit.mod(a, Rational(random.between(1, 7), 2)));
        break;
      case 5:
        wires.push_back(circuit.floor(a));
        break;
      case 6:
        wires.push_back(circuit.round(a));
        break;
      case 7:
        wires.push_back(circuit.min(a, b));
        break;
      case 8:
        wires.push_back(circuit.max(a, b));
        break;
      case 9:
        wires.push_back(circuit.less(a, b));
        break;
      case 10:
        wires.push_back(circuit.relu(a));
        break;
      case 11:
        wires.push_back(table(a));
        break;
      case 12:
        wires.push_back(circuit.round(circuit.cos_turns(a * Rational(1, 7)) * 9));
        break;
      default:
        wires.push_back(circuit.floor(circuit.sin_turns(a / circuit.constant(12)) * 5 + 1));
        break;
    }
  }
  return wires.back();
}

// A random model: registers a [2], b; fields x, y; up to two extra tokens, three blocks.
Transformer random_model(Random& random) {
  Transformer model{.name = "random", .fields = {"x", "y"}};
  model.registers = {{.name = "a", .size = 2}, {.name = "b"}};
  const int d = width(model);
  const auto assigning = [&](const std::vector<std::string>& fields, bool is_integer) {
    CircuitBuilder circuit(fields);
    for (const auto& [name, at] : {std::pair{"a", 1}, {"b", 0}, {"a", 0}}) {
      const Wire value = expression(circuit, random, fields);
      const Wire bounded = circuit.mod(is_integer ? circuit.floor(value) : value, 5);
      if (random.below(4) > 0) circuit.output(name, at, bounded);
    }
    return circuit.finish();
  };
  model.embed = assigning(model.fields, true);
  for (std::int64_t i = random.below(3); i > 0; --i) {
    model.extra_tokens.push_back(
        {.name = "extra", .embed = assigning({}, true), .is_first = random.below(2) == 0});
  }
  model.masks = {mask(0), mask(static_cast<int>(random.between(-2, 1)))};
  const std::vector<std::string> coordinates = coordinate_names(model.registers);
  for (std::int64_t b = random.between(1, 3); b > 0; --b) {
    Block block{.name = "block" + std::to_string(b)};
    for (int h = 0; h < random.below(3); ++h) block.heads.push_back(head(random, d, h));
    for (std::int64_t u = random.below(3); u > 0; --u) {
      block.mlp.push_back(
          {.name = "unit",
           .in = {{.at = 0, .weight = weight(random)}, {.at = 2, .weight = weight(random)}},
           .bias = weight(random),
           .out = {{.at = static_cast<int>(random.below(d)), .weight = weight(random)}}});
    }
    // Most blocks end in integers below 5, so that scores stay integers of moderate size.
    if (random.below(4) > 0) block.token_maps.push_back(assigning(coordinates, true));
    model.blocks.push_back(block);
    model.schedule.emplace_back(static_cast<int>(model.blocks.size()) - 1,
                                static_cast<int>(random.between(1, 2)));
  }
  CircuitBuilder decoder(coordinates);
  decoder.output("x", decoder.input("a[0]"));
  decoder.output("y", expression(decoder, random, coordinates));
  model.decode.circuit = decoder.finish();
  model.decode.readout = static_cast<Readout>(random.below(4));
  model.decode.at = model.decode.readout == Readout::whole_state
                        ? ReadAt::every_input
                        : static_cast<ReadAt>(random.below(model.extra_tokens.empty() ? 3 : 4));
  validate(model);
  return model;
}

// What our evaluator says on one case, in the oracle's words; a reason is left out.
Json verdict(const Transformer& model, const Matrix& tokens) {
  try {
    const Evaluator evaluator(model, Arithmetic::rational, 0);
    Json answer = Json::array();
    const Answer entries = evaluator.answer(tokens);
    for (const Rational& entry : entries) answer.push_back(entry.to_string());
    Json state = Json::array();
    const Matrix last = evaluator.final_state(evaluator.embed(tokens), Tie::average);
    for (int i = 0; i < last.rows(); ++i) {
      Json row = Json::array();
      for (const Rational& entry : last.row(i)) row.push_back(entry.to_string());
      state.push_back(row);
    }
    return {{"answer", answer}, {"state", state}};
  } catch (const Undefined&) {
    return "undefined";
  } catch (const Undecided&) {
    return "undefined";
  }
}

// What the oracle says on each case.
std::vector<Json> oracle(const Folder& folder, const Transformer& model, const Json& cases) {
  std::ofstream(folder / "model.json") << to_json({.model = model});
  std::ofstream(folder / "cases.json") << Json{{"cases", cases}};
  const std::string command = "python3 \"" ATTEST_SOURCE_DIR "/tests/oracle/evaluate.py\" \"" +
                              (folder / "model.json").string() + "\" \"" +
                              (folder / "cases.json").string() + "\" --state > \"" +
                              (folder / "out.jsonl").string() + "\"";
  REQUIRE(std::system(command.c_str()) == 0);
  std::ifstream stream(folder / "out.jsonl");
  std::vector<Json> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

}  // namespace

TEST_CASE("evaluator and oracle agree on 24 random models with 6 cases each") {
  const Folder folder;
  int defined = 0;
  for (std::uint64_t index = 0; index < 24; ++index) {
    CAPTURE(index);
    Random random(7, 1, index);
    const Transformer model = random_model(random);
    Json cases = Json::array();
    std::vector<Matrix> inputs;
    for (int c = 0; c < 6; ++c) {
      Matrix tokens(static_cast<int>(random.between(1, 4)), 2);
      Json list = Json::array();
      for (int i = 0; i < tokens.rows(); ++i) {
        for (int f = 0; f < 2; ++f) tokens(i, f) = small(random);
        list.push_back({tokens(i, 0).to_string(), tokens(i, 1).to_string()});
      }
      cases.push_back({{"tokens", list}});
      inputs.push_back(tokens);
    }
    const std::vector<Json> lines = oracle(folder, model, cases);
    REQUIRE(lines.size() == inputs.size());
    for (std::size_t c = 0; c < inputs.size(); ++c) {
      CAPTURE(c);
      const Json ours = verdict(model, inputs[c]);
      if (ours.is_string()) {
        CHECK(lines[c].contains("undefined"));
        continue;
      }
      ++defined;
      REQUIRE(lines[c].contains("answer"));
      CHECK(lines[c]["answer"] == ours["answer"]);
      CHECK(lines[c]["state"] == ours["state"]);
    }
  }
  CHECK(defined >= 72);  // half of the cases: the rest break a precondition of a norm
}

}  // namespace attest::model
