// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers to states; see looped_snapshots.hpp.
#include "reference/derive/looped_snapshots.hpp"

#include <utility>

namespace attest::derive::looped {
namespace {

using gadget::looped::has_pending_write;
using gadget::looped::Snapshot;
using machine::subleq::Command;
using machine::subleq::Program;
using machine::subleq::State;

std::int64_t any_word(Random& random, const Size& size) {
  return word(static_cast<std::int64_t>(random.next()), size);
}

Command any_command(Random& random, const Size& size) {
  return {.a = 1 + static_cast<int>(random.below(size.memory)),
          .b = 1 + static_cast<int>(random.below(size.memory)),
          .c = first_command(size) + static_cast<int>(random.below(commands(size)))};
}

Snapshot any_snapshot(Random& random, const Size& size) {
  Snapshot result;
  for (int i = 0; i < commands(size); ++i) result.commands.push_back(any_command(random, size));
  for (int i = 0; i < size.memory; ++i) result.memory.push_back(any_word(random, size));
  result.pending = any_word(random, size);
  return result;
}

/// Leaves the word of `target` pending, its column holding another one; 0: no write is pending.
void leave_pending(Snapshot& snapshot, int target, std::int64_t other) {
  snapshot.target = target;
  if (target == 0) return;
  std::int64_t& held = word_at(snapshot, target);
  snapshot.pending = held;
  held = other;
}

/// One of the two sets of commands around the one of interest.
Command filler(const Size& size, int column, int set) {
  if (set == 0) return {.a = 1, .b = 1, .c = last_column(size)};
  return {.a = 1 + column % size.memory,
          .b = size.memory - column % size.memory,
          .c = first_command(size) + column * column % commands(size)};
}

Command command_of(Digits& digits, const Size& size) {
  const int a = 1 + digits.take(size.memory);
  const int b = 1 + digits.take(size.memory);
  return {.a = a, .b = b, .c = first_command(size) + digits.take(commands(size))};
}

void take_words(Digits& digits, const Size& size, Snapshot& snapshot) {
  const std::int64_t radix = words(size).to_int64();
  for (int i = 0; i < size.memory; ++i) {
    snapshot.memory.push_back(word(digits.take(radix), size));
  }
}

/// A command that changes nothing from its second execution on: (z, z, n-1).
Command halting_command(Digits& digits, const Size& size, Last last) {
  const int word = 1 + digits.take(last == Last::halts ? size.memory : 1);
  return {.a = word, .b = word, .c = last_column(size)};
}

}  // namespace

int first_command(const Size& size) { return size.memory + 1; }
int commands(const Size& size) { return size.columns - first_command(size); }
int last_column(const Size& size) { return size.columns - 1; }
Integer words(const Size& size) { return power_of_two(static_cast<unsigned>(size.word_bits)); }

std::int64_t word(std::int64_t value, const Size& size) {
  return machine::subleq::wrap(static_cast<std::uint64_t>(value), size.word_bits);
}

Command& command_at(Snapshot& snapshot, int column) {
  return snapshot.commands[static_cast<std::size_t>(column) - snapshot.memory.size() - 1];
}

std::int64_t& word_at(Snapshot& snapshot, int column) {
  return snapshot.memory[static_cast<std::size_t>(column - 1)];
}

Snapshot operand_state(Random& random, const Size& size, std::int64_t x, std::int64_t y,
                       bool is_same, int variant) {
  Snapshot result = any_snapshot(random, size);
  const int count = commands(size);
  const int place = static_cast<int>(random.below(count - 1));
  result.pc = first_command(size) + place;  // not the last one: every flag has a successor
  // Any target but the successor, so that a wrong flag shows.
  const int jump = static_cast<int>(random.below(count - 1));
  const int away = jump == 0 ? 0 : jump + 1;
  Command& command = command_at(result, result.pc);
  command.a = 1 + static_cast<int>(random.below(size.memory));
  const int to_b = is_same ? 0 : 1 + static_cast<int>(random.below(size.memory - 1));
  command.b = 1 + (command.a - 1 + to_b) % size.memory;
  command.c = first_command(size) + (place + away) % count;
  word_at(result, command.a) = x;
  word_at(result, command.b) = y;

  int other = 0;
  for (int t = 1; t <= size.memory; ++t) other = t != command.a && t != command.b ? t : other;
  const int targets[] = {0, command.a, command.b, other};
  const std::int64_t stale = any_word(random, size);
  result.last = result.pc - static_cast<int>(random.below(place + 1));
  leave_pending(result, targets[variant], stale);
  return result;
}

Snapshot pointer_state(Random& random, const Size& size, int targets, std::int64_t index) {
  Digits digits(index);
  Snapshot state = any_snapshot(random, size);
  const int target = digits.take(targets);
  const int sign = 1 - 2 * digits.take(2);
  state.pc = first_command(size) + digits.take(commands(size));
  command_at(state, state.pc) = command_of(digits, size);
  for (int t = 1; t <= size.memory; ++t) word_at(state, t) = word(sign * t, size);
  leave_pending(state, target, any_word(random, size));
  const int last = static_cast<int>(random.below(commands(size) + 1));
  if (last != 0) state.last = last_column(size) + 1 - last;
  return state;
}

Snapshot any_state(Blocks blocks, const Size& size, std::int64_t index, Last last) {
  Digits digits(index);
  Snapshot result;
  result.pc = first_command(size) + digits.take(commands(size));
  take_words(digits, size, result);
  for (int i = 0; i + 1 < commands(size); ++i) result.commands.push_back(command_of(digits, size));
  result.commands.push_back(last == Last::any ? command_of(digits, size)
                                              : halting_command(digits, size, last));
  if (blocks == Blocks::ten_layers) {
    const int executed = digits.take(commands(size) + 1);
    result.last = executed == 0 ? 0 : last_column(size) + 1 - executed;
  }
  if (!has_pending_write(blocks)) return result;
  result.target = digits.take(size.memory + 1);
  result.pending = word(digits.take(words(size).to_int64()), size);
  return result;
}

Snapshot pending_state(const Size& size, std::int64_t index) {
  Digits digits(index);
  Snapshot result;
  result.pc = first_command(size) + digits.take(commands(size));
  const Command command = command_of(digits, size);
  take_words(digits, size, result);
  result.target = digits.take(size.memory + 1);
  result.pending = word(digits.take(words(size).to_int64()), size);
  const int set = digits.take(2);
  for (int column = first_command(size); column < size.columns; ++column) {
    result.commands.push_back(column == result.pc ? command : filler(size, column, set));
  }
  return result;
}

Snapshot after(Blocks blocks, const Program& program, const Size& size, std::int64_t loops,
               std::int64_t first_pending) {
  State state = machine::subleq::start(program);
  Snapshot result{.commands = program.commands, .pending = first_pending};
  std::vector<std::int64_t> before = state.memory;
  for (std::int64_t i = 0; i < loops; ++i) {
    before = state.memory;
    result.target = program.command_at(state.pc).b;
    result.last = state.pc;
    machine::subleq::step(program, size.word_bits, state);
    result.pending = state.memory[static_cast<std::size_t>(result.target - 1)];
  }
  result.memory = has_pending_write(blocks) ? before : state.memory;
  result.pc = state.pc;
  return result;
}

}  // namespace attest::derive::looped
