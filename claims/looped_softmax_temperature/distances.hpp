// SPDX-License-Identifier: Apache-2.0
/// \file
/// How far softmax leaves the entries of the stream from hardmax, layer by layer.
#pragma once

#include <vector>

#include "claims/looped_softmax_temperature/loop.hpp"
#include "reference/derive/looped_deviations.hpp"

namespace attest::looped_softmax_temperature {

/// Greatest distance of each coordinate of each kind of column [layer][kind][coordinate].
using Distances = std::vector<std::vector<std::vector<Rational>>>;

/// A block under softmax beside itself under average hardmax.
class Distance {
 public:
  Distance(Blocks blocks, const Size& size, int kappa);

  /// Of one loop; in balls at least the true distance, by the radius more at most.
  [[nodiscard]] Distances of(const check::Case& tokens) const;

 private:
  [[nodiscard]] std::size_t kind_of(int column) const;

  int memory_;
  model::Transformer hard_;
  model::Evaluator exact_;  // of hard_
  Loop loop_;
};

/// The block with its rounding layers under average hardmax.
[[nodiscard]] model::Transformer hardmax_block(Blocks blocks, const Size& size);

}  // namespace attest::looped_softmax_temperature
