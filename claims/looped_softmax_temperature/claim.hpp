// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `looped_softmax_temperature`: what temperature a looped computer needs under softmax.
///
/// Source: Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee,
/// Papailiopoulos, ICML 2023), whose rule bounds the reads. Kind: inequality, and a construction
/// with rounding.
/// Statement: see statements.cpp. With scores times kappa ln 2, k address bits and N-bit words,
/// (S1) a read puts (1+4^-kappa)^-k on its column; (S2), (S4) four blocks execute every instruction
/// at kappa = N + O(log k) (published, ten layers), (N + log2 48k)/2 (two layers and a rounding
/// one), N + 5 (one layer and a rounding one) and log2(48k)/2, whatever N (five layers); (S3) how
/// far each entry is off; (S5) the least kappa found.
/// Setting: encoder, no mask, residual stream, no layer norm, softmax; layouts as in the claims
/// `looped_subleq` and `looped_subleq_published`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/looped_states.hpp"
#include "reference/gadget/looped_blocks.hpp"
#include "reference/gadget/looped_rounding.hpp"
#include "reference/model/transformer.hpp"

namespace attest::looped_softmax_temperature {

/// Name of the claim.
inline constexpr const char* claim_id = "looped_softmax_temperature";

// The blocks stand in reference/gadget/looped_*.cpp, the spaces of states and the propagation of
// deviations in reference/derive/looped_*.cpp.
using gadget::looped::Blocks;
using gadget::looped::Size;

inline constexpr Blocks all_blocks[] = {Blocks::ten_layers, Blocks::two_layers, Blocks::one_layer,
                                        Blocks::five_layers};

/// "published", "two_layer", "one_layer" or "five_layer", as labels have it.
[[nodiscard]] std::string label_of(Blocks blocks);
/// "ten layers", "two layers and a rounding one", "one layer and a rounding one" or "five layers".
[[nodiscard]] std::string text_of(Blocks blocks);

/// The block with its rounding layers under base-2^kappa softmax. The published block asks for
/// addresses that it has read, so its scores are no integers and it is evaluated in balls.
[[nodiscard]] model::Transformer softmax_block(Blocks blocks, const Size& size, int kappa);

/// The kappa of S4: ten layers N + 6 + ceil(log2 k); two layers and a rounding one
/// ceil((N + log2 48k)/2); one layer and a rounding one N + 5; five layers ceil(log2(48k)/2).
[[nodiscard]] int promised_kappa(Blocks blocks, int address_bits, int word_bits);

/// Least integer kappa at which interval propagation finds the block exact in every state.
[[nodiscard]] int certified_kappa(Blocks blocks, const Size& size);

/// The five-layer block with the layer that rounds what was read after the write, where it comes
/// too late.
[[nodiscard]] model::Transformer with_late_rounding(model::Transformer five_layers);

/// Ways to break a block whatever its temperature.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Blocks blocks);

/// Runs a user's programs under softmax, loop by loop beside the direct interpreter.
/// \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::looped_softmax_temperature
