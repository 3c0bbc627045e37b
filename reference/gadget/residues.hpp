// SPDX-License-Identifier: Apache-2.0
/// \file
/// Residues as tokens: what completes one, its angle in few bits, and the blank beside them.
#pragma once

#include <cstdint>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget {

/// How a token of residue x finds the t with x + t = 0 mod M. Only `mod` is right.
enum class Complement { mod, negated, modulus_minus };

/// t in 0, .., M-1, or a wrong one.
[[nodiscard]] model::Wire complement(model::CircuitBuilder& circuit, model::Wire x,
                                     std::int64_t modulus, Complement kind);

/// Assigns "cos" and "sin": floor(2^p cos(2 pi x / M) + 1/2) and the same of the sine.
void embed_angle(model::CircuitBuilder& circuit, model::Wire x, std::int64_t modulus,
                 std::int64_t precision);

/// The extra token after the others with the register "blank" at 1 and all else at 0.
[[nodiscard]] model::ExtraToken blank_token();

}  // namespace attest::gadget
