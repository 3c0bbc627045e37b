// SPDX-License-Identifier: Apache-2.0
/// \file
/// Compares lines point by point; see overlap.hpp.
#include "reports/plot/overlap.hpp"

#include <algorithm>
#include <optional>

namespace attest::plot {
namespace {

constexpr double rim = 2.4;  // of a line under another: 1.2 on either side

bool are_equal(const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; }

/// Place of the point among those of the line.
std::optional<std::size_t> place_in(const Line& line, const Point& point) {
  const auto found = std::find_if(line.points.begin(), line.points.end(),
                                  [&](const Point& other) { return are_equal(other, point); });
  if (found == line.points.end()) return std::nullopt;
  return static_cast<std::size_t>(found - line.points.begin());
}

/// Pieces between neighbouring points that are pieces of the other line too.
std::size_t common_pieces(const Line& line, const Line& other) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
    const std::optional<std::size_t> from = place_in(other, line.points[i]);
    const bool is_common = from && *from + 1 < other.points.size() &&
                           are_equal(other.points[*from + 1], line.points[i + 1]);
    count += is_common ? 1 : 0;
  }
  return count;
}

/// Whether at least half of the shorter line is part of the other one.
bool run_together(const Line& a, const Line& b) {
  const std::size_t pieces = std::min(a.points.size(), b.points.size());
  return pieces > 1 && 2 * common_pieces(a, b) >= pieces - 1;
}

bool lies_on(const Line& line, const Line& other) {
  if (line.points.size() == 1) return place_in(other, line.points.front()).has_value();
  return common_pieces(line, other) + 1 == line.points.size();
}

bool are_same(const Line& a, const Line& b) {
  return a.points.size() == b.points.size() && lies_on(a, b);
}

/// The line below which the legend names line `index`: itself where it lies on none.
std::size_t leader_of(const std::vector<Line>& lines, std::size_t index) {
  for (std::size_t j = 0; j < lines.size(); ++j) {
    if (j == index || lines[j].points.empty() || !lies_on(lines[index], lines[j])) continue;
    if (are_same(lines[index], lines[j]) && j > index) continue;
    return leader_of(lines, j);
  }
  return index;
}

}  // namespace

std::vector<Entry> entries_of(const std::vector<Line>& lines) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].points.empty() || leader_of(lines, i) != i) continue;
    entries.push_back({.line = i, .note = {}});
    std::vector<Entry> shorter;
    for (std::size_t j = 0; j < lines.size(); ++j) {
      if (j == i || lines[j].points.empty() || leader_of(lines, j) != i) continue;
      if (are_same(lines[j], lines[i])) {
        entries.push_back({.line = j, .note = ", same as above"});
      } else {
        shorter.push_back({.line = j, .note = ", on a line above"});
      }
    }
    entries.insert(entries.end(), shorter.begin(), shorter.end());
  }
  return entries;
}

std::vector<double> widths_of(const std::vector<Line>& lines, const std::vector<std::size_t>& order,
                              std::vector<double> widths) {
  for (std::size_t i = order.size(); i-- > 0;) {
    double& width = widths[order[i]];
    for (std::size_t above = i + 1; above < order.size(); ++above) {
      if (!run_together(lines[order[i]], lines[order[above]])) continue;
      width = std::max(width, widths[order[above]] + rim);
    }
  }
  return widths;
}

}  // namespace attest::plot
