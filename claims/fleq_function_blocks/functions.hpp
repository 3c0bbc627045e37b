// SPDX-License-Identifier: Apache-2.0
/// \file
/// The functions that the block calls, as layers and heads between those of the machine.
#pragma once

#include "claims/fleq_function_blocks/encoding.hpp"

namespace attest::fleq_function_blocks {

/// What a function f_m adds to the block.
struct Cost {
  int layers = 0;     ///< l_m
  int heads = 0;      ///< h_m, those that read its operands not counted
  int registers = 0;  ///< r_m, of d rows each
};
[[nodiscard]] Cost cost_of(machine::fleq::Operation operation, int side);

/// The layer in which the machine's columns read the operands of the function that is called.
[[nodiscard]] model::Block read_operands(const Registers& r, const Size& size,
                                         const Choices& choices);

/// The layers of the functions: mem of the machine's column j becomes column j of the result.
[[nodiscard]] std::vector<model::Block> function_layers(const Registers& r, const Size& size,
                                                        const Choices& choices);

/// Adds a weight on the only coordinate of a register.
void put_weight(model::Linear& map, const model::Slice& from, int to, model::Weight weight);

/// A layer without heads.
[[nodiscard]] model::Block empty_layer(const char* name);

}  // namespace attest::fleq_function_blocks
