// SPDX-License-Identifier: Apache-2.0
/// \file
/// FLEQ machines: an instruction calls a function on two cells, stores what it gives, and branches
/// on the sign of a cell. Cells are square matrices of exact rationals.
///
/// One instruction FLEQ(a, b, c, m, flag, p): mem[c] := f_m(mem[a], mem[b]); then pc := p if entry
/// (0, 0) of mem[flag] is <= 0, else pc + 1. The flag is read after the write. The machine stops
/// when pc is the last command, which is its own successor. Numbers are 0-based.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::machine::fleq {

/// The functions f_m of two matrices A and B.
enum class Operation {
  subtract,      ///< A - B
  multiply,      ///< A^T B
  transpose,     ///< A^T
  diagonal,      ///< the diagonal matrix of A's first column
  inverse_step,  ///< 2B - B (A B): one Newton step towards the inverse of A
};

/// The number of operations.
inline constexpr int operation_count = 5;

/// One instruction. a, b, c and flag are cells, target is a command.
struct Command {
  Operation operation = Operation::subtract;
  int a = 0;
  int b = 0;
  int c = 0;
  int flag = 0;
  int target = 0;  ///< p

  friend bool operator==(const Command&, const Command&) = default;
};

/// A program and what its cells hold at first. Code is read-only.
struct Program {
  int side = 0;                         ///< d: cells are [d x d]
  std::vector<std::string> names = {};  ///< of cells
  std::vector<Matrix> memory = {};      ///< as many as names
  std::vector<Command> commands = {};   ///< at least one

  [[nodiscard]] int last_command() const { return static_cast<int>(commands.size()) - 1; }
  /// The cell of that name. \pre there is one
  [[nodiscard]] int cell(std::string_view name) const;

  friend bool operator==(const Program&, const Program&) = default;
};

/// What changes while a program runs.
struct State {
  std::vector<Matrix> memory = {};
  int pc = 0;

  friend bool operator==(const State&, const State&) = default;
};

/// Where a run ended.
struct Run {
  State state = {};
  std::int64_t steps = 0;  ///< instructions executed
  bool is_halted = false;  ///< pc is the last command
};

/// f_m(a, b). \pre square matrices of one size
[[nodiscard]] Matrix apply(Operation operation, const Matrix& a, const Matrix& b);

/// Whether the operation reads its second operand.
[[nodiscard]] bool is_binary(Operation operation);

/// The cells as they are at first, pc 0.
[[nodiscard]] State start(const Program& program);

/// Executes the command at `state.pc`; the last one falls through to itself.
void step(const Program& program, State& state);

/// Executes until pc is the last command, at most `most_steps` instructions.
[[nodiscard]] Run run(const Program& program, std::int64_t most_steps);

/// "subtract", "multiply", ...
[[nodiscard]] std::string_view name_of(Operation operation);

}  // namespace attest::machine::fleq
