// SPDX-License-Identifier: Apache-2.0
/// \file
/// Index -> machine state -> raw tokens.
#include "claims/looped_subleq/cases.hpp"

#include <optional>
#include <utility>

#include "claims/looped_subleq/encoding.hpp"
#include "reference/machine/subleq_random.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::looped_subleq {
namespace {

using check::CaseSpace;
using machine::subleq::Command;
using machine::subleq::Program;
using machine::subleq::State;

// What does not matter to a statement is drawn, from the index alone: streams of seed 0.
constexpr std::uint64_t operand_stream = 1;
constexpr std::uint64_t pointer_stream = 2;
constexpr std::uint64_t program_stream = 3;

/// Most cases of one space; more would run for months.
const Integer most_cases = power_of_two(40);

/// Mixed radix digits of an index, the last digit first.
class Digits {
 public:
  explicit Digits(std::int64_t index) : rest_(index) {}
  [[nodiscard]] int take(std::int64_t radix) {
    const std::int64_t digit = rest_ % radix;
    rest_ /= radix;
    return static_cast<int>(digit);
  }

 private:
  std::int64_t rest_;
};

int first_command(const Size& size) { return size.memory + 1; }
int commands(const Size& size) { return size.columns - first_command(size); }
int last_column(const Size& size) { return size.columns - 1; }
Integer words(const Size& size) { return power_of_two(static_cast<unsigned>(size.word_bits)); }

/// The word with the given unsigned value.
std::int64_t word(std::int64_t value, const Size& size) {
  return machine::subleq::wrap(static_cast<std::uint64_t>(value), size.word_bits);
}

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

Command& command_at(Snapshot& snapshot, int column) {
  return snapshot.commands[static_cast<std::size_t>(column) - snapshot.memory.size() - 1];
}

std::int64_t& word_at(Snapshot& snapshot, int column) {
  return snapshot.memory[static_cast<std::size_t>(column - 1)];
}

/// Leaves the word of `target` pending, its column holding another one; 0: no write is pending.
void leave_pending(Snapshot& snapshot, int target, std::int64_t other) {
  snapshot.target = target;
  if (target == 0) return;
  snapshot.pending = word_at(snapshot, target);
  word_at(snapshot, target) = other;
}

/// The tokens, unless the two-layer block is asked for what follows the last column.
std::optional<check::Case> case_of(Blocks blocks, const Size& size, Snapshot& snapshot) {
  if (blocks == Blocks::two_layers && snapshot.pc == last_column(size)) {
    const Command& command = command_at(snapshot, snapshot.pc);
    const std::int64_t difference =
        word(word_at(snapshot, command.b) - word_at(snapshot, command.a), size);
    if (difference > 0) return std::nullopt;
  }
  return tokens_of(blocks, snapshot);
}

/// Number of states of the machine: tables x memories x pcs, and pending writes of the one-layer
/// block.
Integer states(Blocks blocks, const Size& size) {
  const Integer instructions = Integer(size.memory) * size.memory * commands(size);
  const Integer tables = pow(instructions, static_cast<unsigned>(commands(size)));
  const Integer memories = pow(words(size), static_cast<unsigned>(size.memory));
  const Integer pending =
      blocks == Blocks::two_layers ? 1 : (Integer(size.memory) + 1) * words(size);
  return tables * memories * commands(size) * pending;
}

CaseSpace exhaustive(std::string description, const Integer& size,
                     Function<std::optional<check::Case>(std::int64_t)> at) {
  if (size > most_cases) {
    throw InputError("case-space-size", "columns, memory and word_bits",
                     size.to_string() + " cases", "at most 2^40");
  }
  return {.description = std::move(description),
          .coverage = check::Coverage::exhaustive,
          .size = size.to_int64(),
          .full_size = size,
          .at = std::move(at)};
}

/// States of which a part is enumerated and the rest fixed or drawn: a sample of all states.
CaseSpace enumerated_part(Blocks blocks, const Size& size, CaseSpace part) {
  part.coverage = check::Coverage::sampled;
  part.full_size = states(blocks, size);
  part.why_sampled = "what is not named is fixed or drawn from the index";
  return part;
}

/// Operands x, y at a != b, or y at a = b, in a state drawn from `random`.
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
  leave_pending(result, targets[variant], stale);
  return result;
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

/// Which last commands a space has.
enum class Last { any, halts, halts_on_first };

/// A command that changes nothing from its second execution on: (z, z, n-1).
Command halting_command(Digits& digits, const Size& size, Last last) {
  const int word = 1 + digits.take(last == Last::halts ? size.memory : 1);
  return {.a = word, .b = word, .c = last_column(size)};
}

/// All tables with such last commands, all pcs, all memories, and for the one-layer block
/// all pending writes.
Snapshot any_state(Blocks blocks, const Size& size, std::int64_t index, Last last) {
  Digits digits(index);
  Snapshot result;
  result.pc = first_command(size) + digits.take(commands(size));
  take_words(digits, size, result);
  for (int i = 0; i + 1 < commands(size); ++i) result.commands.push_back(command_of(digits, size));
  result.commands.push_back(last == Last::any ? command_of(digits, size)
                                              : halting_command(digits, size, last));
  if (blocks == Blocks::two_layers) return result;
  result.target = digits.take(size.memory + 1);
  result.pending = word(digits.take(words(size).to_int64()), size);
  return result;
}

/// All commands at all pcs, all memories, all pending writes, two tables of other commands.
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

/// The state of a program after `loops` instructions. For the one-layer block the last write is
/// pending.
Snapshot after(Blocks blocks, const Program& program, const Size& size, std::int64_t loops,
               std::int64_t first_pending) {
  State state = machine::subleq::start(program);
  Snapshot result{.commands = program.commands, .pending = first_pending};
  std::vector<std::int64_t> before = state.memory;
  for (std::int64_t i = 0; i < loops; ++i) {
    before = state.memory;
    result.target = program.command_at(state.pc).b;
    machine::subleq::step(program, size.word_bits, state);
    result.pending = state.memory[static_cast<std::size_t>(result.target - 1)];
  }
  result.memory = blocks == Blocks::one_layer ? before : state.memory;
  result.pc = state.pc;
  return result;
}

}  // namespace

