// SPDX-License-Identifier: Apache-2.0
/// \file
/// What gnuplot is told.
#pragma once

#include <string>

#include "reports/plot/plot.hpp"

namespace attest::plot {

/// Width of a picture, and its height without the legend [user units of its SVG].
inline constexpr int width = 720;
inline constexpr int plot_height = 370;

/// The font that gnuplot is given and that to_svg replaces by a list with fallbacks.
inline constexpr const char* font_placeholder = "Helvetica";

/// The script that draws the plot to standard output. \pre the plot has a point; every point is
/// finite, and positive where its axis is logarithmic
[[nodiscard]] std::string script_of(const Plot& plot);

}  // namespace attest::plot
