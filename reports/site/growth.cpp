// SPDX-License-Identifier: Apache-2.0
/// \file
/// Compares ratios exactly.
#include "reports/site/growth.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::site {
namespace {

Rational ratio_of(const RatePoint& point) { return point.used / point.value; }

bool is_less(const RatePoint& a, const RatePoint& b) { return ratio_of(a) < ratio_of(b); }

}  // namespace

std::optional<RatePoint> rate_point(const std::string& value, const std::string& used) {
  try {
    RatePoint point{.value = Rational::parse(value), .used = Rational::parse(used)};
    if (point.value > Rational(0)) return point;
  } catch (const InputError&) {
    // Words such as "none up to 24" are no number: there is no ratio, and none is shown.
  }
  return std::nullopt;
}

std::string ratio_text(const RatePoint& point) {
  const Rational thousandths = ratio_of(point) * Rational(1000) + Rational(1, 2);
  std::string digits = thousandths.floor().to_string();
  constexpr std::size_t least = 4;  // a digit and three decimals
  if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
  digits.insert(digits.size() - 3, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string growth_text(std::vector<RatePoint> points) {
  ATTEST_REQUIRE(!points.empty(), "a rate without a point");
  std::stable_sort(points.begin(), points.end(),
                   [](const RatePoint& a, const RatePoint& b) { return a.value < b.value; });
  const auto [least, largest] = std::minmax_element(points.begin(), points.end(), is_less);
  const std::string range = ratio_of(*least) == ratio_of(*largest)
                                ? "used / formula is " + ratio_text(*least) + " at every point"
                                : fmt::format("used / formula lies between {} and {}",
                                              ratio_text(*least), ratio_text(*largest));
  if (points.front().value == points.back().value) {
    return range + "; the formula has one value at all of them, so nothing is seen of its growth.";
  }
  // The middle value of the formula splits the points; equal values stay together.
  const Rational middle = points[points.size() / 2].value;
  const Rational split = points.front().value < middle ? middle : points.back().value;
  const auto upper = std::find_if(points.begin(), points.end(),
                                  [&](const RatePoint& point) { return point.value >= split; });
  const RatePoint& low = *std::max_element(points.begin(), upper, is_less);
  const RatePoint& high = *std::max_element(upper, points.end(), is_less);
  const bool grows = is_less(low, high);
  return fmt::format(
      "{}; its largest value is {} where the formula is below {} and {} from there on: "
      "{} on these points, which bounds no constant beyond them.",
      range, ratio_text(low), split.to_string(), ratio_text(high),
      grows ? "it grows" : "it does not grow");
}

}  // namespace attest::site
