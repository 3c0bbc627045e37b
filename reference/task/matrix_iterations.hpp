// SPDX-License-Identifier: Apache-2.0
/// \file
/// Iterations of numerical linear algebra over exact rationals, by plain loops: Newton's method for
/// the inverse, the power method, stochastic gradient descent.
#pragma once

#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::task {

/// a b. \pre as many columns of a as rows of b
[[nodiscard]] Matrix matrix_product(const Matrix& a, const Matrix& b);

/// A^T / (||A||_1 ||A||_inf), from where Newton's method converges if A is regular.
/// \pre A is not zero
[[nodiscard]] Matrix newton_start(const Matrix& a);

/// I - A X.
[[nodiscard]] Matrix inverse_residual(const Matrix& a, const Matrix& x);

/// X after `steps` steps X <- X (2I - A X).
[[nodiscard]] Matrix newton_inverse(const Matrix& a, Matrix x, int steps);

/// A^steps v.
[[nodiscard]] std::vector<Rational> power_method(const Matrix& a, std::vector<Rational> v,
                                                 int steps);

/// An input and what is wanted of it.
struct Sample {
  std::vector<Rational> input;
  std::vector<Rational> wanted;
};

/// w after `epochs` walks through the samples in order; each moves w against the gradient of
/// (w^T x - y)^2 / 2 by `rate`. \pre one wanted number a sample
[[nodiscard]] std::vector<Rational> linear_descent(const std::vector<Sample>& samples,
                                                   std::vector<Rational> w, const Rational& rate,
                                                   int epochs);

/// What a hidden unit makes of its argument.
enum class Activation { identity, square };

/// Weights of a network with one hidden layer: y_o = sum_h second(h, o) f(sum_i first(i, h) x_i).
struct TwoLayers {
  Matrix first;   ///< [inputs x hidden]
  Matrix second;  ///< [hidden x outputs]

  friend bool operator==(const TwoLayers&, const TwoLayers&) = default;
};

/// The network after `epochs` walks through the samples in order; each moves all weights against
/// the gradient of |y - wanted|^2 / 2 by `rate`.
[[nodiscard]] TwoLayers two_layer_descent(const std::vector<Sample>& samples, TwoLayers network,
                                          Activation activation, const Rational& rate, int epochs);

}  // namespace attest::task
