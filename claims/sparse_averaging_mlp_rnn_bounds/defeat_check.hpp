// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rechecking that a first layer is defeated. Knows nothing of how the inputs were found.
#pragma once

#include <string>
#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

/// Two inputs with values z and -z and, for every token, the same pointers.
struct Opposite {
  Matrix z;            ///< [n x d']
  std::vector<int> y;  ///< q positions
};

/// What the first layer sees of the values of one input, times `sign` [width].
[[nodiscard]] std::vector<Rational> seen(const Matrix& weights, const Matrix& z, int sign);

/// The mean that the last token asks for in the input with values sign z [d'].
[[nodiscard]] std::vector<Rational> mean_of(const Opposite& inputs, int sign);

/// The square of the distance of the two means.
[[nodiscard]] Rational squared_gap(const Opposite& inputs);

/// Why these are no two inputs that defeat the layer; empty if they are: one pre-activation, values
/// in the unit ball, q positions, and means apart by at least 2/(2q-1) times the largest norm of a
/// value and by more than 1/q.
[[nodiscard]] std::string objection(const Matrix& weights, const Opposite& inputs);

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
