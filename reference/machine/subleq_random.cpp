// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random SUBLEQ programs.
#include "reference/machine/subleq_random.hpp"

#include <array>

#include "reference/number/contract.hpp"

namespace attest::machine::subleq {

std::int64_t random_word(Random& random, int word_bits) {
  const std::int64_t least = wrap(std::uint64_t{1} << (word_bits - 1), word_bits);
  const std::int64_t greatest = -(least + 1);
  if (random.below(2) == 0) return random.between(least, greatest);
  const std::array<std::int64_t, 5> corners{least, -1, 0, 1, greatest};
  return corners[static_cast<std::size_t>(random.below(5))];
}

Program random_program(Random& random, const Shape& shape) {
  const int first_command = shape.memory + 1;
  const int last = shape.columns - 1;
  ATTEST_REQUIRE(shape.memory >= 1 && first_command <= last, "no room for words and commands");
  Program program;
  for (int i = 0; i < shape.memory; ++i) {
    program.memory.push_back(random_word(random, shape.word_bits));
  }
  for (int column = first_command; column <= last; ++column) {
    Command command{.a = static_cast<int>(random.between(1, shape.memory)),
                    .b = static_cast<int>(random.between(1, shape.memory)),
                    .c = static_cast<int>(random.between(first_command, last))};
    if (random.below(8) == 0) command.b = command.a;
    const std::int64_t corner = random.below(8);
    if (corner == 0) command.c = column;
    if (corner == 1) command.c = last;
    program.commands.push_back(command);
  }
  if (random.below(4) == 0) program.commands.back() = {.a = 1, .b = 1, .c = last};
  return program;
}

}  // namespace attest::machine::subleq
