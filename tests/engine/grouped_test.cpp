// SPDX-License-Identifier: Apache-2.0
/// \file
/// Grouped keys against the literal evaluator on random models, and long sequences.
#include "reference/engine/grouped.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "tests/engine/random_model.hpp"

namespace attest::engine {
namespace {

enum class Mask { causal, strict, everything, other };

model::Circuit mask_of(Mask kind) {
  model::CircuitBuilder mask({"query", "key"});
  const model::Wire query = mask.input("query");
  const model::Wire key = mask.input("key");
  if (kind == Mask::causal) mask.output("visible", 1 - mask.less(query, key));
  if (kind == Mask::strict) mask.output("visible", mask.less(key, query));
  if (kind == Mask::everything) mask.output("visible", mask.constant(1));
  if (kind == Mask::other) mask.output("visible", mask.less(query, key));
  return mask.finish();
}

std::optional<Matrix> literal(const model::Transformer& model, const Matrix& state,
                              model::Tie tie) {
  try {
    return model::Evaluator(model, model::Arithmetic::rational, 0).final_state(state, tie);
  } catch (const model::Undefined&) {
    return std::nullopt;
  }
}

TEST_CASE("grouped keys give the literal states on 300 random models under every tie rule") {
  Random random(57, 3, 0);
  int defined = 0;
  int undefined = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    model::Transformer model = random_model({.d = 5, .weight = 2}, random);
    for (model::Circuit& mask : model.masks) mask = mask_of(static_cast<Mask>(random.below(3)));
    if (random.below(2) == 0) {
      model::CircuitBuilder map(model::coordinate_names(model.registers));
      const model::Wire a = map.input("stream[0]");
      map.output("stream", 1, map.mod(a * a + map.position(), 3));
      if (random.below(2) == 0) map.output("stream", 2, a / (a - 1));
      model.blocks.front().token_maps.push_back(map.finish());
    }
    const int n = 1 + static_cast<int>(random.below(7));
    const auto made = GroupedModel::make(model, n);
    REQUIRE(std::holds_alternative<GroupedModel>(made));
    const auto& grouped = std::get<GroupedModel>(made);
    const Matrix start = random_state(n, 5, 1, 1, random);
    for (const model::Tie tie :
         {model::Tie::average, model::Tie::leftmost, model::Tie::rightmost}) {
      const std::optional<Matrix> expected = literal(model, start, tie);
      if (!expected) {
        ++undefined;
        CHECK_THROWS_AS(static_cast<void>(grouped.final_state(start, tie)), model::Undefined);
        continue;
      }
      ++defined;
      CHECK(grouped.final_state(start, tie) == *expected);
      Matrix now = start;
      for (std::size_t layer = 0; layer < grouped.layers(); ++layer) {
        const Matrix next = grouped.step(layer, now, tie, {.first = 0, .last = n});
        for (int i = 0; i < n; ++i) {
          CHECK(std::ranges::equal(next.row(i), grouped.direct_row(layer, now, i, tie)));
        }
        now = next;
      }
    }
  }
  CHECK(defined > 500);
  CHECK(undefined > 50);
}

TEST_CASE("another mask and another norm are refused") {
  model::Transformer model{.name = "refused"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  model.registers = stream.registers();
  model.masks = {mask_of(Mask::other)};
  model.blocks = {{.name = "layer",
                   .heads = {{.name = "head", .norm = model::Norm::average_hardmax, .mask = 0}}}};
  model.blocks[0].heads[0].keys = {{}};
  model.blocks[0].heads[0].values = {{{x[0], 0, {.value = 1}}}};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  CHECK(std::holds_alternative<std::string>(GroupedModel::make(model, 3)));
  model.masks = {mask_of(Mask::causal)};
  CHECK(std::holds_alternative<GroupedModel>(GroupedModel::make(model, 3)));
  model.blocks[0].heads[0].norm = model::Norm::softmax_e;
  CHECK(std::holds_alternative<std::string>(GroupedModel::make(model, 3)));
}

/// The mean of the letters so far.
model::Transformer prefix_mean() {
  model::Transformer model{.name = "prefix mean", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice mean = stream.add("mean");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model.masks = {mask_of(Mask::causal)};
  model::Head head{.name = "mean", .norm = model::Norm::average_hardmax, .mask = 0};
  head.keys = {{}};
  head.values = {{{x[0], 0, {.value = 1}}}};
  head.out = {{0, mean[0], {.value = 1}}};
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("mean", decode.input("mean[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

TEST_CASE(
    "subjects of 200 and of 3000 letters are judged on grouped keys and a wrong truth fails") {
  for (const int letters : {200, 3000}) {
    CAPTURE(letters);
    task::Task truth{.id = "prefix_mean", .answer = [](const Matrix& word) {
                       std::vector<Rational> means;
                       Rational total = 0;
                       for (int i = 0; i < word.rows(); ++i) {
                         total += word(i, 0);
                         means.push_back(total / Rational(i + 1));
                       }
                       return means;
                     }};
    check::CaseSpace one =
        check::sampled("a long word", 2, 1, power_of_two(200), "a sample",
                       [letters](Random& random, std::int64_t) -> std::optional<check::Case> {
                         check::Case word(letters, 1);
                         for (int i = 0; i < letters; ++i)
                           word(i, 0) = static_cast<std::int64_t>(random.below(2));
                         return word;
                       });
    derive::Computes made{.model = prefix_mean(), .task = truth, .inputs = one};
    const auto fast = derive::make_subject(made);
    CHECK(fast->evaluator() == "grouped keys");
    const check::Tally found = fast->judge({.begin = 0, .end = 2}, false);
    CHECK(found.judged == 2);
    CHECK(found.failed == 0);
    if (letters < 1000) {
      const auto slow = derive::make_subject(made, derive::Engine::literal);
      CHECK(found == slow->judge({.begin = 0, .end = 2}, false));
    }
    CHECK(fast->rehearsed()() == found);
    made.task.answer = [truth](const Matrix& word) {
      std::vector<Rational> means = truth.answer(word);
      means.back() += 1;
      return means;
    };
    CHECK(derive::make_subject(made)->judge({.begin = 0, .end = 2}, false).failed == 2);
  }
}

TEST_CASE("tokens that are not read need no value in the last layer at 200 and at 3000 letters") {
  for (const int letters : {200, 3000}) {
    CAPTURE(letters);
    model::Transformer model = prefix_mean();
    model::CircuitBuilder map(model::coordinate_names(model.registers));
    // A quotient that the first token lacks.
    map.output("mean", 0, map.input("mean[0]") / map.position());
    model.blocks.front().token_maps.push_back(map.finish());
    model.decode.at = model::ReadAt::last_input;
    const task::Task truth{
        .id = "scaled_mean", .answer = [](const Matrix& word) {
          Rational total = 0;
          for (int i = 0; i < word.rows(); ++i) total += word(i, 0);
          return std::vector<Rational>{total / Rational(word.rows() * (word.rows() - 1))};
        }};
    const check::CaseSpace one =
        check::sampled("a word of ones", 1, 1, power_of_two(200), "a sample",
                       [letters](Random&, std::int64_t) -> std::optional<check::Case> {
                         check::Case word(letters, 1);
                         for (int i = 0; i < letters; ++i) word(i, 0) = 1;
                         return word;
                       });
    const auto subject = derive::make_subject({.model = model, .task = truth, .inputs = one});
    CHECK(subject->evaluator() == "grouped keys");
    CHECK(subject->judge({.begin = 0, .end = 1}, false).failed == 0);
    CHECK(subject->rehearsed()().failed == 0);
  }
}

}  // namespace
}  // namespace attest::engine
