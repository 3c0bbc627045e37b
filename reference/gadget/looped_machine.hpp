// SPDX-License-Identifier: Apache-2.0
/// \file
/// SUBLEQ machines as the columns of a looped transformer: states as raw tokens, and the circuits
/// between these and the registers of the blocks that execute them.
///
/// Column 0 belongs to the machine, columns 1, .., m hold words, the others hold commands; column j
/// carries the k-bit code of j.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/gadget/signs.hpp"
#include "reference/machine/subleq.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/matrix.hpp"

namespace attest::gadget::looped {

/// One machine. The blocks depend on k and N alone; only the embedding and the decoder know m.
struct Size {
  int columns = 0;    ///< n >= 3
  int memory = 0;     ///< m: words, 1 <= m <= n - 2
  int word_bits = 0;  ///< N >= 2

  /// k = max(2, ceil(log2 n)) [bits of an address]
  [[nodiscard]] int address_bits() const;
};

/// Which of the blocks.
enum class Blocks {
  two_layers,   ///< raw tokens task::SubleqPrefetched
  one_layer,    ///< raw tokens task::SubleqPending
  five_layers,  ///< raw tokens task::SubleqPrefetched
  ten_layers,   ///< the published one; raw tokens task::SubleqExecuted
};

/// Whether a write waits for the next loop: one_layer.
[[nodiscard]] bool has_pending_write(Blocks blocks);

/// A machine between two instructions, with one scratch column.
struct Snapshot {
  std::vector<machine::subleq::Command> commands = {};
  std::vector<std::int64_t> memory = {};  ///< words as their columns hold them
  int pc = 0;
  int target = 0;            ///< one_layer: column of the pending write; 0: none
  std::int64_t pending = 0;  ///< one_layer: the word to be written there
  int last = 0;              ///< ten_layers: column of the command executed last; 0: none
};

/// The raw tokens of a snapshot, in the fields of the block.
[[nodiscard]] Matrix tokens_of(Blocks blocks, const Snapshot& snapshot);

/// Registers of a block; one that the block lacks has size 0. Codes and words hold -1 or 1, the
/// most significant bit first; a register is zero in the columns that it does not belong to.
struct Registers {
  model::Slice cmd;   ///< [3k] command columns: codes of a, b, c
  model::Slice nxt;   ///< [k] one_layer, command columns: code of the next column
  model::Slice mem;   ///< [N] memory columns: the word
  model::Slice ins;   ///< [3k] column 0: the command to be executed. ten_layers: executed last
  model::Slice diff;  ///< [N] the new word, inside a loop. one_layer: the pending word
  model::Slice flag;  ///< [1] branch taken, inside a loop
  model::Slice pc;    ///< [k] column 0: code of the command's column
  model::Slice pc1;   ///< [k] code of the column after it. one_layer: held in column 0
  model::Slice bp;    ///< [k] one_layer, column 0: code of the pending word's column
  model::Slice pos;   ///< [k] code of the column; zero in column 0
  model::Slice b1;    ///< [N] what was read. ten_layers: the word of a, then the flag
  model::Slice b2;    ///< [N] ten_layers: the word of b, then the new word
  model::Slice b3;    ///< [3k or 4k] the command at the branch target
  model::Slice b4;    ///< [3k or 4k] the command that follows
  model::Slice buf;   ///< [max(3k, 2N)] ten_layers: what was read, and what is computed with
  model::Slice ind;   ///< [1] 1 in column 0
  model::Slice one;   ///< [1] 1 everywhere; ten_layers has biases instead
};

/// Part `index` of a register of parts of `size` coordinates each.
[[nodiscard]] model::Slice part(const model::Slice& slice, int index, int size);

/// Declares the registers of `model`, its fields, embedding and decoder.
[[nodiscard]] Registers encode(model::Transformer& model, Blocks blocks, const Size& size);

}  // namespace attest::gadget::looped
