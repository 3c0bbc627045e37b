// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writes gnuplot scripts.
#include "reports/plot/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "reference/number/contract.hpp"
#include "reports/plot/look.hpp"
#include "reports/prose/prose.hpp"
#include "reports/prose/text.hpp"

namespace attest::plot {
namespace {

/// Text as gnuplot's enhanced text in double quotes: small letters high and low, signs of print.
std::string quoted(const std::string& text) {
  constexpr std::string_view special = "^_{}@&~\\";
  std::string result = "\"";
  std::string level;
  for (const prose::Run& run : prose::runs_of(text, prose::Spaces::kept)) {
    const prose::Change change = prose::change_of(level, run.level);
    result += std::string(change.closed.size(), '}');
    for (const char step : change.opened) result += std::string(1, step) + "{";
    for (const char c : run.text) {
      if (c == '\n') {
        result += "\\n";
        continue;
      }
      if (special.find(c) != std::string_view::npos) result += "\\\\";  // for both of its readers
      if (c == '\\' || c == '"') result += '\\';
      result += c;
    }
    level = run.level;
  }
  return result + std::string(level.size(), '}') + "\"";
}

/// The label on two lines where it is longer than its axis.
std::string wrapped(std::string label) {
  constexpr int longest = 34;  // characters
  if (prose::characters(label) <= longest) return label;
  std::size_t best = std::string::npos;
  const auto distance = [&](std::size_t at) {
    return at > label.size() / 2 ? at - label.size() / 2 : label.size() / 2 - at;
  };
  for (std::size_t at = label.find(' '); at != std::string::npos; at = label.find(' ', at + 1)) {
    if (best == std::string::npos || distance(at) < distance(best)) best = at;
  }
  if (best != std::string::npos) label[best] = '\n';
  return label;
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

/// Rank of a size among those that may be marked: the first and the last, powers of two, others.
int rank_of(double size, const std::set<double>& sizes) {
  if (size == *sizes.begin() || size == *sizes.rbegin()) return 0;
  return size > 0 && std::exp2(std::round(std::log2(size))) == size ? 1 : 2;
}

/// Marks of the horizontal axis at the sizes themselves, as many as fit side by side.
std::string size_marks(const Plot& plot, const Extent& extent) {
  std::set<double> sizes;
  for (const Line& line : plot.lines) {
    for (const Point& point : line.points) sizes.insert(point.x);
  }
  const auto place = [&](double x) {
    return plot.x.is_log ? std::log(x / extent.lo) / std::log(extent.hi / extent.lo)
                         : (x - extent.lo) / (extent.hi - extent.lo);
  };
  constexpr double spacing = 0.065;  // of the axis: about four digits
  const auto needed = [&](double size) {
    return std::max(spacing, 0.014 * static_cast<double>(fmt::format("{}", size).size()) + 0.02);
  };
  std::set<double> marked;
  for (int rank = 0; rank <= 2; ++rank) {
    for (const double size : sizes) {
      if (rank_of(size, sizes) != rank) continue;
      const bool has_room = std::all_of(marked.begin(), marked.end(), [&](double other) {
        return std::abs(place(size) - place(other)) >= std::max(needed(size), needed(other));
      });
      if (has_room) marked.insert(size);
    }
  }
  std::string marks;
  for (const double size : marked) {
    marks += fmt::format("{}'{}' {}", marks.empty() ? "" : ", ", size, size);
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
  std::vector<Entry> entries;
  explicit Legend(const Plot& plot) : entries(entries_of(plot.lines)) {
    int longest = 0;
    for (const Entry& entry : entries) {
      longest = std::max(longest, prose::characters(plot.lines[entry.line].name + entry.note));
    }
    rows = static_cast<int>(entries.size());
    constexpr int half = 28;  // characters that fit beside each other twice
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
  text += "set xlabel " + quoted(plot.x.label) + " tc rgb '#1f2328'\n";
  text += "set ylabel " + quoted(wrapped(plot.y.label)) + " tc rgb '#1f2328'\n";
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
      "textcolor rgb '#1f2328'\n",
      width, plot_height + legend.height(), font_placeholder, legend.rows);
  text += axes_of(plot);
  const std::vector<Look> looks = looks_of(plot);
  std::map<int, std::string> layers;
  std::string data;
  for (std::size_t i = 0; i < plot.lines.size(); ++i) {
    const Line& line = plot.lines[i];
    if (line.points.empty()) continue;
    const std::string name = fmt::format("$line{}", i + 1);
    data += name + " << EOD\n";
    for (const Point& point : line.points) data += fmt::format("{} {}\n", point.x, point.y);
    data += "EOD\n";
    layers[layer_of(line.kind)] +=
        fmt::format("{} using 1:2 {} notitle, ", name, style_of(looks[i]));
  }
  std::string keys;
  for (const Entry& entry : legend.entries) {
    keys +=
        fmt::format("{}keyentry {} title {}", keys.empty() ? "" : ", ", style_of(looks[entry.line]),
                    quoted(plot.lines[entry.line].name + entry.note));
  }
  std::string lines;
  for (const auto& [layer, drawn] : layers) lines += drawn;
  return text + data + "plot " + lines + keys + "\n";
}

}  // namespace attest::plot
