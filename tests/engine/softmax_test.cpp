// SPDX-License-Identifier: Apache-2.0
/// \file
/// The certified softmax filter and its decisions against MPFR and Arb, on every path.
#include "reference/engine/softmax.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/engine/softmax_decide.hpp"
#include "tests/engine/softmax_oracle.hpp"

namespace attest::engine {
namespace {

constexpr int most_bits = 16384;  // of balls: gaps of 6000 leave means 2^-8656 off a boundary

/// What a comparison of many outputs found.
struct Found {
  std::int64_t outputs = 0;
  std::int64_t wrong = 0;
  std::int64_t undecided = 0;  ///< by the filter
  std::int64_t ties = 0;       ///< settled by the identity
  std::int64_t unknown = 0;
};

std::span<const Rational> row_of(const Matrix& matrix, int r) { return matrix.row(r); }

std::vector<Rational> column_of(const Matrix& matrix, int c) {
  std::vector<Rational> result;
  for (int i = 0; i < matrix.rows(); ++i) result.push_back(matrix(i, c));
  return result;
}

/// Steps of the grid by an oracle, at the first precision that decides; none where none does.
std::optional<std::int64_t> steps_by(const auto& oracle, const Matrix& scores, int r,
                                     const Matrix& values, int c, int p) {
  for (int bits = 64; bits <= 256; bits *= 2) {
    const auto steps = oracle(scores, r, values, p, bits)[static_cast<std::size_t>(c)].steps;
    if (steps) return steps;
  }
  return std::nullopt;
}

/// Compares the filter and the ladder behind it with both oracles on eight rows at p bits.
void compare(Found& found, const SoftmaxKernel& kernel, const Matrix& scores, const Matrix& values,
             int p) {
  const auto known_scores = SoftmaxScores::of(scores);
  const auto known_values = SoftmaxValues::of(values);
  REQUIRE(known_scores);
  REQUIRE(known_values);
  const SoftmaxMeans means = softmax_means(kernel, *known_scores, *known_values);
  for (int r = 0; r < scores.rows(); ++r) {
    const auto mpfr = means_by_mpfr(scores, r, values, p, 64);
    const auto arb = means_by_arb(scores, r, values, p, 64);
    for (int c = 0; c < values.cols(); ++c) {
      const auto at = static_cast<std::size_t>(c);
      const Estimate estimate = means.at(static_cast<std::size_t>(r), at);
      bool is_right = estimate.value - estimate.error <= mpfr[at].low_approx &&
                      mpfr[at].high_approx <= estimate.value + estimate.error &&
                      estimate.value - estimate.error <= arb[at].low_approx &&
                      arb[at].high_approx <= estimate.value + estimate.error;
      std::optional<Integer> steps = rounded(estimate, p);
      if (!steps) {
        ++found.undecided;
        const std::vector<Rational> column = column_of(values, c);
        const auto settled =
            round_mean({.scores = row_of(scores, r), .values = column}, estimate, p, most_bits);
        found.ties += settled.by == SettledBy::identity ? 1 : 0;
        found.unknown += settled.by == SettledBy::nothing ? 1 : 0;
        steps = settled.value;
      }
      // Where an oracle does not decide at 64 bits it is asked again; a tie it never decides.
      const auto by_mpfr =
          mpfr[at].steps ? mpfr[at].steps : steps_by(means_by_mpfr, scores, r, values, c, p);
      const auto by_arb =
          arb[at].steps ? arb[at].steps : steps_by(means_by_arb, scores, r, values, c, p);
      if (steps && by_mpfr) is_right = is_right && *steps == Integer(*by_mpfr);
      if (steps && by_arb) is_right = is_right && *steps == Integer(*by_arb);
      found.wrong += is_right ? 0 : 1;
      ++found.outputs;
    }
  }
}

/// Rows of every family and many sizes until `outputs` were compared.
Found compare_many(const SoftmaxKernel& kernel, std::int64_t outputs, std::uint64_t stream) {
  constexpr int width = 16;
  constexpr int sizes[] = {1, 2, 3, 8, 9, 16, 31, 40};
  constexpr int precisions[] = {0, 0, 0, 24, 32, 40};
  Found found;
  for (std::uint64_t index = 0; found.outputs < outputs; ++index) {
    Random random(1, stream, index);
    const Family family = families[index % std::size(families)];
    const int keys = sizes[static_cast<std::size_t>(random.below(std::size(sizes)))];
    const int p = precisions[static_cast<std::size_t>(random.below(std::size(precisions)))];
    const Matrix scores = scores_of(family, keys, random);
    compare(found, kernel, scores, values_of(family, keys, width, random), p);
  }
  return found;
}

TEST_CASE("no decision of 12288 outputs on each path differs from MPFR and Arb") {
  for (const SoftmaxKernel& kernel : softmax_kernels()) {
    INFO(std::string(kernel.name));
    const Found found = compare_many(kernel, 12288, 0x736f6674);
    CHECK(found.outputs == 12288);
    CHECK(found.wrong == 0);
    CHECK(found.unknown == 0);
    CHECK(found.ties > 0);
  }
}

TEST_CASE("no decision of 10000000 outputs differs from MPFR and Arb" * doctest::skip()) {
  std::int64_t undecided = 0;
  std::int64_t outputs = 0;
  std::uint64_t stream = 1;
  for (const SoftmaxKernel& kernel : softmax_kernels()) {
    const Found found =
        compare_many(kernel, 10000000 / std::ssize(softmax_kernels()) + 1, stream++);
    CHECK(found.wrong == 0);
    CHECK(found.unknown == 0);
    undecided += found.undecided;
    outputs += found.outputs;
  }
  MESSAGE(outputs << " outputs, " << undecided << " undecided by the filter");
  CHECK(outputs >= 10000000);
}

TEST_CASE("the filter alone decides 21760 Gaussian outputs of 256 keys at 24 bits on each path") {
  constexpr int keys = 256;
  constexpr int width = 16;
  Random random(1, 0x676175, 0);
  const auto values = SoftmaxValues::of(values_of(Family::gaussian, keys, width, random));
  REQUIRE(values);
  for (const SoftmaxKernel& kernel : softmax_kernels()) {
    INFO(std::string(kernel.name));
    std::int64_t undecided = 0;
    for (int block = 0; block < 170; ++block) {
      const auto scores = SoftmaxScores::of(scores_of(Family::gaussian, keys, random));
      REQUIRE(scores);
      const SoftmaxMeans means = softmax_means(kernel, *scores, *values);
      for (std::size_t r = 0; r < softmax_rows; ++r) {
        for (std::size_t c = 0; c < width; ++c) {
          undecided += rounded(means.at(r, c), 24) ? 0 : 1;
        }
      }
    }
    CHECK(undecided == 0);
  }
}

TEST_CASE("paths that differ in their last bits enclose each other for all families") {
  for (const Family family : families) {
    Random random(1, 0x70617468, static_cast<std::uint64_t>(family));
    const auto scores = SoftmaxScores::of(scores_of(family, 100, random));
    const auto values = SoftmaxValues::of(values_of(family, 100, 20, random));
    REQUIRE(scores);
    REQUIRE(values);
    const SoftmaxMeans base = softmax_means(softmax_kernels().back(), *scores, *values);
    for (const SoftmaxKernel& kernel : softmax_kernels()) {
      INFO(std::string(kernel.name));
      const SoftmaxMeans means = softmax_means(kernel, *scores, *values);
      for (std::size_t r = 0; r < softmax_rows; ++r) {
        for (std::size_t c = 0; c < 20; ++c) {
          const Estimate a = means.at(r, c);
          const Estimate b = base.at(r, c);
          CHECK(std::abs(a.value - b.value) <= a.error + b.error);
        }
      }
    }
  }
}

TEST_CASE("MAJORITY at threshold 1/2 is settled by the identity for all words of n <= 10 bits") {
  for (int n = 1; n <= 10; ++n) {
    const std::vector<Rational> scores(static_cast<std::size_t>(n), Rational(1, 3));
    for (int word = 0; word < 1 << n; ++word) {
      std::vector<Rational> bits;
      int ones = 0;
      for (int j = 0; j < n; ++j) {
        bits.emplace_back(word >> j & 1);
        ones += word >> j & 1;
      }
      const auto settled =
          compare_mean({.scores = scores, .values = bits}, std::nullopt, Rational(1, 2), 64);
      REQUIRE(settled.value);
      CHECK(*settled.value == 2 * ones <=> n);
      CHECK((settled.by == SettledBy::identity) == (2 * ones == n));
    }
  }
}

TEST_CASE("a tie needs every group of equal scores to balance") {
  const std::vector<Rational> scores{0, 0, 1, 1};
  const std::vector<Rational> balanced{0, 1, {1, 4}, {3, 4}};
  const std::vector<Rational> crossed{0, {1, 4}, 1, {3, 4}};
  CHECK(is_mean({.scores = scores, .values = balanced}, {1, 2}));
  CHECK_FALSE(is_mean({.scores = scores, .values = crossed}, {1, 2}));
  const auto rounded_up = round_mean({.scores = scores, .values = balanced}, std::nullopt, 0, 64);
  CHECK(rounded_up.by == SettledBy::identity);
  CHECK(rounded_up.value == Integer(1));
}

TEST_CASE("a mean closer to the threshold than the balls see is unknown and never a guess") {
  const Rational tiny(1, power_of_two(300));
  const std::vector<Rational> scores{tiny, 0};
  const std::vector<Rational> values{1, 0};
  const SoftmaxMean mean{.scores = scores, .values = values};
  const auto unknown = compare_mean(mean, std::nullopt, {1, 2}, 256);
  CHECK_FALSE(unknown.value);
  CHECK(unknown.by == SettledBy::nothing);
  CHECK(unknown.bits == 256);
  const auto known = compare_mean(mean, std::nullopt, {1, 2}, 512);
  CHECK(known.value == std::strong_ordering::greater);
  CHECK(known.bits == 512);
  CHECK_FALSE(round_mean(mean, std::nullopt, 0, 256).value);
  CHECK(round_mean(mean, std::nullopt, 0, 512).value == Integer(1));
}

TEST_CASE("scores that are too large and values that are too far apart are refused") {
  Matrix scores(1, 2);
  scores(0, 0) = power_of_two(52);
  CHECK(SoftmaxScores::of(scores));
  scores(0, 1) = Rational(1, 3);
  CHECK_FALSE(SoftmaxScores::of(scores));  // neither exact nor below 2^27
  scores(0, 0) = power_of_two(26);
  REQUIRE(SoftmaxScores::of(scores));
  CHECK_FALSE(SoftmaxScores::of(scores)->size.is_rounded);
  scores(0, 1) = Rational(1, power_of_two(60));
  REQUIRE(SoftmaxScores::of(scores));
  CHECK(SoftmaxScores::of(scores)->size.is_rounded);
  Matrix values(1, 1);
  values(0, 0) = power_of_two(1000);
  CHECK_FALSE(SoftmaxValues::of(values));
  values(0, 0) = Rational(1, power_of_two(1000));
  CHECK_FALSE(SoftmaxValues::of(values));
  values(0, 0) = 0;
  CHECK(SoftmaxValues::of(values));
}

TEST_CASE("the nearest double of a rational is nearest and says whether it is exact") {
  CHECK(nearest_double(Rational(1, 3))->value == 1.0 / 3);
  CHECK_FALSE(nearest_double(Rational(1, 3))->is_exact);
  CHECK(nearest_double(Rational(-5, 16))->value == -0.3125);
  CHECK(nearest_double(Rational(-5, 16))->is_exact);
  CHECK(nearest_double(Rational(power_of_two(53) + 1))->value == 0x1p53);
  CHECK(nearest_double(Rational(power_of_two(54) + 2))->value == 0x1p54);
  CHECK(nearest_double(Rational(power_of_two(54) + 6))->value == 0x1p54 + 8);
  CHECK(nearest_double(Rational(power_of_two(80)))->is_exact);
  CHECK(nearest_double(Rational(3, power_of_two(80)))->value == 0x3p-80);
}

}  // namespace
}  // namespace attest::engine
