// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random SUBLEQ programs that meet the corners of the machine often.
#pragma once

#include "reference/machine/subleq.hpp"
#include "reference/number/random.hpp"

namespace attest::machine::subleq {

/// Sizes of a program with one scratch column.
struct Shape {
  int columns = 0;    ///< n
  int memory = 0;     ///< m: words; the other n - 1 - m columns are commands
  int word_bits = 0;  ///< N
};

/// A uniform word, or, half of the time, one of -2^(N-1), -1, 0, 1, 2^(N-1)-1.
[[nodiscard]] std::int64_t random_word(Random& random, int word_bits);

/// A program whose commands have a = b, c = their own column, or c = the last column in one of
/// eight draws each. The last command jumps to itself in one of four programs.
/// \pre shape.memory >= 1, shape.columns >= shape.memory + 2
[[nodiscard]] Program random_program(Random& random, const Shape& shape);

}  // namespace attest::machine::subleq
