// SPDX-License-Identifier: Apache-2.0
/// \file
/// SUBLEQ machines whose addresses wrap: steps by hand, and when they rest.
#include "reference/machine/subleq_wrapped.hpp"

#include <doctest/doctest.h>

namespace attest::machine::subleq {

TEST_CASE("an address is an unsigned word mod the number of words") {
  CHECK(wrapped_address(-1, 3, 8) == 7);
  CHECK(wrapped_address(-1, 3, 4) == 3);
  CHECK(wrapped_address(-1, 2, 8) == 3);
  CHECK(wrapped_address(5, 4, 4) == 1);
}

TEST_CASE("an instruction wraps around the memory and may change itself") {
  // At 3: a = m[3] = -1 -> 3, b = m[0] = 0, c = m[1] = 1; m[0] := 0 + 1 > 0, so 3 + 3 mod 4.
  Memory memory{.words = {0, 1, 2, -1}, .pc = 3};
  const Executed done = step_wrapped(memory, 3);
  CHECK(done.read == -1);
  CHECK(done.target == 0);
  CHECK(memory == Memory{.words = {1, 1, 2, -1}, .pc = 2});
}

TEST_CASE("the least word less one is the greatest and does not branch") {
  Memory memory{.words = {3, 4, 0, 1, -4, 0, 0, 0}};
  step_wrapped(memory, 3);
  CHECK(memory.words[4] == 3);
  CHECK(memory.pc == 3);
}

TEST_CASE("a machine rests where an instruction changes nothing and jumps to itself") {
  // Counts m[10] down by m[9].
  const Memory count{.words = {9, 10, 6, 11, 11, 0, 11, 11, 6, 1, 5, 0}};
  const WrappedRun run = run_wrapped(count, 8, 100);
  CHECK(run.is_at_rest);
  CHECK(run.steps == 9);
  CHECK(run.memory.pc == 6);
  CHECK(run.memory.words[10] == 0);
  CHECK_FALSE(run_wrapped(count, 8, 9).is_at_rest);
}

}  // namespace attest::machine::subleq
