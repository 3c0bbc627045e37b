// SPDX-License-Identifier: Apache-2.0
/// \file
/// A drawing whose parts stand where the caller says: notes, names of rows, boxes of one line.
#pragma once

#include <string>

#include "reference/check/drawing.hpp"

namespace attest::derive {

/// Adds a line of text.
void add_note(check::Drawing& drawing, check::Point at, std::string text, check::Style style,
              check::Align align = check::Align::left);

/// A drawing under construction; whatever else it holds is put into `drawing`.
struct Sketch {
  check::Drawing drawing;

  void note(check::Point at, std::string text, check::Style style,
            check::Align align = check::Align::left);
  /// The name of the row at height y, at the left margin.
  void label(int y, std::string text);
  /// A box one line high.
  void box(std::string name, check::Point at, int width, std::string text, check::Role role);
};

}  // namespace attest::derive
