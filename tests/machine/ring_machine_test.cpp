// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines on stacks in rings beside the plain interpreter.
#include "reference/machine/ring_machine.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "reference/machine/turing_file.hpp"

namespace attest::machine::ring_machine {
namespace {

multitape::Table table_of(const char* text) {
  return multitape::table_of(turing::table_of(text, "x"));
}

}  // namespace

TEST_CASE("the champion of four states stops after 107 steps and 593 ticks") {
  Machine machine(table_of("1RB1LB_1LA0LC_1RZ1LD_1RD0RA"), 2, 3, {{}});
  while (!machine.is_stopped() || !machine.is_idle()) machine.tick();
  CHECK(machine.steps() == 107);
  CHECK(machine.ticks() == 593);
  const auto ones = [&machine](std::size_t stack) {
    const std::vector<int> symbols = ring_stack::content_of(machine.stacks()[stack]).value();
    return std::ranges::count(symbols, 1) + (machine.stacks()[stack].held == 1 ? 1 : 0);
  };
  CHECK(ones(0) + ones(1) == 13);
}

TEST_CASE("random two-tape machines hold the tapes of the interpreter between steps") {
  for (std::uint64_t i = 0; i < 40; ++i) {
    Random random(3, 0, i);
    const multitape::Table table = multitape::random_table(2, 2, 2, true, random);
    Machine machine(table, 2, 4, {{1, 0, 1}, {1}});
    multitape::Configuration now = multitape::start({{1, 0, 1}, {1}});
    while (now.steps < 25 && now.status == multitape::Status::running) {
      multitape::step(table, now);
      do machine.tick();
      while (!machine.is_idle());
      REQUIRE(machine.steps() == now.steps);
      for (std::size_t tape = 0; tape < 2; ++tape) {
        const multitape::Reader& reader = now.tapes[tape];
        const std::vector<int> left = ring_stack::content_of(machine.stacks()[2 * tape]).value();
        for (std::size_t c = 0; c < left.size(); ++c) {
          CHECK(left[c] == reader.tape.read(reader.head - 1 - static_cast<std::int64_t>(c)));
        }
      }
    }
    CHECK(machine.is_stopped() == (now.status != multitape::Status::running));
  }
}

TEST_CASE("a missing entry stops a machine without a step") {
  Machine machine(table_of("1RB---_1LA---"), 2, 2, {{}});
  while (!machine.is_stopped()) machine.tick();
  CHECK(machine.steps() == 2);
  CHECK(machine.is_idle());
}

}  // namespace attest::machine::ring_machine
