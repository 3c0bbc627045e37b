// SPDX-License-Identifier: Apache-2.0
/// \file
/// Three-address code run line by line, by hand.
#include "reference/machine/three_address.hpp"

#include <doctest/doctest.h>

#include "reference/number/contract.hpp"

namespace attest::machine::three_address {
namespace {

/// main(v) = twice(v) + v and twice(n): g = n; return n + n.
Code doubling(Opcode give) {
  return {.instructions = {{.op = Opcode::halt},
                           {.op = Opcode::argument, .target = 0, .first = 0},
                           {.op = Opcode::call, .target = 1, .label = 5},
                           {.op = Opcode::add, .target = 2, .first = 1, .second = 0},
                           {.op = give, .first = 2},
                           {.op = Opcode::set_attribute, .first = 0, .attribute = 0},
                           {.op = Opcode::add, .target = 1, .first = 0, .second = 0},
                           {.op = give, .first = 1}},
          .entry = 1,
          .parameters = 1,
          .attributes = 1};
}

}  // namespace

TEST_CASE("a call and its return take six lines between argument and sum") {
  const Code code = doubling(Opcode::give);
  Run run(code, {3}, 3);
  std::vector<Line> lines;
  while (!run.is_finished()) lines.push_back(run.step());
  const std::vector<Line> expected = {
      {.mark = Mark::write, .next = 2, .depth = 1, .written_depth = 2, .value = 3},
      {.mark = Mark::call, .next = 5, .depth = 2, .return_to = 3, .destination = 1},
      {.mark = Mark::attribute, .next = 6, .depth = 2, .value = 3},
      {.mark = Mark::write, .next = 7, .depth = 2, .variable = 1, .written_depth = 2, .value = 6},
      {.mark = Mark::write, .next = 3, .depth = 1, .variable = 1, .written_depth = 1, .value = 6},
      {.mark = Mark::write, .next = 4, .depth = 1, .variable = 2, .written_depth = 1, .value = 1},
      {.mark = Mark::write, .value = 1}};
  CHECK(lines == expected);
  CHECK(run.value() == 1);
  CHECK(run.attributes() == std::vector<std::int64_t>{3});
  CHECK(run.deepest() == 2);
  CHECK(run.returns() == 2);
}

TEST_CASE("a return that tells has a separator and a line for each attribute before its result") {
  const Code code = doubling(Opcode::give_and_tell);
  Run run(code, {3}, 3);
  for (int i = 0; i < 4; ++i) run.step();
  CHECK(run.live_lines() == 4);
  CHECK(run.step() == Line{.mark = Mark::separator, .next = 7, .depth = 2, .is_telling = true});
  CHECK(run.step() == Line{.mark = Mark::attribute,
                           .next = 7,
                           .depth = 2,
                           .value = 3,
                           .is_telling = true,
                           .told = 1});
  CHECK(run.live_lines() == 6);
  CHECK(run.step().mark == Mark::write);
  CHECK(run.live_lines() == 3);  // argument, attribute told, result
}

TEST_CASE("reading a variable that the frame has not written is a broken invariant") {
  const Code code{.instructions = {{.op = Opcode::halt}, {.op = Opcode::move, .target = 1}},
                  .entry = 1};
  Run run(code, {}, 3);
  CHECK_THROWS_AS(run.step(), attest::BrokenInvariant);
}

TEST_CASE("instructions are written with their address and their operands") {
  CHECK(text_of(doubling(Opcode::give).instructions[3], 3) == "3 ADD 2 1 0");
  CHECK(text_of({.op = Opcode::set_attribute, .first = 4, .attribute = 1}, 9) == "9 SETG 1 4");
  CHECK(name_of(Opcode::give_and_tell) == "RETP");
}

TEST_CASE("a run goes on in the middle of a frame and of a return") {
  const Code code = doubling(Opcode::give_and_tell);
  Run adding(code, 3, {.next = 6, .depth = 3, .variables = {{0, 3}}, .attributes = {0}});
  CHECK(adding.step() == Line{.mark = Mark::write,
                              .next = 7,
                              .depth = 3,
                              .variable = 1,
                              .written_depth = 3,
                              .value = 6});
  Run returning(code, 3,
                {.next = 7,
                 .depth = 2,
                 .variables = {{1, 6}},
                 .attributes = {5},
                 .return_to = 3,
                 .destination = 1,
                 .told = 1});
  CHECK(returning.step() == Line{.mark = Mark::write,
                                 .next = 3,
                                 .depth = 1,
                                 .variable = 1,
                                 .written_depth = 1,
                                 .value = 6});
}

TEST_CASE("lines are written with what they set and where the run goes on") {
  const Code code = doubling(Opcode::give_and_tell);
  Run run(code, {3}, 3);
  CHECK(text_of(run.step()) == "argument v0 = 3 to 2");
  CHECK(text_of(run.step()) == "call 5, back at 3");
  CHECK(text_of(run.step()) == "a0 = 3 to 6");
  CHECK(text_of(run.step()) == "v1 = 6 to 7");
  CHECK(text_of(run.step()) == "separator");
  CHECK(text_of({.mark = Mark::jump, .next = 4, .depth = 1}) == "jump to 4");
}

}  // namespace attest::machine::three_address
