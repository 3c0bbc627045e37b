// SPDX-License-Identifier: Apache-2.0
/// \file
/// The protocol against the model's literal evaluation, and models that are refused.
#include "reference/protocol/one_layer.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"
#include "reference/number/random.hpp"
#include "reference/protocol/cut.hpp"
#include "reference/protocol/table_layer.hpp"

namespace attest::protocol {
namespace {

constexpr int alphabet = 6;

/// Two heads of value dimensions 2 and 1 with random tables, some values negative.
model::Transformer random_layer(std::uint64_t index) {
  Random random(11, 0, index);
  std::vector<HeadTable> heads(2);
  heads[0].values.resize(2);
  heads[1].values.resize(1);
  for (HeadTable& head : heads) {
    for (int r = 0; r < alphabet; ++r) head.scores.emplace_back(random.below(5));
    for (auto& values : head.values) {
      for (int r = 0; r < alphabet; ++r) values.emplace_back(random.between(-9, 9));
    }
  }
  return table_layer("random", "token", heads);
}

Matrix random_tokens(std::uint64_t index, int n) {
  Random random(12, 0, index);
  Matrix tokens(n, 1);
  for (int i = 0; i < n; ++i) tokens(i, 0) = random.below(alphabet);
  return tokens;
}

std::string error_of(const model::Transformer& model) {
  try {
    const OneLayer layer(model, 0);
    static_cast<void>(layer.terms(random_tokens(0, 5)));
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

TEST_CASE("the two-party run gives the model's answer on 200 random layers with exact sums") {
  for (std::uint64_t i = 0; i < 200; ++i) {
    const model::Transformer model = random_layer(i);
    const Matrix tokens = random_tokens(i, 7);
    const OneLayer layer(model, 0);
    const Execution run = execute(layer, {.bobs = {2, 4, 6}, .reader = 0}, 0, tokens);
    const model::Answer direct = model::answer(model, tokens, {});
    CHECK(run.outputs == direct);
    CHECK(layer.finish(tokens, run.outputs) == direct);
    CHECK(run.message.size() == 5);
  }
}

TEST_CASE("masks and extra tokens are seen as the model sees them on 50 random layers") {
  for (std::uint64_t i = 0; i < 50; ++i) {
    model::Transformer model = random_layer(i);
    model::CircuitBuilder blank({});
    blank.output("score", 1, blank.constant(2));
    blank.output("value", 0, blank.constant(3));
    blank.output("one", blank.constant(1));
    model.extra_tokens.push_back({.name = "blank", .embed = blank.finish(), .is_first = true});
    model::CircuitBuilder mask({"query", "key"});  // not the key right after the query
    mask.output("visible",
                mask.constant(1) - mask.equal(mask.input("key"), mask.input("query") + 1));
    model.masks.push_back(mask.finish());
    model.blocks[0].heads[0].mask = 0;
    model.decode.at = model::ReadAt::last_input;
    const Matrix tokens = random_tokens(i, 6);
    const OneLayer first(model, 0);
    const OneLayer last(model, 5);
    const Execution run = execute(last, {.bobs = {0, 1}, .reader = 5}, 0, tokens);
    CHECK(run.outputs == model::answer(model, tokens, {}));
    model.decode.at = model::ReadAt::first_input;
    CHECK(execute(first, {.bobs = {2}, .reader = 0}, 0, tokens).outputs ==
          model::answer(model, tokens, {}));
  }
}

TEST_CASE("cut sums change the output and the message is Bob's alone") {
  const std::vector<HeadTable> heads{{.scores = {0, 0, 0}, .values = {{0, 5, 11}}}};
  const OneLayer layer(table_layer("two values", "token", heads), 0);
  const Matrix tokens(std::vector<std::vector<Rational>>{{0}, {1}, {2}, {2}});
  const Execution exact = execute(layer, {.bobs = {2, 3}, .reader = 0}, 0, tokens);
  CHECK(exact.message == Sums{2, 22});
  CHECK(exact.outputs == std::vector<Rational>{Rational(27, 4)});
  const Execution cut = execute(layer, {.bobs = {2, 3}, .reader = 0}, 2, tokens);
  CHECK(cut.message == Sums{2, 16});  // 22 = 10110 -> 10000
  CHECK(cut.total == Sums{4, 20});    // Alice's 5 = 101 -> 100
  CHECK(cut.outputs == std::vector<Rational>{5});
}

TEST_CASE("what follows the heads is the model's own: units and token maps at every position") {
  model::Transformer model = random_layer(3);
  const int out = model::coordinate(model, "out");
  model.blocks[0].mlp.push_back({.name = "unit",
                                 .in = {{.at = out, .weight = {.value = 2}}},
                                 .bias = {.value = 1},
                                 .out = {{.at = out + 1, .weight = {.value = -1}}}});
  model::CircuitBuilder map(model::coordinate_names(model.registers));
  map.output("out", 2, map.input("out[2]") + map.position() * map.length());
  model.blocks[0].token_maps.push_back(map.finish());
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Matrix tokens = random_tokens(i, 5);
    for (const auto& [reader, at] :
         {std::pair{0, model::ReadAt::first_input}, std::pair{4, model::ReadAt::last_input},
          std::pair{0, model::ReadAt::every_input}}) {
      model.decode.at = at;
      const OneLayer layer(model, reader);
      const Execution run = execute(layer, {.bobs = {1, 2}, .reader = reader}, 0, tokens);
      model::Answer expected = model::answer(model, tokens, {});
      expected.resize(3);
      CHECK(layer.finish(tokens, run.outputs) == expected);
    }
  }
}

TEST_CASE("models that are not one layer of integer softmax heads are refused with an id") {
  const model::Transformer good = random_layer(1);
  CHECK(error_of(good).empty());
  model::Transformer bad = good;
  bad.schedule = {{0, 2}};
  CHECK(error_of(bad) == "candidate-layers");
  bad = good;
  bad.schedule = {{0, 1}, {0, 1}};
  CHECK(error_of(bad) == "candidate-layers");
  bad = good;
  bad.schedule.clear();
  CHECK(error_of(bad) == "candidate-layers");
  bad = good;
  bad.blocks[0].heads.clear();
  CHECK(error_of(bad) == "candidate-layers");
  bad = good;
  bad.blocks[0].heads[0].norm = model::Norm::average_hardmax;
  bad.blocks[0].heads[0].base = 0;
  CHECK(error_of(bad) == "candidate-norm");
  bad = good;
  bad.blocks[0].heads[0].keys.emplace_back();
  bad.blocks[0].heads[0].values.emplace_back();
  CHECK(error_of(bad) == "candidate-head");
  bad = good;
  bad.blocks[0].heads[0].query[0].weight.value = Rational(1, 2);
  CHECK(error_of(bad) == "candidate-score");
  bad.blocks[0].heads[0].query[0].weight.value = -1;
  CHECK(error_of(bad) == "candidate-score");
  bad.blocks[0].heads[0].query[0].weight.value = 1000000;
  CHECK(error_of(bad) == "candidate-score");
  bad = good;
  bad.blocks[0].heads[0].values[0][0].weight.value = Rational(1, 2);
  CHECK(error_of(bad) == "candidate-value");
  bad = good;
  for (model::Step& step : bad.embed.steps) {
    if (step.op == model::Op::table) step.table.resize(2);
  }
  CHECK(error_of(bad) == "candidate-undefined");
}

}  // namespace
}  // namespace attest::protocol
