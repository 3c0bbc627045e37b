// SPDX-License-Identifier: Apache-2.0
/// \file
/// Blocks that execute one SUBLEQ instruction per loop, as weights.
///
/// The constructions of the claims `looped_subleq` (two layers, one layer) and
/// `looped_subleq_published` (ten layers), which say why each weight is as it is and check them,
/// and of `looped_softmax_temperature` (five layers).
#pragma once

#include <vector>

#include "reference/gadget/looped_machine.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget::looped {

/// Reads and arithmetic, then the write, both branch targets and the choice; any_hardmax.
[[nodiscard]] model::Transformer two_layer_block(const Size& size);

/// One layer; each write is left pending and committed by the attention of the next loop.
[[nodiscard]] model::Transformer one_layer_block(const Size& size);

/// The two-layer block with the words that it reads rounded before it subtracts, and its state at
/// the end: read, round, subtract, write and branch, round.
[[nodiscard]] model::Transformer five_layer_block(const Size& size);

/// The published block: fetch, read, negate (two layers), add, write, flag, pc + 1, branch, round;
/// average_hardmax, whose ties of two it needs.
[[nodiscard]] model::Transformer ten_layer_block(const Size& size);

/// The block as it is called by name.
[[nodiscard]] model::Transformer block(Blocks blocks, const Size& size);

}  // namespace attest::gadget::looped
