// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wires between the layers of the network.
#pragma once

#include "claims/looped_relu_mlp/claim.hpp"
#include "reference/model/builder.hpp"

namespace attest::looped_relu_mlp {

/// Wires of the factored network, each 0 or 1 in every state. A number behind a name is the layer
/// that wrote it.
struct Wires {
  model::Slice words, pc;                                        // the state
  model::Slice pc_bus, words_1, pc_1;                            // [M]: 1 at pc
  model::Slice a, b, c, words_2, pc_2;                           // [N] each: the instruction
  model::Slice a_bus, b_bus, c_3, words_3, pc_3;                 // [M]: 1 at a, at b
  model::Slice m_a, m_b, b_bus_4, c_4, words_4, pc_4;            // [N]: the operands
  model::Slice difference, taken, after, b_bus_5, c_5, words_5;  // [N], [1], [K]: pc + 3
  model::Slice next_words, next_pc;                              // the next state
};

/// Declares the wires of a network in order: the state first, the next state last.
[[nodiscard]] Wires declare(model::Stream& stream, const Size& size);

}  // namespace attest::looped_relu_mlp
