// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lays the legend out; see legend.hpp.
#include "reports/diagram/legend.hpp"

#include <algorithm>

#include "reports/diagram/look.hpp"

namespace attest::diagram {
namespace {

constexpr int column_width = 216;  // a sample and 34 characters of 9.5 points
constexpr int row_height = 20;
constexpr int gap = 14;  // between the drawing and its legend

}  // namespace

Legend legend_of(const check::Drawing& drawing) {
  const std::vector<check::Role> roles = check::roles_in_use(drawing);
  const int count = static_cast<int>(roles.size());
  const int columns = std::max(1, (drawing.high.x - drawing.low.x) / column_width);
  const int rows = (count + columns - 1) / columns;
  Legend legend;
  legend.low = drawing.low.y - (rows == 0 ? 0 : gap + rows * row_height);
  for (int i = 0; i < count; ++i) {
    const check::Role role = roles[static_cast<std::size_t>(i)];
    const int left = drawing.low.x + 16 + i / rows * column_width;
    const int y = drawing.low.y - gap - row_height / 2 - i % rows * row_height;
    legend.entries.push_back({.role = role,
                              .text = look_of(role).meaning,
                              .sample = {left + sample_width / 2, y},
                              .text_left = {left + sample_width + 8, y}});
  }
  return legend;
}

}  // namespace attest::diagram
