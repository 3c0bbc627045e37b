// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounding the numbers of a sum, and what that costs.
#include "reference/engine/split_fixed.hpp"

#include <algorithm>
#include <cstdlib>

#include "reference/number/ball.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// Precision of enclosures [bits]: 128 more than the largest number needs.
constexpr int spare_bits = 128;

/// An enclosure of a term: both ends, equal where it is known.
struct Ends {
  Rational low;
  Rational high;
};

Ends ends_of(const Exponential& term) {
  if (term.exponent.is_zero() || term.coefficient.is_zero()) {
    return {.low = term.coefficient, .high = term.coefficient};
  }
  constexpr int precision = 64 + spare_bits;
  const Ball value = Ball(term.coefficient, precision) * exp(Ball(term.exponent, precision));
  return {.low = value.lower(), .high = value.upper()};
}

/// A sum as enclosures.
struct Enclosed {
  std::vector<Ends> constant;
  std::vector<std::array<Ends, 2>> gain;

  explicit Enclosed(const ReadoutSum& sum) {
    for (const Exponential& term : sum.constant) constant.push_back(ends_of(term));
    for (const auto& pair : sum.gain) gain.push_back({ends_of(pair[0]), ends_of(pair[1])});
  }

  template <typename Use>
  void each(Use&& use) const {
    for (const Ends& ends : constant) use(ends);
    for (const auto& pair : gain) {
      for (const Ends& ends : pair) use(ends);
    }
  }
};

/// The least common denominator if every number is known, else nothing.
std::optional<Integer> denominator_of(const Enclosed& sum) {
  std::optional<Integer> common = 1;
  sum.each([&](const Ends& ends) {
    if (ends.low != ends.high) common.reset();
    if (common) common = lcm(*common, ends.low.den());
    if (common && common->bit_length() > 64) common.reset();
  });
  return common;
}

/// No partial sum is larger than this.
Rational largest(const Enclosed& sum) {
  Rational total;
  const auto size = [](const Ends& ends) { return std::max(ends.low.abs(), ends.high.abs()); };
  for (const Ends& ends : sum.constant) total += size(ends);
  for (const auto& pair : sum.gain) total += std::max(size(pair[0]), size(pair[1]));
  return total;
}

/// 2^exponent, of either sign.
Rational two_to(std::int64_t exponent) {
  const Integer power = power_of_two(static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Rational(1, power) : Rational(power);
}

/// The sum with each number rounded to the nearest integer number of units.
FixedSum rounded(const Enclosed& sum, const Rational& unit) {
  FixedSum result{.unit = unit};
  const auto whole = [&](const Ends& ends) {
    return ((ends.low + ends.high) / (2 * unit)).round_half_up().to_int64();
  };
  for (const Ends& ends : sum.constant) result.constant += whole(ends);
  for (const auto& pair : sum.gain) result.gain.push_back({whole(pair[0]), whole(pair[1])});
  return result;
}

}  // namespace

std::optional<FixedSum> fixed_sum(const ReadoutSum& sum, int bits) {
  ATTEST_REQUIRE(bits == 16 || bits == 32 || bits == 64, std::to_string(bits) + " bits");
  const Enclosed enclosed(sum);
  const Rational greatest = largest(enclosed);
  const Rational room(power_of_two(static_cast<unsigned>(bits - 2)));  // half of what is allowed
  const std::optional<Integer> common = denominator_of(enclosed);
  if (common && greatest * Rational(*common) < room) {
    FixedSum exact = rounded(enclosed, Rational(1, *common));
    exact.is_exact = true;
    return exact;
  }
  // Rounded numbers are at most one unit off, so that partial sums and the error together stay
  // below greatest / unit + 2 (numbers): units are chosen with greatest / unit < room - 2 numbers.
  const auto numbers = static_cast<std::int64_t>(sum.constant.size() + sum.gain.size());
  const Rational usable = room - Rational(2 * numbers + 2);
  if (usable.sign() <= 0 || greatest.is_zero()) return std::nullopt;
  std::int64_t k = usable.floor().bit_length() - greatest.ceil().bit_length() - 1;
  while (greatest * two_to(k + 1) < usable && k < 4096) ++k;
  while (greatest * two_to(k) >= usable && k > -4096) --k;
  if (greatest * two_to(k) >= usable) return std::nullopt;
  const Rational unit = two_to(-k);
  bool is_fine = true;
  enclosed.each([&](const Ends& ends) { is_fine = is_fine && ends.high - ends.low <= unit; });
  if (!is_fine) return std::nullopt;
  FixedSum result = rounded(enclosed, unit);
  result.error = numbers;  // half a unit of rounding and half the width of the enclosure, each
  return result;
}

}  // namespace attest::engine
