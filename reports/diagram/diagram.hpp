// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drawings as DOT and SVG, with a legend.
///
/// The coordinates are the drawing's own: Graphviz (engine nop2) places nothing. Equal drawings
/// give equal bytes; neither text names a version or a date. Graphviz has global state, so one
/// picture is made at a time, whatever the number of threads.
#pragma once

#include <string>

#include "reference/check/drawing.hpp"

namespace attest::diagram {

/// The drawing in the DOT language; `neato -n2 -Tsvg` renders it. \throws InputError
/// drawing-invalid
[[nodiscard]] std::string to_dot(const check::Drawing& drawing);

/// The drawing as SVG on a light panel of its own, so that it reads the same on any page.
/// \throws InputError drawing-invalid
[[nodiscard]] std::string to_svg(const check::Drawing& drawing);

}  // namespace attest::diagram
