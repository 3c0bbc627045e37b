// SPDX-License-Identifier: Apache-2.0
/// \file
/// Split tables against exact sums, against the literal evaluator, and against wrong truths.
#include "reference/engine/split.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/split_count.hpp"
#include "reference/engine/split_fixed.hpp"
#include "reference/engine/split_kernel.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

using model::Norm;
using model::ReadAt;

/// One head over tokens x in {0, 1} and two extra tokens, with random small weights; scores are
/// functions of the query's and the key's token and of the key's position, mod 3.
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
  embed.output("place", embed.mod(embed.position() * 7 + embed.input("x") * 2, 3));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  for (const bool is_first : {true, false}) {
    model::CircuitBuilder extra({});
    extra.output("place", extra.constant(random.between(0, 2)));
    extra.output("one", extra.constant(1));
    model.extra_tokens.push_back(
        {.name = is_first ? "front" : "back", .embed = extra.finish(), .is_first = is_first});
  }
  model::CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.less(mask.mod(mask.input("key"), 5), mask.constant(4)));
  model.masks.push_back(mask.finish());
  model::Head head{.name = "head", .norm = norm, .base = norm == Norm::softmax_base ? 3 : 0};
  head.mask = 0;
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
    model.decode.reject.value = model.decode.accept.value - Rational(1, 1000);
  } else {
    const Rational least(random.between(0, 12), 5);
    decode.output("y", decode.less(decode.constant(least), 2 * decode.input("out[0]")));
  }
  model.decode.circuit = decode.finish();
  model.decode.at = at;
  return model;
}

std::vector<ReadoutSum> sums_of(const model::Transformer& model, int n, Side side) {
  auto made = readout_sums(model, n, side);
  const auto* why = std::get_if<std::string>(&made);
  INFO(std::string(why == nullptr ? "" : *why));
  REQUIRE(why == nullptr);
  return std::get<std::vector<ReadoutSum>>(std::move(made));
}

Matrix word_of(std::uint64_t word, int n) {
  Matrix tokens(n, 1);
  for (int i = 0; i < n; ++i) tokens(i, 0) = static_cast<std::int64_t>((word >> (n - 1 - i)) & 1U);
  return tokens;
}

/// An exact sum in int64, for comparison: no table, no kernel.
bool is_on_side_slowly(const FixedSum& sum, bool is_strict, std::uint64_t word) {
  std::int64_t total = sum.constant;
  for (std::size_t i = 0; i < sum.gain.size(); ++i) total += sum.gain[i][(word >> i) & 1U];
  return is_strict ? total > 0 : total >= 0;
}

/// Uniform attention over n boolean tokens, read at an extra token: the mean against a threshold.
model::Transformer mean_model(Norm norm, const Rational& accept) {
  model::Transformer model{.name = "mean", .fields = {"x"}};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model.extra_tokens.push_back(
      {.name = "reader", .embed = model::CircuitBuilder({}).finish(), .is_first = false});
  model::Head head{.name = "mean", .norm = norm, .base = norm == Norm::softmax_base ? 2 : 0};
  head.keys = {{}};
  head.values = {{{x[0], 0, {.value = 1}}}};
  head.out = {{0, out[0], {.value = 1}}};
  model.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.input("out[0]"));
  model.decode = {.circuit = decode.finish(),
                  .readout = model::Readout::threshold,
                  .at = ReadAt::first_extra,
                  .accept = {.value = accept},
                  .reject = {.value = accept - Rational(1, 1000)}};
  return model;
}

Integer binomial(int n, int k) {
  Integer result = 1;
  for (int i = 1; i <= k; ++i) result = exact_div(result * Integer(n + 1 - i), i);
  return result;
}

