// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whether what is used grows against a promised rate "O(...)".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::site {

/// The value of a promise's formula at a point, and what was used there.
struct RatePoint {
  Rational value;
  Rational used;
};

/// Reads a promise's numbers; nothing where one is no number or the value is not positive.
[[nodiscard]] std::optional<RatePoint> rate_point(const std::string& value,
                                                  const std::string& used);

/// used / value with three decimals, rounded to nearest, and without trailing zeros.
[[nodiscard]] std::string ratio_text(const RatePoint& point);

/// What the points say of used / value: its least and its largest value, and whether the larger
/// half of the values of the formula has a larger ratio than the smaller half. A finite check of a
/// rate is no proof, and the text says so. \pre at least one point
[[nodiscard]] std::string growth_text(std::vector<RatePoint> points);

}  // namespace attest::site
