// SPDX-License-Identifier: Apache-2.0
/// \file
/// One attention head by plain loops: projections, scores, weights, output.
#pragma once

#include <vector>

#include "reference/number/ball.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::task {

/// What a head is made of.
struct AttentionHead {
  Matrix tokens = {};     ///< X [n x c]
  Matrix query = {};      ///< W_Q [c x d]
  Matrix key = {};        ///< W_K [c x d]
  Matrix value = {};      ///< W_V [c x d]
  Matrix key_mix = {};    ///< E [m x n]: keys are E X W_K; empty: X W_K, and m = n
  Matrix value_mix = {};  ///< F [m x n], as E

  friend bool operator==(const AttentionHead&, const AttentionHead&) = default;
};

/// How the scores s of one query become weights.
enum class Weighting {
  linear,           ///< s itself
  kernel,           ///< phi(q) phi(k) over their sum, phi(x) = 1 + max(x, 0) entry by entry
  average_hardmax,  ///< uniform over the keys of maximal score
  softmax_base,     ///< b^s over their sum
};

/// Everything that a head computes on the way.
struct AttentionSteps {
  Matrix queries = {};  ///< [n x d]; with Weighting::kernel after phi
  Matrix keys = {};     ///< [m x d]; the same
  Matrix values = {};   ///< [m x d]
  Matrix scores = {};   ///< [n x m]
  Matrix weights = {};  ///< [n x m]
  Matrix output = {};   ///< [n x d]
};

/// The head, exactly. \param base b of softmax_base \pre shapes fit, n >= 1; integer scores for
/// softmax_base
[[nodiscard]] AttentionSteps attend(const AttentionHead& head, Weighting weighting,
                                    const Integer& base = 2);

/// The output with weights e^s over their sum, row by row [n x d].
[[nodiscard]] std::vector<Ball> softmax_output(const AttentionHead& head, int precision);

/// The product of two matrices. \pre as many columns as rows
[[nodiscard]] Matrix product(const Matrix& left, const Matrix& right);

}  // namespace attest::task
