// SPDX-License-Identifier: Apache-2.0
/// \file
/// The legend of a drawing: one entry for each role in use.
#pragma once

#include <string>
#include <vector>

#include "reference/check/drawing.hpp"

namespace attest::diagram {

/// One entry: a sample of the role and what it means.
struct Entry {
  check::Role role = check::Role::value;
  std::string text = {};
  bool has_weights = false;     ///< some line of the role weighs less than 1
  check::Point sample = {};     ///< centre of the sample
  check::Point text_left = {};  ///< left end of the text
};

/// Size of a sample [points].
inline constexpr int sample_width = 34;
inline constexpr int sample_height = 14;

/// A legend laid out below the drawing.
struct Legend {
  std::vector<Entry> entries;
  int low = 0;  ///< lower edge of drawing and legend
};

/// The legend of the roles in use, in columns as wide as the drawing has room for.
[[nodiscard]] Legend legend_of(const check::Drawing& drawing);

}  // namespace attest::diagram
