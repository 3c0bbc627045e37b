// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers, texts and splines as Graphviz reads them, the same in every locale.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/check/drawing.hpp"
#include "reference/number/rational.hpp"
#include "reports/diagram/look.hpp"

namespace attest::diagram {

/// "-1.50": a number with two decimals.
[[nodiscard]] std::string number(double value);

/// A length in inches, with four decimals. \pre points >= 0
[[nodiscard]] std::string inches(int points);

/// "x,y", two decimals each.
[[nodiscard]] std::string pair(double x, double y);

/// Text that Graphviz prints as it stands: no escapes, no entities.
[[nodiscard]] std::string literal(const std::string& text);

/// The spline of a route, cut short where an arrow follows.
[[nodiscard]] std::string spline(const std::vector<check::Point>& route, bool has_arrow);

/// Colour and width of a line.
struct Stroke {
  std::string colour;  ///< #rrggbb, or #rrggbbaa
  std::string width;
};

/// The stroke of an edge: the greater its weight, the thicker and the more opaque.
[[nodiscard]] Stroke stroke_of(const Look& look, const std::optional<Rational>& weight);

}  // namespace attest::diagram
