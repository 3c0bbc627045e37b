// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lays the legend out; see legend.hpp.
#include "reports/diagram/legend.hpp"

#include <algorithm>

#include "reports/diagram/attributes.hpp"
#include "reports/diagram/look.hpp"
#include "reports/prose/text.hpp"

namespace attest::diagram {
namespace {

constexpr int least_column_width = 216;  // a sample and 30 characters
constexpr int character_width = 50;      // of text of 9.5 points [tenths of a point]
constexpr int row_height = 20;
constexpr int gap = 14;  // between the drawing and its legend

/// Whether lines of the role differ by their weight.
bool has_weights(const check::Drawing& drawing, check::Role role) {
  return std::any_of(drawing.edges.begin(), drawing.edges.end(), [&](const check::Edge& edge) {
    return edge.role == role && edge.weight && *edge.weight < 1;
  });
}

/// The words of the drawing, else those of the role.
std::string text_of(const check::Drawing& drawing, check::Role role) {
  const auto own = drawing.meanings.find(role);
  const bool is_weighed = has_weights(drawing, role);
  const std::string text = own != drawing.meanings.end() ? own->second : look_of(role).meaning;
  if (role == check::Role::attention && is_weighed) return text + " 1, 1/2, 1/8";
  return role == check::Role::attention && own == drawing.meanings.end() ? text + " 1" : text;
}

}  // namespace

Legend legend_of(const check::Drawing& drawing) {
  const std::vector<check::Role> roles = check::roles_in_use(drawing);
  const int count = static_cast<int>(roles.size());
  int column_width = least_column_width;
  for (const check::Role role : roles) {
    const int text = prose::characters(text_of(drawing, role)) * character_width / 10;
    column_width = std::max(column_width, sample_width + 8 + text + 14);
  }
  const int columns = std::max(1, (drawing.high.x - drawing.low.x) / column_width);
  const int rows = (count + columns - 1) / columns;
  Legend legend;
  legend.low = drawing.low.y - (rows == 0 ? 0 : gap + rows * row_height);
  for (int i = 0; i < count; ++i) {
    const check::Role role = roles[static_cast<std::size_t>(i)];
    const int left = drawing.low.x + 16 + i / rows * column_width;
    const int y = drawing.low.y - gap - row_height / 2 - i % rows * row_height;
    legend.entries.push_back({.role = role,
                              .text = text_of(drawing, role),
                              .has_weights = has_weights(drawing, role),
                              .sample = {left + sample_width / 2, y},
                              .text_left = {left + sample_width + 8, y}});
  }
  return legend;
}

}  // namespace attest::diagram
