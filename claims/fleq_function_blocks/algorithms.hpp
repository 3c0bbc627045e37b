// SPDX-License-Identifier: Apache-2.0
/// \file
/// Algorithms as programs and directly: what the statements S2 are made from.
#pragma once

#include <string>
#include <vector>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/function.hpp"

namespace attest::fleq_function_blocks {

/// One algorithm.
struct Algorithm {
  std::string label = {};
  std::string title = {};
  std::string sentence = {};
  Function<std::vector<check::Params>(check::Rung)> points = {};
  Function<check::CaseSpace(const check::Params&)> cases = {};
  Function<machine::fleq::Program(const check::Case&, const check::Params&,
                                  const std::string& twist)>
      program = {};
  /// The result out of the cells.
  Function<std::vector<Rational>(const machine::fleq::Program&, const machine::fleq::State&)> read =
      {};
  Function<std::vector<Rational>(const check::Case&, const check::Params&)> direct = {};
  Function<std::int64_t(const check::Params&)> loops = {};
  std::vector<derive::Twist> twists = {};
};

/// The statement that the looped block does what the algorithm does, in so many loops.
[[nodiscard]] check::Statement statement_of(const Algorithm& algorithm);

/// Stochastic gradient descent for least squares.
[[nodiscard]] Algorithm descent();
/// Backpropagation through one hidden layer.
[[nodiscard]] Algorithm backprop(task::Activation activation);

/// Parameters "side", "steps" and "cases" of the statements on matrices.
[[nodiscard]] check::Params steps_point(std::int64_t side, std::int64_t steps, std::int64_t cases);
[[nodiscard]] int side_of(const check::Params& params);
[[nodiscard]] int steps_of(const check::Params& params);

/// All entries, row by row.
[[nodiscard]] std::vector<Rational> entries_of(const Matrix& matrix);

/// The second difference, Pascal's matrix, Hilbert's; then drawn entries from -3 to 3.
[[nodiscard]] Matrix matrix_at(int side, std::int64_t index);
/// The first `count` of them.
[[nodiscard]] check::CaseSpace matrices(int side, std::int64_t count);

}  // namespace attest::fleq_function_blocks
