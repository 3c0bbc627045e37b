// SPDX-License-Identifier: Apache-2.0
/// \file
/// What every role and style looks like: colours of Okabe and Ito, each with a form of its own.
#pragma once

#include "reference/check/drawing.hpp"

namespace attest::diagram {

/// The look of a role. No two roles of one picture differ by colour alone: shape, line or type do
/// too.
struct Look {
  const char* meaning;  ///< the line of the legend, where the drawing has none of its own
  const char* shape;    ///< of nodes
  const char* style;    ///< Graphviz style
  const char* line;     ///< colour of the border or the edge, #rrggbb
  const char* fill;     ///< of nodes
  const char* text;     ///< of nodes
  double line_width;    ///< [points]
  const char* font;     ///< of nodes
  bool has_arrow;       ///< of edges
};

/// The look of `role`.
[[nodiscard]] const Look& look_of(check::Role role);

/// Font and colour of a note.
struct Type {
  const char* font;
  const char* colour;
  double advance;  ///< width of a character over the size, at the least 0.5 for Graphviz
};

/// The type of `style`.
[[nodiscard]] const Type& type_of(check::Style style);

inline constexpr const char* sans = "DejaVu Sans";
inline constexpr const char* bold = "DejaVu Sans Bold";
inline constexpr const char* mono = "DejaVu Sans Mono";
inline constexpr const char* mono_bold = "DejaVu Sans Mono Bold";

}  // namespace attest::diagram
