// SPDX-License-Identifier: Apache-2.0
/// \file
/// SUBLEQ machines with code apart from data: programs, states, and a direct interpreter.
///
/// One instruction (a, b, c): mem[b] := mem[b] - mem[a], wrapped to N-bit two's complement; then
/// pc := c if the wrapped result is <= 0, else pc + 1. Addresses are columns, 0-based: first the
/// scratch columns, then the words, then the commands. The machine stops when pc is the last
/// column.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attest::machine::subleq {

/// Least and greatest word size [bits].
inline constexpr int least_word_bits = 2;
inline constexpr int most_word_bits = 64;

/// One instruction. a and b are columns of words, c is a column of a command.
struct Command {
  int a = 0;
  int b = 0;
  int c = 0;

  friend bool operator==(const Command&, const Command&) = default;
};

/// A program and its initial words. Code is read-only.
struct Program {
  std::string name = {};
  int scratch = 1;  ///< columns 0, .., scratch-1 hold neither words nor commands
  std::vector<std::int64_t> memory = {};  ///< word i stands in column scratch + i
  std::vector<Command> commands = {};     ///< command i stands in column first_command() + i

  [[nodiscard]] int first_command() const { return scratch + static_cast<int>(memory.size()); }
  [[nodiscard]] int columns() const { return first_command() + static_cast<int>(commands.size()); }
  [[nodiscard]] int last_command() const { return columns() - 1; }
  /// The command in `column`. \pre first_command() <= column < columns()
  [[nodiscard]] const Command& command_at(int column) const;

  friend bool operator==(const Program&, const Program&) = default;
};

/// What changes while a program runs.
struct State {
  std::vector<std::int64_t> memory = {};
  int pc = 0;  ///< a column

  friend bool operator==(const State&, const State&) = default;
};

/// Where a run ended.
struct Run {
  State state = {};
  std::int64_t steps = 0;  ///< instructions executed
  bool is_halted = false;  ///< pc is the last column
};

/// True if -2^(word_bits-1) <= value < 2^(word_bits-1). \pre 2 <= word_bits <= 64
[[nodiscard]] bool fits(std::int64_t value, int word_bits);

/// `value` mod 2^word_bits as a two's complement word. \pre 2 <= word_bits <= 64
[[nodiscard]] std::int64_t wrap(std::uint64_t value, int word_bits);

/// The initial words, pc at the first command.
[[nodiscard]] State start(const Program& program);

/// Executes the command at `state.pc`. From the last column a branch that is not taken stays there.
/// \pre state.pc is the column of a command
void step(const Program& program, int word_bits, State& state);

/// Executes until pc is the last column, at most `most_steps` instructions.
[[nodiscard]] Run run(const Program& program, int word_bits, std::int64_t most_steps);

/// The same program with one scratch column: every address less scratch - 1.
[[nodiscard]] Program with_one_scratch_column(const Program& program);

}  // namespace attest::machine::subleq
