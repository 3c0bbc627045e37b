// SPDX-License-Identifier: Apache-2.0
/// \file
/// One loop of a block under softmax beside the ground truth.
#pragma once

#include <memory>
#include <optional>

#include "claims/looped_softmax_temperature/claim.hpp"
#include "reference/derive/looped_softened.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_softmax_temperature {

/// kappa ln 2, rounded up to a multiple of 2^-20.
[[nodiscard]] Rational lambda_of(int kappa);

/// A block at one temperature: exact rationals, or balls for the published block.
class Loop {
 public:
  /// \param block with its rounding layers; base-2^kappa softmax takes the place of its norms
  Loop(model::Transformer block, Blocks blocks, const Size& size, int kappa);
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Whether one loop ends in the next state, every entry. In balls every entry within 2^-64 after
  /// the rounding layer, which maps what is within 1/4 of -1, 0 and 1 to these.
  [[nodiscard]] bool is_right(const check::Case& tokens) const;
  /// The states after each layer.
  [[nodiscard]] model::Trace trace(const check::Case& tokens) const;

 private:
  model::Transformer model_;
  task::Task truth_;
  std::optional<model::Evaluator> exact_;                 // of model_
  std::unique_ptr<const derive::looped::Softened> ball_;  // the published block
};

/// The first state of `space` that goes wrong; nothing if none does.
[[nodiscard]] std::optional<std::int64_t> first_wrong(const Loop& loop,
                                                      const check::CaseSpace& space);

/// All operand pairs for words of up to 4 bits; for longer ones those of the extremes and of words
/// about 0; all else drawn.
[[nodiscard]] check::CaseSpace stress_states(Blocks blocks, const Size& size);

}  // namespace attest::looped_softmax_temperature
