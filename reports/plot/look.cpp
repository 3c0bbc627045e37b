// SPDX-License-Identifier: Apache-2.0
/// \file
/// Colours, dashes and markers.
#include "reports/plot/look.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "reports/plot/overlap.hpp"

namespace attest::plot {
namespace {

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
// After these blue, crimson, teal, slate, olive, black, umber and indigo.
constexpr std::array<Look, 12> competitors{{{"#b03a00", "(10,3)", 5, 1.8},
                                            {"#00694f", "(6,3,2,3)", 9, 1.8},
                                            {"#8b3a86", "(3,3)", 13, 1.8},
                                            {"#7a5a00", "(12,3,2,3,2,3)", 11, 1.8},
                                            {"#0b57a4", "(8,2)", 7, 1.8},
                                            {"#a8104f", "(5,2,5,5)", 15, 1.8},
                                            {"#00636e", "(2,2)", 4, 1.8},
                                            {"#4a5a7a", "(9,2,2,2)", 8, 1.8},
                                            {"#55651a", "(4,2)", 12, 1.8},
                                            {"#1f2328", "(7,3,2,3,2,3,2,3)", 10, 1.8},
                                            {"#6b3a1f", "(3,2,8,2)", 6, 1.8},
                                            {"#3c3f8f", "(11,2,3,2)", 14, 1.8}}};
constexpr std::array<Look, 3> recalled_lines{{{"#7a3b9a", "(9,5)", 0, 1.8},
                                              {"#7a3b9a", "(4,4)", 0, 1.8},
                                              {"#7a3b9a", "(14,4,4,4)", 0, 1.8}}};
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
    case Kind::recalled:
      return recalled_lines.at(number % recalled_lines.size());
    case Kind::fit:
      return fits.at(number % fits.size());
  }
  return constructions.front();
}

}  // namespace

int layer_of(Kind kind) {
  switch (kind) {
    case Kind::baseline:
      return 0;
    case Kind::construction:
      return 1;
    case Kind::competitor:
      return 2;
    case Kind::recalled:
    case Kind::fit:
      return 3;
    case Kind::lower_bound:
    case Kind::upper_bound:
      return 4;
  }
  return 0;
}

std::vector<Look> looks_of(const Plot& plot) {
  std::map<Kind, std::size_t> used;
  std::vector<Look> looks;
  for (const Line& line : plot.lines) {
    const std::size_t next = line.points.empty() || line.look ? 0 : used[line.kind]++;
    looks.push_back(look_of(line.kind, line.look.value_or(next)));
  }
  std::vector<std::size_t> order;
  std::vector<double> widths;
  for (std::size_t i = 0; i < plot.lines.size(); ++i) {
    order.push_back(i);
    widths.push_back(looks[i].width);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return layer_of(plot.lines[a].kind) < layer_of(plot.lines[b].kind);
  });
  widths = widths_of(plot.lines, order, std::move(widths));
  for (std::size_t i = 0; i < looks.size(); ++i) looks[i].width = widths[i];
  return looks;
}

std::string style_of(const Look& look) {
  const std::string style =
      fmt::format("with {} lw {:.3g} dt {} lc rgb '{}'", look.marker == 0 ? "lines" : "linespoints",
                  look.width, look.dash, look.colour);
  if (look.marker == 0) return style;
  return style + fmt::format(" pt {} ps {:.3g}", look.marker, std::max(0.55, 0.14 * look.width));
}

}  // namespace attest::plot
