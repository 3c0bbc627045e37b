// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the known machines leave on a blank tape.
#include "reference/machine/champions.hpp"

#include <doctest/doctest.h>

#include <tuple>

namespace attest::machine::turing {

TEST_CASE("the champions of two to four states leave 4 and 6 and 13 ones") {
  for (const auto& [states, steps, ones] :
       {std::tuple{2, 6, 4}, std::tuple{3, 14, 6}, std::tuple{4, 107, 13}}) {
    const Configuration end = run(champion(states), start(Tape::infinite()), 200);
    CHECK(end.status == Status::halted);
    CHECK(end.steps == steps);
    CHECK(end.tape.nonblank() == ones);
  }
}

TEST_CASE("the champion of two states without an entry is stuck after two steps") {
  const Table table = champion_with_missing_entry();
  CHECK(table.at(0, 0) == champion(2).at(0, 0));
  CHECK_FALSE(table.at(0, 1).has_value());
  const Configuration end = run(table, start(Tape::infinite()), 20);
  CHECK(end.status == Status::stuck);
  CHECK(end.steps == 2);
}

}  // namespace attest::machine::turing
