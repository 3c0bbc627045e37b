// SPDX-License-Identifier: Apache-2.0
/// \file
/// SUBLEQ machines whose addresses wrap around one memory for code and data: a direct interpreter.
///
/// Words have N bits, and the memory has any number M of words. One instruction (a, b, c) = m[pc],
/// m[pc+1], m[pc+2], all addresses as unsigned words mod M: m[b] := m[b] - m[a] mod 2^N, then pc :=
/// c if the new word is <= 0 as a signed one, else pc + 3. There is no console, and every state has
/// a next one; a machine that comes back to the same state has come to rest.
#pragma once

#include <cstdint>

#include "reference/machine/subleq_memory.hpp"

namespace attest::machine::subleq {

/// The address that a word of N bits names in a memory of `words` words: the word, read as an
/// unsigned number, mod `words`. \pre 1 <= word_bits <= 62, words >= 1
[[nodiscard]] std::int64_t wrapped_address(std::int64_t word, int word_bits, std::int64_t words);

/// Executes the instruction at pc. \pre memory.words is not empty, 0 <= pc < M
Executed step_wrapped(Memory& memory, int word_bits);

/// Where such a run ended.
struct WrappedRun {
  Memory memory = {};
  std::int64_t steps = 0;   ///< instructions that changed the state
  bool is_at_rest = false;  ///< the next one changes nothing
};

/// Executes until the machine is at rest, at most `most_steps` instructions.
[[nodiscard]] WrappedRun run_wrapped(Memory memory, int word_bits, std::int64_t most_steps);

}  // namespace attest::machine::subleq
