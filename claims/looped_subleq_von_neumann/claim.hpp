// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `looped_subleq_von_neumann`: a looped transformer executes SUBLEQ programs that share one
/// memory with their data and change themselves, with input and output.
///
/// Source: after Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee,
/// Papailiopoulos, ICML 2023), whose code and data are apart. Kind: construction; the three blocks
/// are ours.
/// Statement: see statements.cpp. With N-bit words, (V3) a block of three layers and (V2) one of
/// two, and (VI) on plain integers one of three and constant width, map the encoding of any machine
/// state to that of the next one, every entry of the stream included.
/// Setting: encoder, no mask, hardmax under any tie rule, ReLU units without biases, residual
/// stream, no layer norm. Column 0 belongs to the machine, column 1 is the input port, then (V3 and
/// V2) a column with the word 0, an empty one, and one column a word, in the order of addresses.
#pragma once

#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/gadget/one_memory_blocks.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/task.hpp"

namespace attest::looped_subleq_von_neumann {

/// Name of the claim.
inline constexpr const char* claim_id = "looped_subleq_von_neumann";

using gadget::one_memory::block;
using gadget::one_memory::Blocks;
using gadget::one_memory::branch_gate;
using gadget::one_memory::Choices;
using gadget::one_memory::Size;

/// What the README promises of a block, compared with what it uses.
[[nodiscard]] std::vector<check::Promise> promises(Blocks blocks, const Size& size,
                                                   const model::Transformer& model);

/// The whole next state of a machine, in the raw tokens of a block.
[[nodiscard]] task::Task truth(Blocks blocks, const Size& size);

/// The named mutants and those that are equivalent to the construction, with the reason.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Blocks blocks);

/// Runs a block on a user's image, loop by loop, beside the direct interpreter. \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::looped_subleq_von_neumann
