// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangular attention: tokens are pairs, and (i, j) reads (i, l) together with (l, j).
#pragma once

#include "reference/number/function.hpp"
#include "reference/number/matrix.hpp"
#include "reference/number/rational.hpp"

namespace attest::machine {

/// A token of triangular attention: what the pair (row, column) holds.
struct PairToken {
  int row = 0;
  int column = 0;
  Rational letter = 0;
};

/// One head: positive weights of two pairs that meet, and a value of each.
struct TriangularHead {
  Function<Rational(const PairToken&, const PairToken&)> weight;
  Function<Rational(const PairToken&)> first_value;
  Function<Rational(const PairToken&)> second_value;
};

/// The mean of v(i,l) u(l,j) over l, weighted by w((i,l), (l,j)). Entries of `letters` are what the
/// pairs hold. \pre square letters, positive weights
[[nodiscard]] Rational triangular_attention(const TriangularHead& head, const Matrix& letters,
                                            int row, int column);

}  // namespace attest::machine
