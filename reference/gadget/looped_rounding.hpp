// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers that round registers to -1, 0 and 1, and blocks under softmax.
#pragma once

#include <string>
#include <vector>

#include "reference/gadget/looped_blocks.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget::looped {

/// The radius e at which the blocks round.
[[nodiscard]] Rational rounding_radius();

/// A layer without heads: x := (relu(x+1-e) - relu(x+e) + relu(x-e) - relu(x-1+e)) / (1-2e) - 1 for
/// each row of the named registers: -1, 0 and 1 on the intervals of radius e around them. Where a
/// model has the row `one` the -1 stands on it, else it is a bias. \pre 0 < e < 1/2
[[nodiscard]] model::Block rounding_layer(const model::Transformer& model,
                                          const std::vector<std::string>& registers,
                                          const Rational& e, std::string name);

/// The registers that a block rounds at its end; every other row is 0 or constant again there,
/// whatever softmax left in it.
[[nodiscard]] std::vector<std::string> rounded_registers(Blocks blocks);

/// Every head of `model` under base-2^kappa softmax. \pre kappa >= 1
[[nodiscard]] model::Transformer softened(model::Transformer model, int kappa);

/// The same with the rounding layer appended, unless the block ends in one.
[[nodiscard]] model::Transformer with_softmax(model::Transformer model, Blocks blocks, int kappa);

}  // namespace attest::gadget::looped
