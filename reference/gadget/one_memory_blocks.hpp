// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looped blocks that execute SUBLEQ programs whose code and data share one memory.
///
/// Column 0 belongs to the machine, column 1 is the input port, then (three_layers and two_layers)
/// a column with the word 0, an empty one, and one column a word, in the order of addresses.
#pragma once

#include "reference/machine/subleq_memory.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget::one_memory {

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

/// VI, whose weights depend on nothing.
[[nodiscard]] model::Transformer integer_block(const Choices& choices);

}  // namespace attest::gadget::one_memory
