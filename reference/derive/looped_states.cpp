// SPDX-License-Identifier: Apache-2.0
/// \file
/// Index -> machine state -> raw tokens.
#include "reference/derive/looped_states.hpp"

#include <optional>
#include <string>
#include <utility>

#include "reference/derive/looped_snapshots.hpp"
#include "reference/machine/subleq_random.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"
#include "reference/task/subleq.hpp"

namespace attest::derive::looped {
namespace {

using check::CaseSpace;
using gadget::looped::has_pending_write;
using gadget::looped::Snapshot;
using gadget::looped::tokens_of;
using machine::subleq::Command;
using machine::subleq::Program;
using machine::subleq::State;

// What does not matter to a statement is drawn, from the index alone: streams of seed 0.
constexpr std::uint64_t operand_stream = 1;
constexpr std::uint64_t pointer_stream = 2;
constexpr std::uint64_t program_stream = 3;

/// Most cases of one space; more would run for months.
const Integer most_cases = power_of_two(40);

/// The tokens, unless a block that does not know the last column is asked for what follows it.
std::optional<check::Case> case_of(Blocks blocks, const Size& size, Snapshot& snapshot) {
  if (!has_pending_write(blocks) && snapshot.pc == last_column(size)) {
    const Command& command = command_at(snapshot, snapshot.pc);
    const std::int64_t difference =
        word(word_at(snapshot, command.b) - word_at(snapshot, command.a), size);
    if (difference > 0) return std::nullopt;
  }
  return tokens_of(blocks, snapshot);
}

/// Number of states of the machine: tables x memories x pcs, and pending writes of the one-layer
/// block or last commands of the ten-layer block.
Integer states(Blocks blocks, const Size& size) {
  const Integer instructions = Integer(size.memory) * size.memory * commands(size);
  const Integer tables = pow(instructions, static_cast<unsigned>(commands(size)));
  const Integer memories = pow(words(size), static_cast<unsigned>(size.memory));
  Integer pending = 1;
  if (has_pending_write(blocks)) pending = (Integer(size.memory) + 1) * words(size);
  if (blocks == Blocks::ten_layers) pending = commands(size) + 1;
  return tables * memories * commands(size) * pending;
}

/// What else a state of the block has.
std::string and_rest(Blocks blocks) {
  if (has_pending_write(blocks)) return " x pending writes";
  return blocks == Blocks::ten_layers ? " x last commands" : "";
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

check::Params point(std::int64_t columns, std::int64_t memory, std::int64_t word_bits) {
  return {{"columns", columns}, {"memory", memory}, {"word_bits", word_bits}};
}

std::vector<ColumnGroup> column_groups(const Size& size) {
  return {{.title = "scratch, pc", .first = 0, .last = 0},
          {.title = "memory", .first = 1, .last = size.memory},
          {.title = "commands", .first = size.memory + 1, .last = size.columns - 1}};
}

task::Task truth(Blocks blocks, const Size& size) {
  if (has_pending_write(blocks)) return task::subleq_pending(size.memory, size.word_bits);
  return blocks == Blocks::ten_layers ? task::subleq_executed(size.memory, size.word_bits)
                                      : task::subleq_prefetched(size.memory, size.word_bits);
}

CaseSpace operand_pairs(Blocks blocks, const Size& size) {
  if (size.memory < 2 || commands(size) < 2) {
    throw InputError(
        "subleq-shape", "columns and memory",
        std::to_string(size.memory) + " words and " + std::to_string(commands(size)) + " commands",
        "two words and two commands, for a != b and a branch");
  }
  const bool is_two = !has_pending_write(blocks);
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
  const bool is_two = !has_pending_write(blocks);
  const int targets = is_two ? 1 : size.memory + 1;
  const Integer pointers = Integer(size.memory) * size.memory * commands(size) * commands(size);
  return enumerated_part(
      blocks, size,
      exhaustive(std::string("all (a, b, c, pc), with words t and -t in column t") +
                     (is_two ? "" : ", each with a write to every column and to none pending") +
                     "; all else drawn from the index",
                 pointers * 2 * targets, [=](std::int64_t index) {
                   Random random(0, pointer_stream, static_cast<std::uint64_t>(index));
                   Snapshot state = pointer_state(random, size, targets, index);
                   return case_of(blocks, size, state);
                 }));
}

CaseSpace all_states(Blocks blocks, const Size& size) {
  return exhaustive("all tables x memories x pcs" + and_rest(blocks), states(blocks, size),
                    [=](std::int64_t index) {
                      Snapshot state = any_state(blocks, size, index, Last::any);
                      return case_of(blocks, size, state);
                    });
}

CaseSpace halting_states(Blocks blocks, const Size& size) {
  const Integer instructions = Integer(size.memory) * size.memory * commands(size);
  return exhaustive(
      "all tables whose last command is a (z, z, n-1) x memories x pcs" + and_rest(blocks),
      exact_div(states(blocks, size) * size.memory, instructions), [=](std::int64_t index) {
        Snapshot state = any_state(blocks, size, index, Last::halts);
        return case_of(blocks, size, state);
      });
}

CaseSpace all_commands(Blocks blocks, const Size& size) {
  ATTEST_REQUIRE(blocks == Blocks::two_layers || blocks == Blocks::one_layer,
                 "all_commands is of the blocks of looped_subleq");
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

}  // namespace attest::derive::looped
