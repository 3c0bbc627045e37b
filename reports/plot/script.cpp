// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writes gnuplot scripts.
#include "reports/plot/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "reference/number/contract.hpp"

namespace attest::plot {
namespace {

/// How a line looks. Every colour has a contrast of at least 4.5:1 on the panel but the grey of
/// baselines, which has 3:1; no two lines of a kind share their dash or their marker.
struct Look {
  const char* colour;
  const char* dash;
  int marker;  ///< gnuplot's point type; 0: none
  double width;
};

constexpr std::array<Look, 2> lower_bounds{
    {{"#1f2328", "(9,5)", 0, 1.8}, {"#1f2328", "(3,4)", 0, 1.8}}};
constexpr std::array<Look, 2> upper_bounds{
    {{"#1f2328", "(12,4,3,4)", 0, 1.8}, {"#1f2328", "(12,4,3,4,3,4)", 0, 1.8}}};
// Wide, since a bound or a competitor that coincides with one is drawn over it.
constexpr std::array<Look, 4> constructions{{{"#0b57a4", "solid", 7, 3.0},
                                             {"#2f86d6", "solid", 6, 3.0},
                                             {"#0b57a4", "(6,3)", 5, 3.0},
                                             {"#2f86d6", "(2,3)", 4, 3.0}}};
constexpr std::array<Look, 3> baselines{
    {{"#848c96", "solid", 0, 2.2}, {"#848c96", "(6,4)", 0, 2.2}, {"#848c96", "(2,3)", 0, 2.2}}};
// Okabe and Ito's vermilion, green, purple and brown, darkened for a light panel.
constexpr std::array<Look, 4> competitors{{{"#b03a00", "(10,3)", 5, 1.8},
                                           {"#00694f", "(6,3,2,3)", 9, 1.8},
                                           {"#8b3a86", "(3,3)", 13, 1.8},
                                           {"#7a5a00", "(12,3,2,3,2,3)", 11, 1.8}}};
constexpr std::array<Look, 2> fits{{{"#0b57a4", "(1,4)", 0, 1.6}, {"#b03a00", "(1,4)", 0, 1.6}}};

const Look& look_of(Kind kind, std::size_t number) {
  switch (kind) {
    case Kind::lower_bound:
      return lower_bounds.at(number % lower_bounds.size());
    case Kind::upper_bound:
      return upper_bounds.at(number % upper_bounds.size());
    case Kind::construction:
      return constructions.at(number % constructions.size());
    case Kind::baseline:
      return baselines.at(number % baselines.size());
    case Kind::competitor:
      return competitors.at(number % competitors.size());
    case Kind::fit:
      return fits.at(number % fits.size());
  }
  return constructions.front();
}

/// What is drawn over what: a line is seen where another coincides with it.
int layer_of(Kind kind) {
  switch (kind) {
    case Kind::baseline:
      return 0;
    case Kind::construction:
      return 1;
    case Kind::competitor:
      return 2;
    case Kind::fit:
      return 3;
    case Kind::lower_bound:
    case Kind::upper_bound:
      return 4;
  }
  return 0;
}

/// A string of gnuplot in single quotes, in which only the quote is special.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c == '\n' ? ' ' : c;
  }
  return result + "'";
}

struct Extent {
  double lo = std::numeric_limits<double>::infinity();
  double hi = -std::numeric_limits<double>::infinity();
  void include(double value) {
    lo = std::min(lo, value);
    hi = std::max(hi, value);
  }
};

/// The extent with a margin, so that no marker is cut and no range is empty.
Extent padded(Extent extent, bool is_log, bool starts_at_zero) {
  if (is_log) {
    const double margin = std::max(std::pow(extent.hi / extent.lo, 0.04), 1.08);
    return {.lo = extent.lo / margin, .hi = extent.hi * margin};
  }
  if (starts_at_zero && extent.lo >= 0) extent.lo = 0;
  const double span = extent.hi > extent.lo ? extent.hi - extent.lo : 1;
  const double below = starts_at_zero && extent.lo == 0 ? 0 : 0.04 * span;
  return {.lo = extent.lo - below, .hi = extent.hi + 0.06 * span};
}

/// Marks of the horizontal axis at the sizes themselves, as many as fit side by side.
std::string size_marks(const Plot& plot, const Extent& extent) {
  std::set<double> sizes;
  for (const Line& line : plot.lines) {
    for (const Point& point : line.points) sizes.insert(point.x);
  }
  constexpr double spacing = 0.065;  // of the axis: about four digits
  const auto place = [&](double x) {
    return plot.x.is_log ? std::log(x / extent.lo) / std::log(extent.hi / extent.lo)
                         : (x - extent.lo) / (extent.hi - extent.lo);
  };
  std::string marks;
  double last = -1;
  for (const double size : sizes) {
    const std::string label = fmt::format("{}", size);
    const double needed = std::max(spacing, 0.014 * static_cast<double>(label.size()) + 0.02);
    if (place(size) - last < needed) continue;
    last = place(size);
    marks += fmt::format("{}'{}' {}", marks.empty() ? "" : ", ", label, size);
  }
  return "set xtics (" + marks + ")\n";
}

