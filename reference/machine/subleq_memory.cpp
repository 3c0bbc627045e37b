// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct interpreter of SUBLEQ machines with one memory.
#include "reference/machine/subleq_memory.hpp"

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

std::size_t place_of(const Rules& rules, const Memory& memory, std::int64_t word) {
  const std::int64_t address = rules.address(word);
  if (address < 0 || address >= std::ssize(memory.words)) {
    throw InputError("subleq-address", "pc " + std::to_string(memory.pc),
                     "address " + std::to_string(address),
                     "an address of the memory, 0 to " + std::to_string(memory.words.size() - 1));
  }
  return static_cast<std::size_t>(address);
}

}  // namespace

std::int64_t Rules::word(std::int64_t value) const {
  return word_bits == 0 ? value : wrap(static_cast<std::uint64_t>(value), word_bits);
}

std::int64_t Rules::address(std::int64_t word) const {
  if (word_bits == 0 || word >= 0) return word;
  return word_bits == 64 ? -1 : word + (std::int64_t{1} << word_bits);
}

bool Rules::is_input(std::int64_t a) const { return dialect == Dialect::howerj ? a == -1 : a < 0; }

bool Rules::is_output(std::int64_t b) const { return is_input(b); }

Dialect console_dialect(std::string_view name, std::string_view place) {
  if (name == "howerj") return Dialect::howerj;
  if (name == "davidar") return Dialect::davidar_sq;
  throw InputError("subleq-dialect", std::string(place),
                   name.empty() ? "no dialect" : std::string(name),
                   "howerj or davidar: an image does not say which it is");
}

Executed step(const Rules& rules, Memory& memory, std::int64_t character) {
  ATTEST_REQUIRE(!memory.is_halted(), "the machine has halted");
  const auto fetched = [&](std::int64_t offset) {
    return memory.words[place_of(rules, memory, rules.word(memory.pc + offset))];
  };
  Executed result{.a = fetched(0), .b = fetched(1), .c = fetched(2)};
  result.is_input = rules.is_input(result.a);
  result.is_output = rules.is_output(result.b);
  result.read =
      result.is_input ? rules.word(-character) : memory.words[place_of(rules, memory, result.a)];
  const std::int64_t next = rules.word(memory.pc + 3);
  if (result.is_output) {
    memory.pc = next;
    return result;
  }
  std::int64_t& word = memory.words[place_of(rules, memory, result.b)];
  const bool replaces = result.is_input && rules.dialect == Dialect::howerj;
  result.target = rules.address(result.b);
  word = rules.word((replaces ? 0 : word) - result.read);
  memory.pc = !result.is_input && word <= 0 ? result.c : next;
  return result;
}

std::int64_t character_at(std::string_view input, std::size_t at) {
  return at < input.size() ? static_cast<unsigned char>(input[at]) : -1;
}

ConsoleRun run(const Rules& rules, Memory memory, std::string_view input, std::int64_t most_steps) {
  ConsoleRun result{.memory = std::move(memory)};
  while (!result.memory.is_halted() && result.steps < most_steps) {
    const Executed done = step(rules, result.memory, character_at(input, result.consumed));
    ++result.steps;
    if (done.is_input && result.consumed < input.size()) ++result.consumed;
    if (done.has_output())
      result.output += static_cast<char>(static_cast<unsigned char>(done.read));
  }
  result.is_halted = result.memory.is_halted();
  return result;
}

}  // namespace attest::machine::subleq
