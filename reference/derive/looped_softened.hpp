// SPDX-License-Identifier: Apache-2.0
/// \file
/// Blocks under the natural exponential: how far their state is from what it should be, in
/// certified balls.
#pragma once

#include <cstddef>

#include "reference/check/case_space.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/rational.hpp"
#include "reference/task/task.hpp"

namespace attest::derive::looped {

/// A block whose heads are softmax_e, and what follows each state.
class Softened {
 public:
  /// \param scale factor of every score: lambda, the inverse of the temperature
  /// \param precision of the balls [bits]
  Softened(model::Transformer model, const Rational& scale, task::Task truth, int precision);
  Softened(const Softened&) = delete;
  Softened& operator=(const Softened&) = delete;

  /// One pass in balls.
  [[nodiscard]] model::Trace trace(const check::Case& tokens) const;
  /// The state that the truth embeds after one pass [n x d].
  [[nodiscard]] Matrix expected(const check::Case& tokens) const;
  /// Whether every entry of the state after a layer of the schedule lies within `radius` of
  /// `expected`. \throws model::Undecided where a ball straddles the bound and none is off
  [[nodiscard]] static bool is_near(const model::Trace& trace, std::size_t layer,
                                    const Matrix& expected, const Rational& radius);
  /// The same after the last layer of one pass.
  [[nodiscard]] bool is_near_next(const check::Case& tokens, const Rational& radius) const;

 private:
  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
  task::Task truth_;
};

}  // namespace attest::derive::looped
