// SPDX-License-Identifier: Apache-2.0
/// \file
/// A drawing as a graph of Graphviz, with every position given.
#pragma once

#include <string>

#include "reference/check/drawing.hpp"

namespace attest::diagram {

/// What the graph is for.
enum class Target {
  dot,  ///< details as tooltips
  svg,  ///< no tooltips: they would become links; ids say which element is which
};

/// The graph in the DOT language, or rendered as Graphviz renders it. Holds the renderer's mutex.
[[nodiscard]] std::string render(const check::Drawing& drawing, Target target);

/// Id of the SVG element of node or edge number `index` of the drawing.
[[nodiscard]] std::string node_element(std::size_t index);
[[nodiscard]] std::string edge_element(std::size_t index);

}  // namespace attest::diagram
