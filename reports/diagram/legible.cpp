// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counts the values that a drawing does not show; see legible.hpp.
#include "reports/diagram/legible.hpp"

#include <algorithm>
#include <cstdint>

namespace attest::diagram {
namespace {

constexpr int greatest_height = 2000;         // [points] two pages of A4 at the width of a drawing
constexpr std::int64_t least_of_one_cut = 4;  // values for each that is cut

}  // namespace

Legibility legibility_of(const check::Drawing& drawing) {
  std::int64_t values = 0;
  std::int64_t cut = 0;
  for (const check::Node& node : drawing.nodes) {
    values += std::ssize(node.lines);
    cut += std::count(node.lines.begin(), node.lines.end(), "•");
  }
  if (drawing.high.y - drawing.low.y > greatest_height || cut * least_of_one_cut > values) {
    return Legibility::none;
  }
  return cut > 0 ? Legibility::cut : Legibility::full;
}

}  // namespace attest::diagram
