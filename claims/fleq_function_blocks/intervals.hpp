// SPDX-License-Identifier: Apache-2.0
/// \file
/// Matrices of intervals with rational ends, rounded outwards; and Newton's iteration by softmax.
#pragma once

#include <string>
#include <vector>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::fleq_function_blocks {

/// All reals from low to high.
struct Interval {
  Rational low = 0;
  Rational high = 0;
};
/// From low - by to high + by.
[[nodiscard]] Interval widened(const Interval& x, const Rational& by);

/// A matrix of intervals [rows x cols], row-major.
struct IntervalMatrix {
  int rows = 0;
  int cols = 0;
  std::vector<Interval> entries = {};

  [[nodiscard]] const Interval& operator()(int i, int j) const {
    return entries[static_cast<std::size_t>(i) * static_cast<std::size_t>(cols) +
                   static_cast<std::size_t>(j)];
  }
};

/// The matrix itself.
[[nodiscard]] IntervalMatrix exactly(const Matrix& matrix);
[[nodiscard]] IntervalMatrix transposed(const IntervalMatrix& a);
/// a^T b, its ends multiples of 2^-400.
[[nodiscard]] IntervalMatrix transposed_product(const IntervalMatrix& a, const IntervalMatrix& b);
[[nodiscard]] IntervalMatrix difference(const IntervalMatrix& a, const IntervalMatrix& b);
/// \pre factor >= 0
[[nodiscard]] IntervalMatrix times(IntervalMatrix a, const Rational& factor);
/// The largest absolute value that an entry may have.
[[nodiscard]] Rational largest_magnitude(const IntervalMatrix& a);

/// Scores of the products of Newton's iteration: two heads at eta = 2^-40, L = 80.
[[nodiscard]] ProductShape newton_shape(int side, bool is_odd);
/// 2^-30.
[[nodiscard]] Rational newton_tolerance();
/// Regular matrices on which ten steps reach the tolerance: the second difference, then drawn ones
/// whose diagonal dominates.
[[nodiscard]] check::CaseSpace regular_matrices(int side, std::int64_t count);

/// What the iteration starts from, and its factor 2.
struct NewtonStart {
  Matrix x0 = {};
  Rational twice = 2;
};
/// As a twist has it: not_normalised, one_for_two.
[[nodiscard]] NewtonStart newton_start_of(const Matrix& a, const std::string& twist);
/// Whether a largest entry is in the range that eta is chosen for: at most 2^16.
[[nodiscard]] bool is_in_range(const Rational& entry);
/// Steps of the exact iteration until an entry leaves that range, at most `steps`: from a wrong
/// start it diverges too fast for e^x.
[[nodiscard]] int steps_in_range(const Matrix& a, const NewtonStart& start, int steps);

/// A statement on `cases` matrices of `side` rows and so many `steps`.
[[nodiscard]] check::Statement newton_about(const char* label, const char* title);
/// not_normalised and one_for_two.
[[nodiscard]] std::vector<derive::Twist> newton_twists();

/// T steps of Newton's iteration by softmax products, two layers a step: first A X, then
/// X (A X) and (A X)^T X^T, with X^T beside X. Tokens: columns of X_0, of X_0^T and of A^T.
[[nodiscard]] model::Transformer newton_network(const ProductShape& shape, int steps,
                                                const Rational& twice);

/// How far the network's X is above and below the box, and |I - A X|, entry by entry.
[[nodiscard]] std::vector<Ball> newton_deviations(const Matrix& a, const check::Case& tokens,
                                                  const model::Transformer& network,
                                                  const IntervalMatrix& box, int precision);

}  // namespace attest::fleq_function_blocks
