// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whether a drawing can be read, so that a page shows no other.
#pragma once

#include "reference/check/drawing.hpp"

namespace attest::diagram {

/// How much of a drawing can be read.
enum class Legibility {
  full,  ///< every value stands in its cell
  cut,   ///< some values are too long for their cells
  none,  ///< more than a quarter of the values are, or it is higher than two pages
};

[[nodiscard]] Legibility legibility_of(const check::Drawing& drawing);

}  // namespace attest::diagram
