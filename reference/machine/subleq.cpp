// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct interpreter of SUBLEQ programs.
#include "reference/machine/subleq.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::machine::subleq {
namespace {

void require_word_bits(int word_bits) {
  ATTEST_REQUIRE(least_word_bits <= word_bits && word_bits <= most_word_bits,
                 "words of " + std::to_string(word_bits) + " bits");
}

// Position of the word in `column`.
std::size_t word_index(const Program& program, int column) {
  return static_cast<std::size_t>(column - program.scratch);
}

}  // namespace

const Command& Program::command_at(int column) const {
  ATTEST_REQUIRE(first_command() <= column && column < columns(),
                 "no command in column " + std::to_string(column));
  return commands[static_cast<std::size_t>(column - first_command())];
}

bool fits(std::int64_t value, int word_bits) {
  return wrap(static_cast<std::uint64_t>(value), word_bits) == value;
}

std::int64_t wrap(std::uint64_t value, int word_bits) {
  require_word_bits(word_bits);
  const int unused = most_word_bits - word_bits;
  return static_cast<std::int64_t>(value << unused) >> unused;  // the right shift copies the sign
}

State start(const Program& program) {
  return {.memory = program.memory, .pc = program.first_command()};
}

void step(const Program& program, int word_bits, State& state) {
  const Command& command = program.command_at(state.pc);
  const std::int64_t subtrahend = state.memory.at(word_index(program, command.a));
  std::int64_t& word = state.memory.at(word_index(program, command.b));
  word = wrap(static_cast<std::uint64_t>(word) - static_cast<std::uint64_t>(subtrahend), word_bits);
  state.pc = word <= 0 ? command.c : std::min(state.pc + 1, program.last_command());
}

Run run(const Program& program, int word_bits, std::int64_t most_steps) {
  Run result{.state = start(program)};
  while (result.state.pc != program.last_command() && result.steps < most_steps) {
    step(program, word_bits, result.state);
    ++result.steps;
  }
  result.is_halted = result.state.pc == program.last_command();
  return result;
}

Program with_one_scratch_column(const Program& program) {
  Program result = program;
  const int shift = program.scratch - 1;
  result.scratch = 1;
  for (Command& command : result.commands) {
    command.a -= shift;
    command.b -= shift;
    command.c -= shift;
  }
  return result;
}

}  // namespace attest::machine::subleq
