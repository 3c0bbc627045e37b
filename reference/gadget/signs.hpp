// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers as signs -1 and 1, one a bit: the circuits that write and read them.
#pragma once

#include <string>
#include <vector>

#include "reference/model/builder.hpp"

namespace attest::gadget {

/// 2^exponent, of either sign.
[[nodiscard]] Rational two_to(std::int64_t exponent);

/// The bits of a number in [0, 2^count), the most significant first: the greatest power of two that
/// still fits is taken off, again and again. \pre count >= 1
[[nodiscard]] std::vector<model::Wire> bits(model::CircuitBuilder& circuit, model::Wire number,
                                            int count);

/// The bits of a two's complement word, the sign first. \pre count >= 2
[[nodiscard]] std::vector<model::Wire> word_bits(model::CircuitBuilder& circuit, model::Wire word,
                                                 int count);

/// Writes the bits as -1 and 1 where `gate` is 1, as 0 elsewhere, to coordinates first, first+1, ..
/// of the register.
void write_signs(model::CircuitBuilder& circuit, const std::vector<model::Wire>& values,
                 model::Wire gate, const std::string& name, int first = 0);

/// sum of 2^i x_i over the coordinates of a register, the first of them the most significant; 0
/// where the register is zero. The first bit of a word counts negatively.
[[nodiscard]] model::Wire signed_sum(model::CircuitBuilder& circuit,
                                     const std::vector<std::string>& names,
                                     const model::Slice& slice, bool is_word = false);

}  // namespace attest::gadget
