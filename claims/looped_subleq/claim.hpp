// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `looped_subleq`: one attention layer, looped, executes one SUBLEQ instruction per loop.
///
/// Source: Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee,
/// Papailiopoulos, ICML 2023), which uses nine or more layers. Kind: construction; both blocks are
/// ours.
/// Statement: see statements.cpp. With k address bits and N-bit words, (S1) a block of two layers
/// and (S2) a block of one layer map the encoding of any machine state to that of the next one,
/// every entry of the stream included; (S3) softmax at an explicit temperature does the same with a
/// rounding layer appended.
/// Setting: encoder, no mask, residual stream, no layer norm. Column 0 belongs to the machine,
/// columns 1, .., m hold words, the others hold commands; column j carries the k-bit code of j.
#pragma once

#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/looped_sizes.hpp"
#include "reference/derive/looped_states.hpp"
#include "reference/gadget/looped_blocks.hpp"
#include "reference/gadget/looped_rounding.hpp"
#include "reference/model/transformer.hpp"

namespace attest::looped_subleq {

/// Name of the claim.
inline constexpr const char* claim_id = "looped_subleq";

// The blocks stand in reference/gadget/looped_blocks.hpp, the spaces of states in
// reference/derive/looped_states.hpp: other claims use them too.
using derive::looped::all_commands;
using derive::looped::all_pointers;
using derive::looped::all_states;
using derive::looped::by_columns;
using derive::looped::by_memory_words;
using derive::looped::by_word_bits;
using derive::looped::halting_states;
using derive::looped::operand_pairs;
using derive::looped::promised_width;
using derive::looped::random_runs;
using derive::looped::size_of;
using derive::looped::truth;
using gadget::two_to;
using gadget::looped::block;
using gadget::looped::Blocks;
using gadget::looped::one_layer_block;
using gadget::looped::Size;
using gadget::looped::two_layer_block;
using gadget::looped::with_softmax;

/// Least kappa that satisfies the inequality of S3, where the temperature is lambda = kappa ln 2.
[[nodiscard]] int sufficient_kappa(Blocks blocks, int address_bits, int word_bits);

/// What the README promises of a block at hardmax, compared with what it uses.
[[nodiscard]] std::vector<check::Promise> promises(Blocks blocks, const Size& size,
                                                   const model::Transformer& model);

/// The closed form of a sufficient kappa (k <= 20, N <= 40), compared with `kappa`.
[[nodiscard]] std::vector<check::Promise> softmax_promises(Blocks blocks, const Size& size,
                                                           int kappa);

/// The named mutants and those that are equivalent to the construction, with the reason.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Blocks blocks);

/// Runs a block on a user's programs, loop by loop, beside the direct interpreter.
/// \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::looped_subleq
