// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `looped_subleq_published`: the authors' own block of ten layers executes SUBLEQ.
///
/// Source: Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee,
/// Papailiopoulos, ICML 2023). Kind: construction.
/// Statement: see statements.cpp. With k address bits and N-bit words, (S1) one fixed block of ten
/// layers with at most two heads maps the encoding of any machine state to that of the next one,
/// every entry of the stream included; (S2) two units make the flag; (S3) six units a bit add;
/// (S4) softmax reads as exactly as the paper says, but the state needs a lower temperature.
/// Setting: encoder, no mask, residual stream, no layer norm, average hardmax, whose ties of two
/// the block needs. Column 0 belongs to the machine, columns 1, .., m hold words, the others hold
/// commands; column j carries the k-bit code of j.
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

namespace attest::looped_subleq_published {

/// Name of the claim.
inline constexpr const char* claim_id = "looped_subleq_published";

// The block stands in reference/gadget/looped_published.cpp, the spaces of states in
// reference/derive/looped_states.hpp: other claims use them too.
using gadget::looped::Blocks;
using gadget::looped::Size;
using gadget::looped::ten_layer_block;

/// Parts of the block that stand for themselves.
enum class Part {
  flag,    ///< token: a word. Answer: the flag
  negate,  ///< token: a word. Answer: its opposite, by two layers
  add,     ///< token: two words. Answer: their sum
  count,   ///< token: an unsigned number. Answer: the next one
};

/// The layers of a part, with the token embedded where the block has it and its result decoded.
/// \pre bits >= 2
[[nodiscard]] model::Transformer part_of_block(Part part, int bits);

/// Least integer lambda >= (2N + 4) ln 2 + ln k, at which S4 claims the block to be exact.
[[nodiscard]] std::int64_t sufficient_lambda(const Size& size);

/// What the README promises of the block, compared with what it uses.
[[nodiscard]] std::vector<check::Promise> promises(const Size& size,
                                                   const model::Transformer& model);

/// The named mutants of S1, those that are equivalent to the construction with the reason.
[[nodiscard]] std::vector<derive::NamedMutant> mutants();

/// Runs the block on a user's programs, loop by loop beside the direct interpreter.
/// \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::looped_subleq_published