TEST_CASE("sums decide as the literal evaluator on every word of 100 random readouts with n = 7") {
  constexpr int n = 7;
  std::int64_t cases = 0;
  for (std::uint64_t index = 0; index < 100; ++index) {
    Random random(1, 20, index);
    const Norm norm =
        std::array{Norm::softmax_e, Norm::softmax_base, Norm::average_hardmax}[index % 3];
    const ReadAt at = std::array{ReadAt::first_extra, ReadAt::first_input,
                                 ReadAt::last_input}[static_cast<std::size_t>(random.below(3))];
    const model::Transformer model = random_readout(norm, at, random);
    const bool is_natural = norm == Norm::softmax_e;
    const model::Evaluator literal(
        model, is_natural ? model::Arithmetic::ball : model::Arithmetic::rational,
        is_natural ? 256 : 0);
    INFO("model " << index);
    std::uint64_t covered = 0;
    for (const Side side : {Side::accept, Side::reject}) {
      for (const ReadoutSum& sum : sums_of(model, n, side)) {
        for (std::uint64_t word = 0; word < std::uint64_t{1} << sum.tokens.size(); ++word) {
          const std::uint64_t whole = whole_word(sum, word);
          ++covered;
          try {
            const Rational answer = literal.answer(word_of(whole, n)).front();
            CHECK(is_on_side(sum, word) == (answer == Rational(side == Side::accept ? 1 : 0)));
            ++cases;
          } catch (const model::Undecided&) {  // an exact tie, which balls never decide
            CHECK(sign_of(sum, word) == 0);
          }
        }
      }
    }
    CHECK(covered == 2 * 128);
  }
  CHECK(cases > 20000);
}

TEST_CASE("counts equal brute force exactly over all 2^20 words of random readouts") {
  constexpr int n = 20;
  for (std::uint64_t index = 0; index < 6; ++index) {
    Random random(1, 21, index);
    const Norm norm = index % 2 == 0 ? Norm::softmax_base : Norm::average_hardmax;
    const model::Transformer model = random_readout(norm, ReadAt::first_extra, random);
    const ReadoutSum sum = sums_of(model, n, Side::accept).front();
    const auto fixed = fixed_sum(sum, 64);
    REQUIRE(fixed.has_value());
    if (!fixed->is_exact) continue;  // ranks of hardmax may need more than 64 bits
    std::int64_t expected = 0;
    for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
      expected += is_on_side_slowly(*fixed, sum.is_strict, word) ? 1 : 0;
    }
    const auto counted = count_words(sum);
    REQUIRE(std::holds_alternative<SplitCount>(counted));
    CHECK(std::get<SplitCount>(counted).words == Integer(std::int64_t{1} << n));
    CHECK(std::get<SplitCount>(counted).on_side == Integer(expected));
  }
}

TEST_CASE("rounded counts equal those decided one by one in balls for softmax_e with n = 12") {
  constexpr int n = 12;
  for (std::uint64_t index = 0; index < 4; ++index) {
    Random random(1, 22, index);
    const model::Transformer model = random_readout(Norm::softmax_e, ReadAt::first_extra, random);
    const ReadoutSum sum = sums_of(model, n, Side::accept).front();
    std::int64_t expected = 0;
    for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
      expected += is_on_side(sum, word) ? 1 : 0;
    }
    const auto counted = count_words(sum);
    REQUIRE(std::holds_alternative<SplitCount>(counted));
    CHECK(std::get<SplitCount>(counted).on_side == Integer(expected));
  }
}

TEST_CASE("the mean over n = 24 tokens equals MAJORITY on all words on every kernel") {
  constexpr int n = 24;
  const LinearThreshold majority{.weight = std::vector<std::int64_t>(n, 1), .threshold = 12};
  for (const Norm norm : {Norm::softmax_e, Norm::softmax_base, Norm::average_hardmax}) {
    // The reader is a key too, of value 0: 12 ones of 25 keys; exact ties do occur.
    const ReadoutSum sum = sums_of(mean_model(norm, Rational(12, 25)), n, Side::accept).front();
    for (const auto& kernel : split_kernels<std::int16_t>()) {
      SplitCheck check(sum, majority);
      check.use(kernel.name);
      const SplitResult result = check.compare(0, check.blocks());
      CHECK(result.words == std::int64_t{1} << n);
      CHECK_FALSE(result.least_failure.has_value());
      CHECK(result.exact_words == 0);
    }
    Integer expected = 0;
    for (int k = 12; k <= n; ++k) expected += binomial(n, k);
    CHECK(std::get<SplitCount>(count_words(sum)).on_side == expected);
  }
}

