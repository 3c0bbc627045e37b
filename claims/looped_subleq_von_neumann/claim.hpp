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
#include "reference/machine/subleq_memory.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/task.hpp"

namespace attest::looped_subleq_von_neumann {

/// Name of the claim.
inline constexpr const char* claim_id = "looped_subleq_von_neumann";

/// Which of the three blocks.
enum class Blocks {
  three_layers,  ///< V3: raw tokens task::SubleqMemory
  two_layers,    ///< V2: raw tokens task::SubleqFetched
  integers,      ///< VI: raw tokens task::SubleqMemory
};

/// One machine. The weights depend on the dialect and on N alone; the number of words is in no
/// weight of the blocks.
struct Size {
  int words = 0;  ///< m >= 3: addresses 0, .., m-1; at most 2^N
  machine::subleq::Rules rules = {};

  /// Columns of the block: the words and three (VI) or four before them.
  [[nodiscard]] int columns() const { return words + (rules.word_bits == 0 ? 3 : 4); }
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  bool fetches_b_at_pc = false;       ///< the second word is fetched where the first one is
  bool favours_writer = true;         ///< the machine's column wins against the column it writes to
  bool redirects_a = true;            ///< on input the port is read in place of m[a]
  bool redirects_b_on_input = true;   ///< howerj: a character replaces m[b]
  bool redirects_b_on_output = true;  ///< an output reads the word 0 in place of m[b]
  bool masks_flag = true;             ///< input and output do not branch
  bool blocks_output = true;          ///< an output does not write
  bool doubles_write = true;          ///< VI: the score of the write is doubled
  Rational flag_threshold = 1;        ///< no branch from this difference on
  int not_forwarded = -1;  ///< V2: this part of the next instruction (3: pc + 3) is not forwarded
};

/// The three blocks. \pre the rules of `integers` are davidar's on plain integers, those of the
/// others have 2 to 64 bits
[[nodiscard]] model::Transformer block(Blocks blocks, const Size& size,
                                       const Choices& choices = {});

/// Bd: VI is exact while every |word| is at most a quarter of it.
[[nodiscard]] Rational branch_gate();

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