Size size_of(const check::Params& params) {
  const Size size{.columns = static_cast<int>(params.at("columns")),
                  .memory = static_cast<int>(params.at("memory")),
                  .word_bits = static_cast<int>(params.at("word_bits"))};
  if (size.memory < 1 || size.columns < size.memory + 2 || size.word_bits < 2) {
    throw InputError("subleq-shape", "columns, memory and word_bits", check::text_of(params),
                     "1 <= memory <= columns - 2 and word_bits >= 2");
  }
  return size;
}

CaseSpace operand_pairs(Blocks blocks, const Size& size) {
  if (size.memory < 2 || commands(size) < 2) {
    throw InputError(
        "subleq-shape", "columns and memory",
        std::to_string(size.memory) + " words and " + std::to_string(commands(size)) + " commands",
        "two words and two commands, for a != b and a branch");
  }
  const bool is_two = blocks == Blocks::two_layers;
  const int variants = is_two ? 1 : 4;
  const std::int64_t radix = words(size).to_int64();
  const Integer pairs = words(size) * words(size) + words(size);
  return enumerated_part(
      blocks, size,
      exhaustive(std::string("all operand pairs with a != b and all words with a = b") +
                     (is_two ? "" : ", each with no write, a's, b's or another word pending") +
                     "; all else drawn from the index",
                 pairs * variants, [=](std::int64_t index) {
                   Random random(0, operand_stream, static_cast<std::uint64_t>(index));
                   Digits digits(index);
                   const int variant = digits.take(variants);
                   const std::int64_t y = word(digits.take(radix), size);
                   const int high = digits.take(radix + 1);  // one more digit than words: a = b
                   const bool is_same = high == radix;
                   Snapshot state = operand_state(random, size, is_same ? y : word(high, size), y,
                                                  is_same, variant);
                   return case_of(blocks, size, state);
                 }));
}

