// SPDX-License-Identifier: Apache-2.0
/// \file
/// Elimination in exact rationals: echelon form and kernel.
#pragma once

#include <vector>

#include "reference/number/matrix.hpp"

namespace attest {

/// Brings a matrix to reduced row echelon form. \returns its pivot columns
std::vector<int> reduce(Matrix& rows);

/// The first `most` of a basis of the vectors x with rows x = 0: one for each free column, least
/// first, which is 1 there and 0 at the other free columns. \pre most >= 0
[[nodiscard]] std::vector<std::vector<Rational>> kernel(Matrix rows, int most);

}  // namespace attest
