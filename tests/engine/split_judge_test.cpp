// SPDX-License-Identifier: Apache-2.0
/// \file
/// Subjects that are judged by split tables: tallies, witnesses and mutants as by the literal
/// semantics, and exact ties, which those leave open.
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/random.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::derive {
namespace {

using check::Range;
using check::Tally;
using model::Norm;
using model::ReadAt;

/// One head over bits, an extra token at each end and a position mod 3, with random small weights.
model::Transformer random_readout(Norm norm, ReadAt at, Random& random) {
  model::Transformer model{.name = "random readout", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice place = stream.add("place");
  const model::Slice one = stream.add("one");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("place", embed.mod(embed.position() + embed.input("x") * 2, 3));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  for (const bool is_first : {true, false}) {
    model::CircuitBuilder extra({});
    extra.output("place", extra.constant(random.between(0, 2)));
    extra.output("one", extra.constant(1));
    model.extra_tokens.push_back(
        {.name = is_first ? "front" : "back", .embed = extra.finish(), .is_first = is_first});
  }
  model::Head head{.name = "head", .norm = norm, .base = norm == Norm::softmax_base ? 3 : 0};
  const auto weight = [&] { return model::Weight{.value = Rational(random.between(-2, 2))}; };
  head.query = {{x[0], 0, weight()}, {one[0], 0, {.value = 1}}, {place[0], 1, weight()}};
  head.keys = {{{x[0], 0, weight()}, {place[0], 0, {.value = 1}}, {one[0], 1, weight()}}};
  head.values = {{{x[0], 0, {.value = Rational(random.between(1, 5), 3)}},
                  {place[0], 0, {.value = Rational(random.between(-4, 4), 5)}}}};
  head.out = {{0, out[0], {.value = 2}}};
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  if (random.below(2) == 0) {
    decode.output("y", decode.input("out[0]") + decode.input("x[0]"));
    model.decode.readout = model::Readout::threshold;
    model.decode.accept.value = Rational(random.between(0, 6), 4);
    model.decode.reject.value = model.decode.accept.value - Rational(1, random.between(2, 9));
  } else {
    const Rational least(random.between(0, 12), 5);
    decode.output("y", decode.less(decode.constant(least), 2 * decode.input("out[0]")));
  }
  model.decode.circuit = decode.finish();
  model.decode.at = at;
  return model;
}

/// All words of 1 to n bits, and a truth that is often wrong.
Computes computed(model::Transformer model, int n) {
  const bool is_natural = model.blocks[0].heads[0].norm == Norm::softmax_e;
  std::vector<check::CaseSpace> parts;
  for (int length = 1; length <= n; ++length) parts.push_back(check::words(length, 2));
  return {.model = std::move(model),
          .task = task::priority_majority(2),
          .inputs = check::concatenated(std::move(parts)),
          .arithmetic = is_natural ? model::Arithmetic::ball : model::Arithmetic::rational,
          .precision = is_natural ? 64 : 0,
          .most_precision = 128};
}

Tally judged(const check::Subject& subject, bool stops) {
  return subject.judge({.begin = 0, .end = subject.cases().size}, stops);
}

TEST_CASE(
    "split tables judge 36 random readouts of every norm and place as the literal semantics") {
  Random random(29, 4, 0);
  std::int64_t failed = 0;
  std::int64_t open = 0;
  for (const Norm norm : {Norm::softmax_e, Norm::softmax_base, Norm::average_hardmax}) {
    for (const ReadAt at : {ReadAt::first_input, ReadAt::last_input, ReadAt::first_extra}) {
      for (int round = 0; round < 4; ++round) {
        const Computes made = computed(random_readout(norm, at, random), 8);
        const auto fast = make_subject(made);
        const auto slow = make_subject(made, Engine::literal);
        CHECK(fast->evaluator() == "split tables");
        const Tally found = judged(*fast, false);
        const Tally expected = judged(*slow, false);
        CHECK(found.judged == 510);
        CHECK(found.undecided == 0);
        failed += found.failed;
        open += expected.undecided;
        if (expected.undecided == 0) {
          CHECK(found.failed == expected.failed);
          CHECK(found.digest == expected.digest);
          CHECK(found.least_failure == expected.least_failure);
        }
        CHECK(judged(*fast, true).least_failure == found.least_failure);
        CHECK(fast->rehearsed()().least_failure == found.least_failure);
      }
    }
  }
  CHECK(failed > 1000);
  MESSAGE(open << " words that the balls leave open");
}

/// The mean over the bits under the natural exponential, bit j with score 3 (j mod 2): read at an
/// extra token of value 1/2, or at every bit.
model::Transformer two_classes(ReadAt at = ReadAt::first_extra) {
  model::Transformer model{.name = "two classes", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice rank = stream.add("rank");
  const model::Slice one = stream.add("one");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  embed.output("rank", 3 * embed.mod(embed.position(), 2));
  if (at == ReadAt::every_input) embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  if (at == ReadAt::first_extra) {
    model::CircuitBuilder reader({});
    reader.output("one", reader.constant(1));
    reader.output("x", reader.constant(Rational(1, 2)));
    model.extra_tokens.push_back({.name = "reader", .embed = reader.finish(), .is_first = false});
  }
  model::Head head{.name = "mean", .norm = Norm::softmax_e};
  head.query = {{one[0], 0, {.value = 1}}};
  head.keys = {{{rank[0], 0, {.value = 1}}}};
  head.values = {{{x[0], 0, {.value = 1}}}};
  head.out = {{0, out[0], {.value = 1}}};
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.less(decode.constant(Rational(1, 2)), decode.input("out[0]")));
  model.decode = {.circuit = decode.finish(), .at = at};
  return model;
}

TEST_CASE("exact ties of a mean that is read at every bit are decided where balls are not") {
  Computes made = computed(two_classes(ReadAt::every_input), 1);
  made.inputs = check::words(8, 2);
  made.task.answer = [](const Matrix& word) {
    return std::vector<Rational>(8, task::priority_majority(2).answer(word).at(0));
  };
  const auto fast = make_subject(made);
  CHECK(fast->evaluator() == "certified doubles");
  const Tally found = judged(*fast, false);
  CHECK(found.judged == 256);
  CHECK(found.failed == 0);
  CHECK(found.undecided == 0);
  CHECK(judged(*make_subject(made, Engine::literal), false).undecided == 36);
  made.task.answer = [](const Matrix& word) {
    return std::vector<Rational>(
        8, task::priority_majority(2, task::Balance::counts).answer(word).at(0));
  };
  const Tally wrong = judged(*make_subject(made), false);
  CHECK(wrong.failed == 36);
  CHECK(wrong.undecided == 0);
}

TEST_CASE("exact ties of natural exponentials are decided where balls are not") {
  Computes made = computed(two_classes(), 1);
  made.inputs = check::words(8, 2);
  const auto fast = make_subject(made);
  const auto slow = make_subject(made, Engine::literal);
  const Tally found = judged(*fast, false);
  CHECK(found.judged == 256);
  CHECK(found.failed == 0);
  CHECK(found.undecided == 0);
  CHECK(judged(*slow, false).undecided == 36);  // C(4,2)^2 words balance in both classes
  CHECK(judged(*slow, false).failed == 0);
  made.task = task::priority_majority(2, task::Balance::counts);
  const Tally wrong = judged(*make_subject(made), false);
  CHECK(wrong.failed == 36);
  REQUIRE(wrong.least_failure.has_value());
  CHECK(wrong.least_failure->index == 0b00001111);
  CHECK(wrong.least_failure->text == "tokens [0, 0, 0, 0, 1, 1, 1, 1]: expected (1), found (0)");
}

TEST_CASE("a space that only looks like words of bits is judged case by case") {
  Computes made = computed(two_classes(), 1);
  made.inputs = check::words(6, 2);
  const check::CaseSpace words = made.inputs;
  made.inputs.at = [words](std::int64_t index) -> std::optional<check::Case> {
    if (index % 3 == 1) return std::nullopt;
    return words.at(index % 5 == 2 ? 5 : index);
  };
  const auto fast = make_subject(made);
  const auto slow = make_subject(made, Engine::literal);
  CHECK(fast->evaluator() == "split tables");
  const Tally found = judged(*fast, false);
  CHECK(found.judged == judged(*slow, false).judged);
  CHECK(found.undecided == 0);
  CHECK(found.failed == 0);
}

TEST_CASE("split tables kill every generic mutant of two classes that the literal semantics kill") {
  Computes whole = computed(two_classes(), 7);
  int killed = 0;
  for (const Change& change : changes(whole.model)) {
    CAPTURE(change.name);
    Computes broken = whole;
    change.apply(broken.model);
    const Tally found = judged(*make_subject(broken, Engine::automatic, whole.model), false);
    const Tally expected = judged(*make_subject(broken, Engine::literal, whole.model), false);
    CHECK(found.failed >= expected.failed);
    CHECK(found.failed <= expected.failed + expected.undecided);
    CHECK(found.undecided == 0);
    killed += found.failed > 0 ? 1 : 0;
  }
  CHECK(killed > 8);
}

}  // namespace
}  // namespace attest::derive
