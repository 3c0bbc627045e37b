// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machine states as raw tokens, and the circuits between these and the registers of the blocks.
#pragma once

#include "reference/gadget/one_memory_blocks.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/matrix.hpp"

namespace attest::gadget::one_memory {

/// A machine between two instructions, and what the last one left behind.
struct Snapshot {
  machine::subleq::Memory memory = {};
  std::int64_t character = -1;  ///< at the port: the next one, -1 at the end of the input
  std::int64_t read = 0;        ///< what the last instruction subtracted
  bool is_input = false;        ///< its a named the console
  bool is_output = false;       ///< its b did
};

/// The raw tokens of a snapshot, in the fields of the block. \pre V2: pc, pc + 1 and pc + 2 have
/// words, or the machine has halted
[[nodiscard]] Matrix tokens_of(Blocks blocks, const Size& size, const Snapshot& snapshot);

/// Registers of the blocks on N bits; one that the block lacks has size 0. Codes and words hold -1
/// or 1, the most significant bit first; a register is zero in the columns that it does not belong
/// to.
struct Registers {
  model::Slice mem;  ///< [N] memory columns: the word; the port; the word 0
  model::Slice pos;  ///< [N] memory columns, unchanging: code(t) of the address t
  model::Slice pm1;  ///< [N] the same: code(t - 1)
  model::Slice pm2;  ///< [N] code(t - 2)
  model::Slice pp3;  ///< [N] code(t + 3)
  // Column 0.
  model::Slice pc;     ///< [N] code of pc
  model::Slice pc3;    ///< [N] of pc + 3. V2: held from the loop before
  model::Slice ia;     ///< [N] the instruction. V2: held from the loop before
  model::Slice ib;     ///< [N]
  model::Slice ic;     ///< [N]
  model::Slice va;     ///< [N] what is subtracted; V3 holds it to the end of the loop
  model::Slice vb;     ///< [N] what it is subtracted from
  model::Slice r;      ///< [N] the new word
  model::Slice on_a;   ///< [1] a names the console. V2: of the next instruction
  model::Slice on_b;   ///< [1] b does
  model::Slice taken;  ///< [1] branch taken, inside a loop
  model::Slice took;   ///< [1] a character was consumed
  model::Slice gave;   ///< [1] va, in V2 ow, was written
  model::Slice b1;     ///< [N] what a column is to hold
  // V2.
  model::Slice ow;   ///< [N] what was subtracted
  model::Slice bm1;  ///< [N] codes of b - 1, b - 2, b + 3
  model::Slice bm2;
  model::Slice bp3;
  std::vector<model::Slice> c;  ///< [N] each: the instruction at c, and c + 3
  std::vector<model::Slice> d;  ///< [N] each: that at pc + 3, and pc + 6
  // Unchanging, [1] each: 1 everywhere, in column 0, 1, 2, 3.
  model::Slice one;
  model::Slice ind;
  model::Slice inp;
  model::Slice zer;
  model::Slice rest;
};

/// Declares the registers of a block on N bits, its fields, embedding and decoder.
[[nodiscard]] Registers encode_words(model::Transformer& model, Blocks blocks, const Size& size);

/// Registers of the block on integers.
struct IntegerRegisters {
  model::Slice x;   ///< memory columns: the word; the port
  model::Slice p;   ///< memory columns: the address t
  model::Slice p2;  ///< t^2
  // Column 0.
  model::Slice pc;
  model::Slice ia, ib, ic;  ///< the instruction
  model::Slice va, vb;      ///< what is subtracted from what; va is held to the end of the loop
  model::Slice b2;          ///< b^2
  model::Slice on_a, on_b, taken, gave;
  model::Slice b1;                   ///< what a column is to hold
  model::Slice one, ind, inp, rest;  ///< as above; column 2 is the empty one
};

/// Declares the registers of the block on integers, its fields, embedding and decoder.
[[nodiscard]] IntegerRegisters encode_integers(model::Transformer& model);

}  // namespace attest::gadget::one_memory
