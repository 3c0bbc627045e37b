// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct interpreter of SUBLEQ machines whose addresses wrap.
#include "reference/machine/subleq_wrapped.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::subleq {

std::int64_t wrapped_address(std::int64_t word, int word_bits, std::int64_t words) {
  const std::int64_t modulus = std::int64_t{1} << word_bits;
  const std::int64_t rest = word % modulus;
  return (rest < 0 ? rest + modulus : rest) % words;
}

Executed step_wrapped(Memory& memory, int word_bits) {
  const auto size = std::ssize(memory.words);
  ATTEST_REQUIRE(0 <= memory.pc && memory.pc < size, "pc " + std::to_string(memory.pc));
  const auto fetched = [&](std::int64_t offset) {
    return memory.words[static_cast<std::size_t>((memory.pc + offset) % size)];
  };
  const auto place = [&](std::int64_t word) { return wrapped_address(word, word_bits, size); };
  Executed result{.a = fetched(0), .b = fetched(1), .c = fetched(2)};
  result.read = memory.words[static_cast<std::size_t>(place(result.a))];
  result.target = place(result.b);
  std::int64_t& word = memory.words[static_cast<std::size_t>(*result.target)];
  word = Rules{.word_bits = word_bits}.word(word - result.read);
  memory.pc = word <= 0 ? place(result.c) : (memory.pc + 3) % size;
  return result;
}

WrappedRun run_wrapped(Memory memory, int word_bits, std::int64_t most_steps) {
  WrappedRun result{.memory = std::move(memory)};
  while (result.steps < most_steps) {
    const std::int64_t pc = result.memory.pc;
    const Executed done = step_wrapped(result.memory, word_bits);
    // m[b] keeps its value iff 0 is subtracted from it.
    if (result.memory.pc == pc && done.read == 0) {
      result.is_at_rest = true;
      break;
    }
    ++result.steps;
  }
  return result;
}

}  // namespace attest::machine::subleq
