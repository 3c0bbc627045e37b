// SPDX-License-Identifier: Apache-2.0
/// \file
/// Subjects that are judged on bit planes: digests, witnesses and mutants as by the literal
/// semantics.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/model/builder.hpp"
#include "reference/task/match_two.hpp"

namespace attest::derive {
namespace {

constexpr std::int64_t modulus = 4;

/// Match2 with one any_hardmax head: scores 2t^2 - 2(t - x)^2, and 2t^2 - 1 on the blank.
model::Transformer match_two(const model::Norm norm) {
  model::Transformer model{.name = "match", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice x2 = stream.add("x2");
  const model::Slice t = stream.add("t");
  const model::Slice t2 = stream.add("t2");
  const model::Slice one = stream.add("one");
  const model::Slice blank = stream.add("blank");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  const model::Wire in = embed.input("x");
  const model::Wire target = embed.mod(0 - in, modulus);
  embed.output("x", in);
  embed.output("x2", in * in);
  embed.output("t", target);
  embed.output("t2", target * target);
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  model::CircuitBuilder extra({});
  extra.output("blank", extra.constant(1));
  model.extra_tokens.push_back({.name = "blank", .embed = extra.finish(), .is_first = false});
  model::Head head{.name = "match", .norm = norm};
  head.query = {{t[0], 0, {.value = 4}},
                {one[0], 1, {.value = -2}},
                {t2[0], 2, {.value = 2}},
                {one[0], 2, {.value = -1}}};
  head.keys = {{{x[0], 0, {.value = 1}}, {x2[0], 1, {.value = 1}}, {blank[0], 2, {.value = 1}}}};
  head.values = {{{one[0], 0, {.value = 1}}}};
  head.out = {{0, out[0], {.value = 1}}};
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("match", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

Computes computed(model::Transformer model) {
  return {.model = std::move(model),
          .task = task::match_two(modulus),
          .inputs = check::words(6, static_cast<int>(modulus))};
}

check::Range all_of(const check::Subject& subject) {
  return {.begin = 0, .end = subject.cases().size};
}

TEST_CASE("bit planes give the literal tally on all 4^6 words of every hardmax form of Match2") {
  for (const model::Norm norm : {model::Norm::any_hardmax, model::Norm::average_hardmax,
                                 model::Norm::leftmost_hardmax, model::Norm::rightmost_hardmax}) {
    const auto fast = make_subject(computed(match_two(norm)));
    const auto slow = make_subject(computed(match_two(norm)), Engine::literal);
    CHECK(fast->evaluator() == "bit planes");
    const check::Tally found = fast->judge(all_of(*fast), false);
    CHECK(found.judged == 4096);
    CHECK(found.failed == 0);
    CHECK(found == slow->judge(all_of(*slow), false));
    CHECK(found == fast->rehearsed()());
  }
}

TEST_CASE("bit planes kill every generic mutant of Match2 that the literal semantics kill") {
  const Computes whole = computed(match_two(model::Norm::any_hardmax));
  int killed = 0;
  int planes = 0;
  for (const Change& change : changes(whole.model)) {
    CAPTURE(change.name);
    Computes broken = whole;
    change.apply(broken.model);
    const auto fast = make_subject(broken, Engine::automatic, whole.model);
    const auto slow = make_subject(broken, Engine::literal, whole.model);
    planes += fast->evaluator() == "bit planes" ? 1 : 0;
    const check::Tally found = fast->judge(all_of(*fast), true);
    CHECK(found == slow->judge(all_of(*slow), true));
    killed += found.failed > 0 ? 1 : 0;
  }
  CHECK(killed > 10);
  CHECK(planes > 10);
}

TEST_CASE("a wrong task fails at the same word and with the same text as literally") {
  Computes wrong = computed(match_two(model::Norm::any_hardmax));
  wrong.task = task::match_two(modulus, task::Self::does_not_count);
  const auto fast = make_subject(wrong);
  const auto slow = make_subject(wrong, Engine::literal);
  const check::Tally found = fast->judge(all_of(*fast), false);
  CHECK(fast->evaluator() == "bit planes");
  CHECK(found.failed > 0);
  CHECK(found == slow->judge(all_of(*slow), false));
}

TEST_CASE("words of all lengths up to 7 over letters from 1 on are judged on bit planes") {
  Computes all = computed(match_two(model::Norm::any_hardmax));
  std::vector<check::CaseSpace> parts;
  for (int n = 1; n <= 7; ++n) {
    parts.push_back(check::mapped(check::words(n, 4), [](const check::Case& word) {
      check::Case moved = word;
      for (int i = 0; i < moved.rows(); ++i) moved(i, 0) += 1;
      return std::optional(moved);
    }));
  }
  all.inputs = check::concatenated(std::move(parts));
  const auto fast = make_subject(all);
  CHECK(fast->evaluator() == "bit planes");
  const auto slow = make_subject(all, Engine::literal);
  CHECK(fast->judge({.begin = 0, .end = 6000}, false) ==
        slow->judge({.begin = 0, .end = 6000}, false));
}

TEST_CASE("a space that only looks like words at its ends is judged case by case") {
  Computes odd = computed(match_two(model::Norm::any_hardmax));
  const check::CaseSpace words = odd.inputs;
  odd.inputs.at = [words](std::int64_t index) -> std::optional<check::Case> {
    if (index % 3 == 1) return std::nullopt;
    std::optional<check::Case> word = words.at(index);
    if (index % 3 == 2 && index + 1 < words.size) (*word)(0, 0) = 9;  // no letter of the words
    return word;
  };
  const auto fast = make_subject(odd);
  CHECK(fast->evaluator() == "bit planes");
  const auto slow = make_subject(odd, Engine::literal);
  CHECK(fast->judge(all_of(*fast), false) == slow->judge(all_of(*slow), false));
}

}  // namespace
}  // namespace attest::derive
