// SPDX-License-Identifier: Apache-2.0
/// \file
/// Index -> machine state -> raw tokens.
#include <utility>

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/machine/subleq_random.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using check::CaseSpace;
using machine::subleq::Dialect;
using machine::subleq::Executed;
using machine::subleq::Memory;
using machine::subleq::Rules;

constexpr std::uint64_t leftover_stream = 1;
constexpr std::uint64_t machine_stream = 2;
constexpr std::uint64_t input_stream = 3;

/// Of integers, words and characters in the enumerated spaces.
constexpr std::int64_t least_integer = -1;
constexpr std::int64_t greatest_integer = 4;  // a target behind pc + 3, without a column

/// Mixed radix digits of an index, the last digit first.
class Digits {
 public:
  explicit Digits(std::int64_t index) : rest_(index) {}
  [[nodiscard]] std::int64_t take(std::int64_t radix) {
    const std::int64_t digit = rest_ % radix;
    rest_ /= radix;
    return digit;
  }

 private:
  std::int64_t rest_;
};

/// Number of words that a column may hold in the enumerated spaces, and the word of a digit.
std::int64_t letters(const Rules& rules) {
  return rules.word_bits == 0 ? greatest_integer - least_integer + 1
                              : std::int64_t{1} << rules.word_bits;
}
std::int64_t letter(const Rules& rules, std::int64_t digit) {
  return rules.word_bits == 0 ? least_integer + digit : rules.word(digit);
}

/// Number of pcs at which the machine runs and finds three words.
std::int64_t pcs(const Size& size) {
  return size.rules.word_bits == 0 ? size.words - 2 : size.words / 2;
}

Integer states(const Size& size) {
  return pow(Integer(letters(size.rules)), static_cast<unsigned>(size.words + 1)) * pcs(size);
}

/// What the last instruction left: flags of `kinds`, of which V2 cannot tell two apart.
int leftover_flags(Blocks blocks) { return blocks == Blocks::two_layers ? 3 : 4; }
void leave(Snapshot& state, std::int64_t flags) {
  state.is_input = flags % 2 == 1;
  state.is_output = flags >= 2;
}

Snapshot any_state(Digits& digits, const Size& size) {
  Snapshot result;
  const std::int64_t radix = letters(size.rules);
  result.memory.pc = digits.take(pcs(size));
  for (int t = 0; t < size.words; ++t) {
    result.memory.words.push_back(letter(size.rules, digits.take(radix)));
  }
  result.character = letter(size.rules, digits.take(radix));
  return result;
}

/// Whether the instruction at pc finds its operands. With words of N bits every address is there.
bool finds_operands(const Size& size, const Snapshot& state) {
  if (size.rules.word_bits != 0) return true;
  const auto at = static_cast<std::size_t>(state.memory.pc);
  const std::vector<std::int64_t>& words = state.memory.words;
  return words[at] < size.words && words[at + 1] < size.words;
}

CaseSpace exhaustive(std::string description, const Integer& size,
                     Function<std::optional<check::Case>(std::int64_t)> at) {
  if (size > power_of_two(40)) {
    throw InputError("case-space-size", "words and word_bits", size.to_string() + " cases",
                     "at most 2^40");
  }
  return {.description = std::move(description),
          .coverage = check::Coverage::exhaustive,
          .size = size.to_int64(),
          .full_size = size,
          .at = std::move(at)};
}

/// A word of a random machine: mostly one that a program goes on with, at times a corner.
std::int64_t random_word(Random& random, const Size& size) {
  const Rules& rules = size.rules;
  const std::int64_t running = rules.word_bits == 0 ? size.words : size.words / 2;
  const std::int64_t kind = random.below(12);
  if (kind == 0) return -1;
  if (kind == 1 && rules.word_bits != 0) {
    return machine::subleq::random_word(random, rules.word_bits);
  }
  if (kind == 1) return random.between(-size.words, size.words);
  return random.below(running);
}

