// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the lines of a plot look, by what they are.
#pragma once

#include <string>
#include <vector>

#include "reports/plot/plot.hpp"

namespace attest::plot {

/// How a line looks. Every colour has a contrast of at least 4.5:1 on the panel but the grey of
/// baselines, which has 3:1; no two lines of a kind share their dash or their marker.
struct Look {
  const char* colour;
  const char* dash;
  int marker;  ///< gnuplot's point type; 0: none
  double width;
};

/// What is drawn over what: a line is seen where another coincides with it.
[[nodiscard]] int layer_of(Kind kind);

/// The looks of the lines, each by its number among those of its kind where it names none.
[[nodiscard]] std::vector<Look> looks_of(const Plot& plot);

/// "with linespoints lw 3 ...": a wider line has larger markers.
[[nodiscard]] std::string style_of(const Look& look);

}  // namespace attest::plot
