// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct interpreter of Turing machines against values worked out by hand or published.
#include "reference/machine/turing.hpp"

#include <doctest/doctest.h>

#include <set>
#include <tuple>

#include "reference/machine/turing_file.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::turing {
namespace {

Configuration run_of(const std::string& text, std::int64_t most_steps) {
  return run(table_of(text, "x", 1), start(Tape::infinite()), most_steps);
}

}  // namespace

TEST_CASE("the two-state champion takes 6 steps by hand and leaves 4 ones") {
  const Table table = table_of("1RB1LB_1LA1RZ", "x", 1);
  Configuration now = start(Tape::infinite());
  // cell of the head, state and the cells -2, .., 1 after each step
  const std::vector<std::tuple<std::int64_t, int, std::vector<int>>> by_hand = {
      {1, 1, {0, 0, 1, 0}},  {0, 0, {0, 0, 1, 1}},  {-1, 1, {0, 0, 1, 1}},
      {-2, 0, {0, 1, 1, 1}}, {-1, 1, {1, 1, 1, 1}}, {0, halt_state, {1, 1, 1, 1}}};
  for (const auto& [head, state, cells] : by_hand) {
    CHECK(now.status == Status::running);
    step(table, now);
    CHECK(now.head == head);
    CHECK(now.state == state);
    CHECK(now.tape.symbols(-2, 1) == cells);
  }
  CHECK(now.status == Status::halted);
  CHECK(now.steps == 6);
  CHECK(now.tape.nonblank() == 4);
  CHECK(now.span() == 4);
  const Configuration before = now;
  step(table, now);
  CHECK(now.steps == before.steps);
}

TEST_CASE("published champions halt after the published steps") {
  const std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> champions = {
      {"1RB1RZ_1LB0RC_1LC1LA", 21, 5},
      {"1RB1LB_1LA0LC_1RZ1LD_1RD0RA", 107, 13},
      {"1RB1RZ_0RC1RB_1LC1LA", 14, 6},
      {"1RB2LB1RZ_2LA2RB1LB", 38, 9}};
  for (const auto& champion : champions) {
    const std::string& text = std::get<0>(champion);
    CAPTURE(text);
    const Configuration end = run_of(text, 1000);
    CHECK(end.status == Status::halted);
    CHECK(end.steps == std::get<1>(champion));
    CHECK(end.tape.nonblank() == std::get<2>(champion));
  }
}

TEST_CASE("a missing entry stops a machine without a step") {
  const Configuration end = run_of("1RB---_1LA---", 100);
  CHECK(end.status == Status::stuck);
  CHECK(end.steps == 2);
  CHECK(end.state == 0);
  CHECK(end.tape.symbols(0, 1) == std::vector<int>{1, 1});
}

TEST_CASE("a halting entry writes and is a step") {
  const Configuration end = run_of("1LZ---", 100);
  CHECK(end.status == Status::halted);
  CHECK(end.steps == 1);
  CHECK(end.tape.nonblank() == 1);
  CHECK(end.span() == 1);
}

TEST_CASE("a ring of three cells repeats and an infinite tape does not") {
  const Table table = table_of("1RA1RZ", "x", 1);
  const Configuration ring = run(table, start(Tape::ring({0, 0, 0})), 100);
  CHECK(ring.status == Status::halted);
  CHECK(ring.steps == 4);
  CHECK(ring.tape == Tape::ring({1, 1, 1}));
  const Configuration line = run(table, start(Tape::infinite()), 100);
  CHECK(line.status == Status::running);
  CHECK(line.span() == 101);
  CHECK(line.tape.nonblank() == 100);
  CHECK(Tape::ring({1, 0, 0}).read(-3) == 1);
  CHECK(Tape::ring({1, 0, 0}).read(7) == 0);
}

TEST_CASE("tapes are equal when every cell is whatever was written before") {
  Tape a = Tape::infinite({1, 2});
  Tape b = Tape::infinite();
  b.write(1, 2);
  CHECK_FALSE(a == b);
  b.write(0, 1);
  CHECK(a == b);
  b.write(-5, 1);
  CHECK_FALSE(a == b);
  b.write(-5, 0);
  CHECK(a == b);
  for (std::int64_t cell = 0; cell > -100; --cell) a.write(cell, static_cast<int>(-cell % 3));
  CHECK(a.symbols(-99, -97) == std::vector<int>{0, 2, 1});
  CHECK_FALSE(a == Tape::ring({1, 2}));
}

TEST_CASE("tables of a size are counted and are all different") {
  CHECK(Tables{}.size() == 4096);
  const Tables halting{.has_halting = true};
  CHECK(halting.size() == 20736);
  CHECK(Tables{.states = 1, .symbols = 1, .has_missing = true}.size() == 3);
  CHECK(Tables{.states = 3, .symbols = 3, .has_halting = true, .has_missing = true}.choices() ==
        25);
  CHECK_THROWS_AS(static_cast<void>(Tables{.states = 4, .symbols = 4}.size()), InputError);
  std::set<std::string> texts;
  for (std::int64_t i = 0; i < halting.size(); ++i) {
    const Table table = halting.at(i);
    const std::string text = text_of(table);
    CHECK(table_of(text, "x", 1) == table);
    texts.insert(text);
  }
  CHECK(std::ssize(texts) == halting.size());
  CHECK(text_of(Tables{}.at(0)) == "0LA0LA_0LA0LA");
  CHECK(text_of(Tables{}.at(1)) == "0LA0LA_0LA1LA");
  CHECK(text_of(halting.at(20735)) == "1RZ1RZ_1RZ1RZ");
}

TEST_CASE("random tables depend on seed and index alone and hold every choice") {
  const Tables partial{.states = 3, .symbols = 3, .has_halting = true, .has_missing = true};
  std::set<std::string> entries;
  for (std::uint64_t i = 0; i < 100; ++i) {
    Random random(7, 0, i);
    Random again(7, 0, i);
    const Table table = partial.random(random);
    CHECK(table == partial.random(again));
    const std::string text = text_of(table);
    for (std::size_t at = 0; at < text.size(); at += 3) {
      if (text[at] == '_') ++at;
      entries.insert(text.substr(at, 3));
    }
  }
  CHECK(std::ssize(entries) == partial.choices());
}

}  // namespace attest::machine::turing