Memory random_machine(Random& random, const Size& size) {
  Memory result;
  for (int t = 0; t < size.words; ++t) result.words.push_back(random_word(random, size));
  // A third of the instructions meets itself, its own operands or the next ones.
  for (int t = 0; t + 2 < size.words; t += 3) {
    const std::int64_t kind = random.below(9);
    const auto at = static_cast<std::size_t>(t);
    if (kind == 0) result.words[at + 1] = result.words[at];
    if (kind == 1) result.words[at + 2] = result.words[at + 1];
    if (kind == 2) result.words[at + 1] = size.rules.word(t + random.below(6));
  }
  return result;
}

/// The state before instruction `loops` of a machine; nothing where it has halted by then, or needs
/// a word that is not there.
std::optional<Snapshot> after(const Size& size, Snapshot state, std::int64_t loops,
                              std::uint64_t seed, std::uint64_t number) {
  try {
    for (std::int64_t i = 0;; ++i) {
      Random random(seed, input_stream, number * 1000 + static_cast<std::uint64_t>(i));
      state.character = random.between(-1, size.rules.word_bits == 0 ? 9 : letters(size.rules) / 2);
      state.character = size.rules.word(state.character);
      if (state.memory.is_halted()) return std::nullopt;
      Memory next = state.memory;
      const Executed done = machine::subleq::step(size.rules, next, state.character);
      if (i == loops) return state;
      state.memory = std::move(next);
      state.read = done.read;
      state.is_input = done.is_input;
      state.is_output = done.is_output;
    }
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace

Size size_of(Blocks blocks, const check::Params& params) {
  if (blocks == Blocks::integers) {
    const auto words = static_cast<int>(params.at("words"));
    return {.words = words, .rules = {.dialect = Dialect::davidar_sq, .word_bits = 0}};
  }
  const auto bits = static_cast<int>(params.at("word_bits"));
  return {.words = bits < 20 ? 1 << bits : 1 << 20,
          .rules = {.dialect = params.at("dialect") == 0 ? Dialect::howerj : Dialect::davidar_sq,
                    .word_bits = bits}};
}

CaseSpace all_states(Blocks blocks, const Size& size) {
  return exhaustive("all memories x pcs x characters, before the first instruction", states(size),
                    [=](std::int64_t index) -> std::optional<check::Case> {
                      Digits digits(index);
                      const Snapshot state = any_state(digits, size);
                      if (!finds_operands(size, state)) return std::nullopt;
                      return tokens_of(blocks, size, state);
                    });
}

CaseSpace all_leftovers(Blocks blocks, const Size& size) {
  const int flags = leftover_flags(blocks);
  return exhaustive("all memories x pcs x characters x subtrahends and flags left behind",
                    states(size) * letters(size.rules) * flags,
                    [=](std::int64_t index) -> std::optional<check::Case> {
                      Digits digits(index);
                      Snapshot state = any_state(digits, size);
                      state.read = letter(size.rules, digits.take(letters(size.rules)));
                      leave(state, digits.take(flags));
                      if (!finds_operands(size, state)) return std::nullopt;
                      return tokens_of(blocks, size, state);
                    });
}

CaseSpace random_runs(Blocks blocks, const Size& size, std::int64_t machines, std::int64_t loops,
                      std::uint64_t seed) {
  return {.description = "the first " + std::to_string(loops) + " instructions of " +
                         std::to_string(machines) + " random machines",
          .coverage = check::Coverage::sampled,
          .size = machines * loops,
          .full_size = states(size) * letters(size.rules) * leftover_flags(blocks),
          .why_sampled = "the states of all machines of this size are too many",
          .at = [=](std::int64_t index) -> std::optional<check::Case> {
            const auto number = static_cast<std::uint64_t>(index / loops);
            Random random(seed, machine_stream, number);
            Snapshot state{.memory = random_machine(random, size)};
            // The first state is one in which an instruction has left something.
            Random left(seed, leftover_stream, number);
            state.read = size.rules.word(left.between(-3, 3));
            leave(state, left.below(leftover_flags(blocks)));
            const std::optional<Snapshot> found =
                after(size, std::move(state), index % loops, seed, number);
            if (!found) return std::nullopt;
            return tokens_of(blocks, size, *found);
          }};
}

}  // namespace attest::looped_subleq_von_neumann
