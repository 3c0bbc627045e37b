// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of small integers beside a run: states, and words as signs.
#pragma once

#include <cstdint>

#include "reference/engine/looped_maps.hpp"
#include "reference/number/matrix.hpp"

namespace attest::derive {

/// A state [n x d] as rows. \pre all entries are integers that fit int32
[[nodiscard]] engine::LoopedRows rows_of(const Matrix& state);

/// Where a code stands in a row.
struct SignPlace {
  int at = 0;    ///< its first coordinate
  int size = 0;  ///< bits, 1 to 64
};

/// Writes the lowest bits of `word` as -1 and 1, the most significant first.
void put_signs(engine::LoopedRows& rows, int column, const SignPlace& place, std::int64_t word);

}  // namespace attest::derive
