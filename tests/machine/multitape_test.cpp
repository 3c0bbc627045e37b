// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machines with several tapes: by hand, and beside the interpreter of one tape.
#include "reference/machine/multitape.hpp"

#include <doctest/doctest.h>

#include "reference/machine/multitape_file.hpp"

namespace attest::machine::multitape {
namespace {

constexpr const char* copy =
    "# two tapes\n"
    "machine copy\n"
    "input 12 -\n"
    "A 10 11 RR A\n"
    "A 20 22 RR A\n"
    "A 00 00 LR Z   # the end\n"
    "expect Halt 3 4\n";

}  // namespace

TEST_CASE("a copy of two symbols step by step by hand") {
  const std::vector<Listed> machines = parse(copy, "x");
  REQUIRE(machines.size() == 1);
  const Listed& machine = machines[0];
  CHECK(machine.name == "copy");
  CHECK(machine.place == "x:2:9");
  CHECK(machine.expected == turing::Expectation{.steps = 3, .ones = 4});
  CHECK(machine.table.readings() == 9);
  CHECK(machine.table.symbols_of(machine.table.reading_of({2, 1})) == std::vector<int>{2, 1});
  Configuration now = start(machine.words);
  CHECK(now.read() == std::vector<int>{1, 0});
  CHECK(now.tapes[0].highest == 1);
  step(machine.table, now);
  CHECK(now.tapes[1].tape.symbols(0, 1) == std::vector<int>{1, 0});
  CHECK(now.read() == std::vector<int>{2, 0});
  step(machine.table, now);
  step(machine.table, now);
  CHECK(now.status == Status::halted);
  CHECK(now.steps == 3);
  CHECK(now.tapes[0].head == 1);
  CHECK(now.tapes[1].head == 3);
  CHECK(now.tapes[1].highest == 2);  // nothing was read at 3
  CHECK(now.nonblank() == 4);
}

TEST_CASE("a machine with one tape runs as the interpreter of one tape does") {
  turing::Tables tables{.states = 2, .symbols = 2, .has_halting = true, .has_missing = true};
  for (std::uint64_t i = 0; i < 200; ++i) {
    Random random(5, 0, i);
    const turing::Table table = tables.random(random);
    const turing::Configuration one = turing::run(table, turing::start(Tape::infinite()), 30);
    const Configuration many = run(table_of(table), start({{}}), 30);
    CHECK(many.status == one.status);
    CHECK(many.steps == one.steps);
    CHECK(many.state == one.state);
    CHECK(many.tapes[0].tape == one.tape);
    CHECK(many.tapes[0].head == one.head);
    CHECK(many.tapes[0].lowest == one.lowest);
    CHECK(many.tapes[0].highest == one.highest);
  }
}

TEST_CASE("a missing rule stops a machine without a step") {
  const Listed machine = parse("machine m\nA 01 11 LR A\n", "x")[0];
  CHECK(machine.words == std::vector<std::vector<int>>(2));
  const Configuration end = run(machine.table, start({{}, {1}}), 5);
  CHECK(end.status == Status::stuck);
  CHECK(end.steps == 1);
}

}  // namespace attest::machine::multitape
