// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machine states as raw tokens, and the circuits between these and the registers of the block.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "claims/fleq_function_blocks/product.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/task/task.hpp"

namespace attest::fleq_function_blocks {

/// Fields of a raw token behind the d entries of its column.
struct Field {
  enum Name { a, b, c, operation, flag, target, pc };
  static constexpr int count = 7;
};
/// "x0", .., "a", "b", "c", "operation", "flag", "target", "pc".
[[nodiscard]] std::vector<std::string> fields_of(const Size& size);

/// The parts of a command in registers: codes of k signs each.
enum class Part { a, b, c, flag, target, next };
inline constexpr int part_count = 6;

/// What a function reads and makes; a slice that it lacks has size 0.
struct Operands {
  model::Slice first = {};    ///< [d] columns of A
  model::Slice second = {};   ///< [d] columns of B
  model::Slice product = {};  ///< [d] columns of A B
};

/// Registers of the block. Codes hold -1 or 1, the most significant bit first; a register is zero
/// in the columns that it does not belong to.
struct Registers {
  model::Slice mem;        ///< [d] columns of cells; inside a loop the machine's: the result
  model::Slice fresh;      ///< [d] inside a loop: what mem becomes
  model::Slice lane;       ///< [d] the machine's columns: one-hot of the column of a matrix
  model::Slice cell_lane;  ///< [d] the same of columns of cells
  model::Slice pos;     ///< [k] code of the cell, or of the command; zero in the machine's columns
  model::Slice pc;      ///< [k] the machine's columns
  model::Slice cmd;     ///< [6k] commands: a, b, c, flag, target, next
  model::Slice call;    ///< [functions] commands: one-hot of the operation
  model::Slice ins;     ///< [6k] inside a loop, the machine's columns: cmd of the command at pc
  model::Slice called;  ///< [functions] the same of call
  model::Slice flag;    ///< [1] inside a loop: entry (0, 0) of the flag
  model::Slice taken;   ///< [1] inside a loop: 1 if it is <= 0
  model::Slice mac;     ///< [1] 1 in the machine's columns
  model::Slice com;     ///< [1] 1 in the columns of commands
  model::Slice one;     ///< [1] 1 everywhere
  std::array<Operands, machine::fleq::operation_count> operands = {};  ///< by operation
  ProductStream product = {};  ///< of products by softmax, else empty

  [[nodiscard]] const Operands& of(machine::fleq::Operation operation) const {
    return operands[static_cast<std::size_t>(operation)];
  }
  /// k coordinates of cmd or ins.
  [[nodiscard]] model::Slice part(const model::Slice& slice, Part part) const;
};

/// Declares the registers of `model`, its fields, embedding and decoder.
[[nodiscard]] Registers encode(model::Transformer& model, const Size& size, const Choices& choices);

/// A machine read off raw tokens, between two instructions.
struct Snapshot {
  machine::fleq::Program program = {};
  machine::fleq::State state = {};
};
[[nodiscard]] Snapshot snapshot_of(const Size& size, const check::Case& tokens);

/// Ground truth: the raw tokens one instruction later, by the interpreter.
[[nodiscard]] task::Task next_state(const Size& size);

}  // namespace attest::fleq_function_blocks
