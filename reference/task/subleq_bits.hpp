// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ground truth of a network that executes SUBLEQ on bits: the next state of a machine whose
/// addresses wrap around its memory, as plain loops.
///
/// One token holds the state: bit j of word i in field i N + j, then the bits of pc, the least
/// significant bit first. M is a power of two.
#pragma once

#include <string>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// How many words of how many bits a state has.
struct SubleqBits {
  int words = 0;      ///< M, a power of two
  int word_bits = 0;  ///< N

  /// Bits of an address: log2 M.
  [[nodiscard]] int address_bits() const;
  /// Names of the fields of a state: m<word>_<bit>, then pc_<bit>.
  [[nodiscard]] std::vector<std::string> fields() const;
};

/// One instruction: (a, b, c) at pc, m[b] := m[b] - m[a] mod 2^N, pc := c if that is <= 0 as a
/// signed word, else pc + 3; addresses are unsigned words mod M. The answer is the next state.
[[nodiscard]] Task subleq_bits(const SubleqBits& size);

}  // namespace attest::task
