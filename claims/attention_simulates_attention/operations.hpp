// SPDX-License-Identifier: Apache-2.0
/// \file
/// Matrix operations of the published simulator as models of their own.
#pragma once

#include "claims/attention_simulates_attention/claim.hpp"
#include "reference/task/task.hpp"

namespace attest::attention_simulates_attention {

/// What the mutants of the operations choose differently.
struct OperationChoices {
  Rational bonus = 1;
  bool exchanges_indices = true;  ///< transpose and adjugate: [j, i] for [i, j]
  bool sums_terms = true;         ///< sums are means times the number of terms
  bool subtracts = true;          ///< a minor is a difference of products
  bool reads_partner = true;      ///< of MaxMin: the other entry of the pair
  bool puts_larger_first = true;
};

/// R(j, i) := X[i, j]. One layer, one head.
[[nodiscard]] model::Transformer transpose_model(const OperationChoices& choices = {});
/// R(i, j) := sum over k of X[i, k] W_Q[k, j]. Two layers, of two heads and of one.
[[nodiscard]] model::Transformer product_model(const OperationChoices& choices = {});
/// R := X^-1 for 3 by 3 matrices. Two layers, of five heads and of one.
[[nodiscard]] model::Transformer inverse_model(const OperationChoices& choices = {});
/// R(i, 2t-1), R(i, 2t) := the larger and the smaller of X[i, 2t-1], X[i, 2t]. One layer, two
/// heads.
[[nodiscard]] model::Transformer max_min_model(const OperationChoices& choices = {});

/// Entries of one matrix, or of two, and the work tokens of a result of so many rows and columns.
[[nodiscard]] check::Case unary_tokens(const Matrix& matrix, int rows, int columns);
[[nodiscard]] check::Case product_tokens(const Matrix& left, const Matrix& right);

/// What the operations give, at the work tokens of the result; 0 at all others. The inverse, by
/// elimination, of a matrix that has none is 0.
[[nodiscard]] task::Task transpose_task();
[[nodiscard]] task::Task product_task();
[[nodiscard]] task::Task inverse_task();
[[nodiscard]] task::Task max_min_task();
[[nodiscard]] bool has_inverse(const Matrix& matrix);

}  // namespace attest::attention_simulates_attention
