// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plots: axes and lines as plain data, drawn by gnuplot as SVG.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace attest::plot {

/// What a line stands for, and with it how it is drawn.
enum class Kind {
  lower_bound,   ///< dashed, dark, without markers
  upper_bound,   ///< dashed and dotted, dark, without markers
  construction,  ///< solid blue with filled markers
  baseline,      ///< solid grey, thin
  competitor,    ///< a colour, a dash and a marker of its own
  recalled,      ///< dashed, violet, without markers
  fit,           ///< dotted, in the construction's colour
};

/// A point; both coordinates are finite, and positive on a logarithmic axis.
struct Point {
  double x = 0;
  double y = 0;
};

/// A line of a plot.
struct Line {
  std::string name;  ///< in the legend
  Kind kind = Kind::construction;
  std::vector<Point> points;  ///< by growing x
  /// Which look of its kind it has, so that it looks alike in several plots; nothing: the next.
  std::optional<std::size_t> look = {};
};

/// An axis; a logarithmic one has powers of `base` as its marks.
struct Axis {
  std::string label;  ///< what it shows, with its unit
  bool is_log = false;
  int base = 10;
};

/// A plot: at least one line with at least one point.
struct Plot {
  std::string name;   ///< unique within a page: identifiers inside the SVG start with it
  std::string title;  ///< for readers who do not see the picture
  Axis x;
  Axis y;
  std::vector<Line> lines;
};

/// The plot as an SVG image on a light panel of its own, legible on light and on dark pages. Equal
/// plots give equal bytes: no date and no version is in them.
/// \throws InputError tool-missing, tool-failed
[[nodiscard]] std::string to_svg(const Plot& plot);

}  // namespace attest::plot