CaseSpace all_pointers(Blocks blocks, const Size& size) {
  const bool is_two = blocks == Blocks::two_layers;
  const int targets = is_two ? 1 : size.memory + 1;
  const Integer pointers = Integer(size.memory) * size.memory * commands(size) * commands(size);
  return enumerated_part(
      blocks, size,
      exhaustive(std::string("all (a, b, c, pc), with words t and -t in column t") +
                     (is_two ? "" : ", each with a write to every column and to none pending") +
                     "; all else drawn from the index",
                 pointers * 2 * targets, [=](std::int64_t index) {
                   Random random(0, pointer_stream, static_cast<std::uint64_t>(index));
                   Digits digits(index);
                   Snapshot state = any_snapshot(random, size);
                   const int target = digits.take(targets);
                   const int sign = 1 - 2 * digits.take(2);
                   state.pc = first_command(size) + digits.take(commands(size));
                   command_at(state, state.pc) = command_of(digits, size);
                   for (int t = 1; t <= size.memory; ++t) {
                     word_at(state, t) = word(sign * t, size);
                   }
                   leave_pending(state, target, any_word(random, size));
                   return case_of(blocks, size, state);
                 }));
}

CaseSpace all_states(Blocks blocks, const Size& size) {
  return exhaustive(std::string("all tables x memories x pcs") +
                        (blocks == Blocks::two_layers ? "" : " x pending writes"),
                    states(blocks, size), [=](std::int64_t index) {
                      Snapshot state = any_state(blocks, size, index, Last::any);
                      return case_of(blocks, size, state);
                    });
}

CaseSpace halting_states(Blocks blocks, const Size& size) {
  const Integer instructions = Integer(size.memory) * size.memory * commands(size);
  return exhaustive(std::string("all tables whose last command is a (z, z, n-1) x memories x pcs") +
                        (blocks == Blocks::two_layers ? "" : " x pending writes"),
                    exact_div(states(blocks, size) * size.memory, instructions),
                    [=](std::int64_t index) {
                      Snapshot state = any_state(blocks, size, index, Last::halts);
                      return case_of(blocks, size, state);
                    });
}

CaseSpace all_commands(Blocks blocks, const Size& size) {
  const Integer instructions = Integer(size.memory) * size.memory * commands(size);
  if (blocks == Blocks::two_layers) {
    return enumerated_part(
        blocks, size,
        exhaustive("all tables whose last command is (1, 1, n-1) x memories x pcs",
                   exact_div(states(blocks, size), instructions), [=](std::int64_t index) {
                     Snapshot state = any_state(blocks, size, index, Last::halts_on_first);
                     return case_of(blocks, size, state);
                   }));
  }
  const Integer memories = pow(words(size), static_cast<unsigned>(size.memory));
  const Integer pending = (Integer(size.memory) + 1) * words(size);
  return enumerated_part(
      blocks, size,
      exhaustive("all commands x pcs x memories x pending writes x two tables of other commands",
                 instructions * commands(size) * memories * pending * 2, [=](std::int64_t index) {
                   Snapshot state = pending_state(size, index);
                   return case_of(blocks, size, state);
                 }));
}

CaseSpace random_runs(Blocks blocks, const Size& size, std::int64_t programs, std::int64_t loops,
                      std::uint64_t seed) {
  const machine::subleq::Shape shape{
      .columns = size.columns, .memory = size.memory, .word_bits = size.word_bits};
  return {.description = "the first " + std::to_string(loops) + " instructions of " +
                         std::to_string(programs) + " random programs",
          .coverage = check::Coverage::sampled,
          .size = programs * loops,
          .full_size = states(blocks, size),
          .why_sampled = "the states of all programs of this size are too many",
          .at = [=](std::int64_t index) {
            Random random(seed, program_stream, static_cast<std::uint64_t>(index / loops));
            const Program program = machine::subleq::random_program(random, shape);
            const std::int64_t first_pending = machine::subleq::random_word(random, size.word_bits);
            Snapshot state = after(blocks, program, size, index % loops, first_pending);
            return case_of(blocks, size, state);
          }};
}

}  // namespace attest::looped_subleq
