// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machine states as raw tokens, and the circuits between these and the registers of the blocks.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/looped_subleq/claim.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/machine/subleq.hpp"
#include "reference/model/builder.hpp"

namespace attest::looped_subleq {

using gadget::two_to;

/// A machine between two instructions, with one scratch column.
struct Snapshot {
  std::vector<machine::subleq::Command> commands = {};
  std::vector<std::int64_t> memory = {};  ///< words as their columns hold them
  int pc = 0;
  int target = 0;            ///< one_layer: column of the pending write; 0: none
  std::int64_t pending = 0;  ///< one_layer: the word to be written there
};

/// The raw tokens of a snapshot, in the fields of the block.
[[nodiscard]] check::Case tokens_of(Blocks blocks, const Snapshot& snapshot);

/// Registers of a block; one that the block lacks has size 0. Codes and words hold -1 or 1, the
/// most significant bit first; a register is zero in the columns that it does not belong to.
struct Registers {
  model::Slice cmd;   ///< [3k] command columns: codes of a, b, c
  model::Slice nxt;   ///< [k] one_layer, command columns: code of the next column
  model::Slice mem;   ///< [N] memory columns: the word
  model::Slice ins;   ///< [3k] column 0: the command to be executed
  model::Slice diff;  ///< [N] two_layers: the new word, inside a loop. one_layer: the pending word
  model::Slice flag;  ///< [1] two_layers: branch taken, inside a loop
  model::Slice pc;    ///< [k] two_layers, column 0: code of the command's column
  model::Slice pc1;   ///< [k] code of the column after it. one_layer: held in column 0
  model::Slice bp;    ///< [k] one_layer, column 0: code of the pending word's column
  model::Slice pos;   ///< [k] code of the column; zero in column 0
  model::Slice b1;    ///< [N] what was read
  model::Slice b2;    ///< [N]
  model::Slice b3;    ///< [3k or 4k] the command at the branch target
  model::Slice b4;    ///< [3k or 4k] the command that follows
  model::Slice ind;   ///< [1] 1 in column 0
  model::Slice one;   ///< [1] 1 everywhere
};

/// Part `index` of a register of parts of `size` coordinates each.
[[nodiscard]] model::Slice part(const model::Slice& slice, int index, int size);

/// Declares the registers of `model`, its fields, embedding and decoder.
[[nodiscard]] Registers encode(model::Transformer& model, Blocks blocks, const Size& size);

}  // namespace attest::looped_subleq
