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
#include "reference/model/evaluate.hpp"
#include "reference/number/random.hpp"
#include "tests/engine/readouts.hpp"

namespace attest::engine {
namespace {

using model::Norm;
using model::ReadAt;

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