TEST_CASE("a truth that differs on one word is found at that word on every kernel") {
  constexpr int n = 16;
  const ReadoutSum sum =
      sums_of(mean_model(Norm::average_hardmax, Rational(16, 17)), n, Side::accept).front();
  LinearThreshold all{.weight = std::vector<std::int64_t>(n, 1), .threshold = 16};
  for (const auto& kernel : split_kernels<std::int16_t>()) {
    SplitCheck right(sum, all);
    right.use(kernel.name);
    CHECK_FALSE(right.compare(0, right.blocks()).least_failure.has_value());
    LinearThreshold none = all;
    none.threshold = 17;
    SplitCheck wrong(sum, none);
    wrong.use(kernel.name);
    CHECK(wrong.compare(0, wrong.blocks()).least_failure == (std::uint64_t{1} << n) - 1);
  }
}

TEST_CASE("random readouts against random truths fail exactly where brute force says") {
  constexpr int n = 13;
  std::int64_t failing = 0;
  for (std::uint64_t index = 0; index < 60; ++index) {
    Random random(1, 23, index);
    const Norm norm =
        std::array{Norm::softmax_e, Norm::softmax_base, Norm::average_hardmax}[index % 3];
    const ReadAt at = index % 2 == 0 ? ReadAt::first_extra : ReadAt::last_input;
    const model::Transformer model = random_readout(norm, at, random);
    LinearThreshold truth{.threshold = random.between(0, 20)};
    for (int i = 0; i < n; ++i) truth.weight.push_back(random.between(-100, 200));
    if (index % 4 == 0) truth = {.weight = std::vector<std::int64_t>(n, 0), .threshold = 1};
    for (const ReadoutSum& sum : sums_of(model, n, Side::accept)) {
      std::optional<std::uint64_t> expected;
      for (std::uint64_t word = 0; word < std::uint64_t{1} << sum.tokens.size() && !expected;
           ++word) {
        if (is_on_side(sum, word) != is_true(truth, whole_word(sum, word))) expected = word;
      }
      failing += expected ? 1 : 0;
      for (const auto& kernel : split_kernels<std::int32_t>()) {
        SplitCheck check(sum, truth);
        check.use(kernel.name);
        CHECK(check.compare(0, check.blocks()).least_failure == expected);
      }
    }
  }
  CHECK(failing > 20);
}

TEST_CASE("an exact tie of softmax_e is no escalation but a zero") {
  // Two groups of scores cancel one by one: 1 - 1 at e^0 and 2 - 2 at e^1.
  const ReadoutSum sum{
      .inputs = 2,
      .tokens = {0, 1},
      .constant = {{.coefficient = -1, .exponent = 0}, {-2, 1}},
      .gain = {{Exponential{0, 0}, Exponential{1, 0}}, {Exponential{0, 0}, Exponential{2, 1}}}};
  CHECK(sign_of(sum, 3) == 0);
  CHECK(sign_of(sum, 1) == -1);
  CHECK(is_on_side(sum, 3));
  CHECK(std::get<SplitCount>(count_words(sum)).on_side == Integer(1));
  CHECK(std::get<SplitCount>(count_words(sum)).exact_words == 1);
}

TEST_CASE("what is no single readout is refused with the reason") {
  const auto refused = [](const model::Transformer& model, int n) {
    const auto made = readout_sums(model, n, Side::accept);
    return std::holds_alternative<std::string>(made) ? std::get<std::string>(made) : "";
  };
  model::Transformer model = mean_model(Norm::softmax_e, Rational(1, 2));
  CHECK(refused(model, 4).empty());
  CHECK(refused(model, 64) == "the length 64 is not in 1 .. 63");
  model.schedule = {{0, 2}};
  CHECK(refused(model, 4) == "not one layer");
  model = mean_model(Norm::leftmost_hardmax, Rational(1, 2));
  CHECK(refused(model, 4) == "the head is leftmost_hardmax");
  model = mean_model(Norm::softmax_e, Rational(1, 2));
  model.decode.at = ReadAt::every_input;
  CHECK(refused(model, 4) == "every token is read");
  model = mean_model(Norm::softmax_e, Rational(1, 2));
  model.decode.readout = model::Readout::exact;
  CHECK(refused(model, 4) == "the readout is neither a threshold nor a comparison");
}

}  // namespace
}  // namespace attest::engine