/// Marks at 1, 2 and 5 times the powers of ten, where powers of ten alone would be too few.
std::string fine_marks(const Extent& extent) {
  std::string marks;
  for (double power = std::pow(10, std::floor(std::log10(extent.lo))); power <= extent.hi;
       power *= 10) {
    for (const double mark : {power, 2 * power, 5 * power}) {
      if (mark < extent.lo || mark > extent.hi) continue;
      marks += fmt::format("{}'{:g}' {:g}", marks.empty() ? "" : ", ", mark, mark);
    }
  }
  return "set ytics (" + marks + ")\n";
}

/// How numbers stand at the marks of the vertical axis.
std::string vertical_format(const Axis& axis, const Extent& extent) {
  constexpr double few = 300;  // less than two and a half decades
  if (axis.is_log && axis.base == 10 && extent.lo >= 1e-3 && extent.hi / extent.lo < few) {
    return fine_marks(extent);
  }
  const bool is_wide = extent.hi / extent.lo > 1e4 || extent.lo < 1e-3 || extent.hi > 1e6;
  if (axis.is_log && is_wide) {
    return axis.base == 2 ? "set format y '2^{%L}'\n" : "set format y '10^{%T}'\n";
  }
  return extent.hi >= 1e7 ? "set format y '%.1e'\n" : "set format y '%g'\n";
}

/// The legend stands above the plot: two columns where the names are short enough, else one. The
/// picture grows with it, so that the plot itself keeps its height.
struct Legend {
  int rows = 0;
  explicit Legend(const Plot& plot) {
    std::size_t longest = 0;
    for (const Line& line : plot.lines) {
      longest = std::max(longest, line.name.size());
      rows += line.points.empty() ? 0 : 1;
    }
    constexpr std::size_t half = 28;  // characters that fit beside each other twice
    if (longest <= half && rows > 2) rows = (rows + 1) / 2;
  }
  [[nodiscard]] int height() const { return 24 * rows; }
};

std::string axes_of(const Plot& plot) {
  Extent x;
  Extent y;
  for (const Line& line : plot.lines) {
    for (const Point& point : line.points) {
      ATTEST_REQUIRE(std::isfinite(point.x) && std::isfinite(point.y),
                     plot.name + ": a point that is not finite");
      ATTEST_REQUIRE((!plot.x.is_log || point.x > 0) && (!plot.y.is_log || point.y > 0),
                     plot.name + ": a point that a logarithmic axis has no place for");
      x.include(point.x);
      y.include(point.y);
    }
  }
  ATTEST_REQUIRE(x.lo <= x.hi, plot.name + ": a plot without a point");
  x = padded(x, plot.x.is_log, false);
  y = padded(y, plot.y.is_log, true);
  std::string text;
  if (plot.x.is_log) text += fmt::format("set logscale x {}\n", plot.x.base);
  if (plot.y.is_log) text += fmt::format("set logscale y {}\n", plot.y.base);
  text += fmt::format("set xrange [{}:{}]\nset yrange [{}:{}]\n", x.lo, x.hi, y.lo, y.hi);
  text += "set xlabel " + quoted(plot.x.label) + " noenhanced tc rgb '#1f2328'\n";
  text += "set ylabel " + quoted(plot.y.label) + " noenhanced tc rgb '#1f2328'\n";
  return text + size_marks(plot, x) + vertical_format(plot.y, y);
}

}  // namespace

std::string script_of(const Plot& plot) {
  const Legend legend(plot);
  std::string text = fmt::format(
      "set encoding utf8\n"
      "set terminal svg size {},{} dynamic enhanced font '{},15' background '#fbfbf9' rounded\n"
      "set border 3 lc rgb '#59616c' lw 1\n"
      "set tics nomirror textcolor rgb '#333a44' scale 0.6\n"
      "set grid xtics ytics lc rgb '#e2e4e6' lt 1 lw 0.8\n"
      "set key tmargin left Left reverse vertical maxrows {} samplen 2.6 spacing 1.2 "
      "textcolor rgb '#1f2328' noenhanced\n",
      width, plot_height + legend.height(), font_placeholder, legend.rows);
  text += axes_of(plot);
  std::map<Kind, std::size_t> used;
  std::map<int, std::string> layers;
  std::string data;
  std::string keys;
  int drawn_lines = 0;
  for (const Line& line : plot.lines) {
    if (line.points.empty()) continue;
    const Look& look = look_of(line.kind, used[line.kind]++);
    const std::string name = fmt::format("$line{}", ++drawn_lines);
    data += name + " << EOD\n";
    for (const Point& point : line.points) data += fmt::format("{} {}\n", point.x, point.y);
    data += "EOD\n";
    std::string style =
        fmt::format("with {} lw {} dt {} lc rgb '{}'", look.marker == 0 ? "lines" : "linespoints",
                    look.width, look.dash, look.colour);
    if (look.marker != 0) style += fmt::format(" pt {} ps 0.55", look.marker);
    layers[layer_of(line.kind)] += fmt::format("{} using 1:2 {} notitle, ", name, style);
    keys += fmt::format("{}keyentry {} title {} noenhanced", keys.empty() ? "" : ", ", style,
                        quoted(line.name));
  }
  std::string lines;
  for (const auto& [layer, drawn] : layers) lines += drawn;
  return text + data + "plot " + lines + keys + "\n";
}

}  // namespace attest::plot
