// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ground truth of arithmetic on N-bit words: one token, its fields are the operands.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// 1 iff the word is <= 0.
[[nodiscard]] Task is_not_positive();

/// -x as a two's complement word: -(-2^(N-1)) is itself. \pre bits >= 1
[[nodiscard]] Task opposite(int bits);

/// x + y as a two's complement word. \pre bits >= 1
[[nodiscard]] Task word_sum(int bits);

/// x + 1 mod 2^bits, of an unsigned number. \pre bits >= 1
[[nodiscard]] Task successor(int bits);

}  // namespace attest::task
