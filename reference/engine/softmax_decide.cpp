// SPDX-License-Identifier: Apache-2.0
/// \file
/// The ladder from doubles to balls to identities; see softmax_decide.hpp.
#include "reference/engine/softmax_decide.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

constexpr int first_bits = 64;  // of the balls after the filter

/// floor(2^p x + 1/2), exactly; nothing from 2^51 on.
std::optional<std::int64_t> rounded_end(double x, int p) {
  const double scaled = std::ldexp(x, p);  // exact but for subnormal x, which stay below 1/2
  if (!(std::abs(scaled) < 0x1p51)) return std::nullopt;
  const double whole = std::floor(scaled);
  return static_cast<std::int64_t>(whole) + (scaled >= whole + 0.5 ? 1 : 0);
}

/// The least number that is rounded to `steps` on the grid of p bits.
Rational boundary(const Integer& steps, int p) {
  return Rational(2 * steps - 1, power_of_two(static_cast<unsigned>(p + 1)));
}

void require_keys(const SoftmaxMean& mean) {
  ATTEST_REQUIRE(!mean.scores.empty() && mean.scores.size() == mean.values.size(),
                 "keys of a softmax mean");
}

}  // namespace

std::optional<Integer> rounded(const Estimate& estimate, int p) {
  ATTEST_REQUIRE(p >= 0 && p <= 60, std::to_string(p));
  const std::optional<std::int64_t> low = rounded_end(estimate.value - estimate.error, p);
  if (!low || low != rounded_end(estimate.value + estimate.error, p)) return std::nullopt;
  return Integer(*low);
}

std::optional<std::strong_ordering> compared(const Estimate& estimate, const Rational& bound) {
  const std::optional<Nearest> near = nearest_double(bound);
  if (!near) return std::nullopt;
  // `bound` lies between the neighbours of the double nearest to it.
  const double low = estimate.value - estimate.error;
  const double high = estimate.value + estimate.error;
  if (high < near->value) return std::strong_ordering::less;
  if (low > near->value) return std::strong_ordering::greater;
  return std::nullopt;
}

bool is_mean(const SoftmaxMean& mean, const Rational& bound) {
  require_keys(mean);
  std::map<Rational, Rational> sums;
  for (std::size_t j = 0; j < mean.scores.size(); ++j) {
    sums[mean.scores[j]] += mean.values[j] - bound;
  }
  return std::ranges::all_of(sums, [](const auto& group) { return group.second.is_zero(); });
}

Ball enclosed(const SoftmaxMean& mean, int precision) {
  require_keys(mean);
  const Rational shift = *std::ranges::max_element(mean.scores);
  Ball numerator(Rational(0), precision);
  Ball denominator(Rational(0), precision);
  for (std::size_t j = 0; j < mean.scores.size(); ++j) {
    const Ball weight = exp(Ball(mean.scores[j] - shift, precision));
    denominator += weight;
    numerator += weight * Ball(mean.values[j], precision);
  }
  return numerator / denominator;
}

Settled<Integer> round_mean(const SoftmaxMean& mean, const std::optional<Estimate>& estimate, int p,
                            int most_bits) {
  if (estimate) {
    if (const std::optional<Integer> steps = rounded(*estimate, p)) {
      return {.value = steps, .by = SettledBy::filter};
    }
  }
  int bits = 0;
  for (int next = first_bits; next <= most_bits; next *= 2) {
    bits = next;
    const Ball scaled =
        enclosed(mean, bits) * Ball(Rational(power_of_two(static_cast<unsigned>(p))), bits);
    if (const std::optional<Integer> steps = round_half_up(scaled)) {
      return {.value = steps, .by = SettledBy::balls, .bits = bits};
    }
    // A tie lies on a boundary inside the ball: only one that is settled for good is asked.
    if (!scaled.is_finite() || scaled.radius_log2() >= 0) continue;
    const Integer steps = scaled.upper().round_half_up();
    if (is_mean(mean, boundary(steps, p))) {
      return {.value = steps, .by = SettledBy::identity, .bits = bits};
    }
  }
  return {.by = SettledBy::nothing, .bits = bits};
}

Settled<std::strong_ordering> compare_mean(const SoftmaxMean& mean,
                                           const std::optional<Estimate>& estimate,
                                           const Rational& bound, int most_bits) {
  if (estimate) {
    if (const auto order = compared(*estimate, bound)) {
      return {.value = order, .by = SettledBy::filter};
    }
  }
  int bits = 0;
  for (int next = first_bits; next <= most_bits; next *= 2) {
    bits = next;
    const Ball ball = enclosed(mean, bits);
    const Ball other(bound, bits);
    if (less(ball, other) == true) {
      return {.value = std::strong_ordering::less, .by = SettledBy::balls, .bits = bits};
    }
    if (less(other, ball) == true) {
      return {.value = std::strong_ordering::greater, .by = SettledBy::balls, .bits = bits};
    }
    if (bits == first_bits && is_mean(mean, bound)) {
      return {.value = std::strong_ordering::equal, .by = SettledBy::identity, .bits = bits};
    }
  }
  return {.by = SettledBy::nothing, .bits = bits};
}

}  // namespace attest::engine
