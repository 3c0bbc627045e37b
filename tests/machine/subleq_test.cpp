// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct SUBLEQ interpreter against values worked out independently of it.
#include "reference/machine/subleq.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <limits>

#include "reference/machine/subleq_file.hpp"

namespace attest::machine::subleq {
namespace {

using Words = std::vector<std::int64_t>;

Program published(const std::string& name) {
  const std::string path =
      ATTEST_SOURCE_DIR "/claims/looped_subleq/inputs/looped_transformer_programs.json";
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const Program& program : parse(text, path)) {
    if (program.name == name) return program;
  }
  FAIL("no program " << name);
  return {};
}

struct Golden {
  std::string name;
  int word_bits;
  std::int64_t steps;
  Words memory;
};

void check_golden(const Golden& golden) {
  CAPTURE(golden.name);
  CAPTURE(golden.word_bits);
  const Run run = attest::machine::subleq::run(published(golden.name), golden.word_bits, 1000);
  CHECK(run.is_halted);
  CHECK(run.steps == golden.steps);
  CHECK(run.state.memory == golden.memory);
}

}  // namespace
TEST_CASE("words wrap at -2^(N-1) and 2^(N-1) for every N from 2 to 64") {
  for (int n = least_word_bits; n <= most_word_bits; ++n) {
    const std::uint64_t half = std::uint64_t{1} << (n - 1);
    const std::int64_t least = std::numeric_limits<std::int64_t>::min() >> (64 - n);
    CHECK(wrap(half, n) == least);
    CHECK(wrap(half - 1, n) == -(least + 1));
    CHECK(wrap(~std::uint64_t{0}, n) == -1);
    CHECK(fits(least, n));
    CHECK(fits(-(least + 1), n));
    if (n < 64) CHECK_FALSE(fits(least - 1, n));
    if (n < 64) CHECK_FALSE(fits(-least, n));
  }
}

TEST_CASE("the published programs have the scratch columns and columns of their table") {
  struct Row {
    std::string name;
    int scratch, columns;
  };
  for (const Row& row :
       {Row{"ftrl", 2, 23}, {"linear_search", 2, 94}, {"reverse_list", 2, 38}, {"subleq", 8, 32}}) {
    CAPTURE(row.name);
    const Program program = published(row.name);
    CHECK(program.scratch == row.scratch);
    CHECK(program.columns() == row.columns);
    const Program moved = with_one_scratch_column(program);
    CHECK(moved.columns() == row.columns - row.scratch + 1);
    CHECK(moved.commands.back().c == moved.last_command());
    for (const int n : {8, 16}) {
      const Run here = run(program, n, 1000);
      const Run there = run(moved, n, 1000);
      CHECK(here.steps == there.steps);
      CHECK(here.state.memory == there.state.memory);
      CHECK(here.state.pc - there.state.pc == row.scratch - 1);
    }
  }
}

TEST_CASE("the published programs end after the steps and with the words of their table") {
  const Words searched{-1, 0, -7, -6, -5, -4, 3, 2, 1, 0, 0, 1, 0, 6};
  const Words reversed{-1, 0, 1, 2, 3, -4, -5, -6, -7, 0, 0};
  for (const int n : {14, 15, 16, 32, 64}) {
    check_golden({"ftrl", n, 68, {-1, 0, 5040, -5040, 0, 0, -2, -1, 0, 1}});
  }
  for (const int n : {5, 6, 8, 16, 64}) check_golden({"linear_search", n, 50, searched});
  for (const int n : {4, 5, 8, 16, 64}) check_golden({"reverse_list", n, 24, reversed});
  check_golden({"subleq", 8, 24, {0, -1, 40, -47, 126, -49, -41, -9}});
  for (const int n : {11, 16, 64}) {
    check_golden({"subleq", n, 29, {0, -1, 331, -52, 80, 47, -604, -46}});
  }
}

TEST_CASE("with too few bits the programs end early and with other words") {
  const Run factorial = run(published("ftrl"), 13, 1000);
  CHECK(factorial.is_halted);
  CHECK(factorial.steps == 62);
  CHECK(factorial.state.memory[2] == -3152);
  Program search = published("linear_search");
  for (std::int64_t& word : search.memory) word = wrap(static_cast<std::uint64_t>(word), 4);
  CHECK(run(search, 4, 1000).steps == 6);
}

TEST_CASE("ftrl takes (3x^2-x-4)/2 steps to x! for x from 2 to 9") {
  std::int64_t factorial = 1;
  const std::array<std::int64_t, 8> steps{3, 10, 20, 33, 49, 68, 90, 115};
  for (std::int64_t x = 2; x <= 9; ++x) {
    CAPTURE(x);
    factorial *= x;
    Program program = published("ftrl");
    program.memory[2] = x;
    program.memory[3] = -x;
    const Run run = attest::machine::subleq::run(program, 32, 1000);
    CHECK(run.steps == (3 * x * x - x - 4) / 2);
    CHECK(run.steps == steps[static_cast<std::size_t>(x - 2)]);
    CHECK(run.state.memory[2] == factorial);
  }
  Program one = published("ftrl");
  one.memory[2] = 1;
  one.memory[3] = -1;
  CHECK(run(one, 32, 1000).steps == 4);
}

TEST_CASE("linear_search finds each entry of its list and misses -8 and 0 and 4") {
  struct Row {
    std::int64_t target, steps, flag;
  };
  for (const Row& row : {Row{-7, 6, 0},
                         {-6, 14, 0},
                         {-5, 22, 0},
                         {-4, 30, 0},
                         {3, 38, 0},
                         {2, 44, 0},
                         {1, 50, 0},
                         {-8, 42, 1},
                         {0, 50, 1},
                         {4, 56, 1}}) {
    CAPTURE(row.target);
    Program program = published("linear_search");
    program.memory[11] = row.target;
    const Run run = attest::machine::subleq::run(program, 8, 1000);
    CHECK(run.is_halted);
    CHECK(run.steps == row.steps);
    CHECK(run.state.memory[12] == row.flag);
    if (row.flag == 0) {
      CHECK(program.memory[static_cast<std::size_t>(2 + run.state.memory[13])] == row.target);
    }
  }
}

TEST_CASE("subleq at 8 bits visits the printed program counters and wraps three times") {
  const std::vector<int> printed{16, 18, 19, 20, 27, 28, 29, 30, 23, 22, 23, 22, 16,
                                 17, 18, 25, 26, 25, 17, 18, 25, 17, 18, 19, 31};
  const Program program = published("subleq");
  State state = start(program);
  std::vector<int> visited{state.pc};
  int wraps = 0;
  while (state.pc != program.last_command()) {
    const Command& command = program.command_at(state.pc);
    const auto word = [&](int column) {
      return state.memory[static_cast<std::size_t>(column - program.scratch)];
    };
    wraps += fits(word(command.b) - word(command.a), 8) ? 0 : 1;
    step(program, 8, state);
    visited.push_back(state.pc);
  }
  CHECK(visited == printed);
  CHECK(wraps == 3);
}

TEST_CASE("a command with a = b clears its word and branches") {
  const Program program{.memory = {5}, .commands = {{1, 1, 3}, {1, 1, 2}}};
  State state = start(program);
  step(program, 4, state);
  CHECK(state == State{.memory = {0}, .pc = 3});
}

TEST_CASE("the last column is its own successor and a run stops after the most steps") {
  const Program program{.memory = {-1, 0}, .commands = {{1, 2, 3}, {1, 2, 4}}};
  State state{.memory = {-1, 0}, .pc = 4};
  step(program, 8, state);
  CHECK(state == State{.memory = {-1, 1}, .pc = 4});
  const Program endless{.memory = {0}, .commands = {{1, 1, 2}, {1, 1, 3}}};
  const Run stopped = run(endless, 8, 7);
  CHECK(stopped.steps == 7);
  CHECK_FALSE(stopped.is_halted);
}

}  // namespace attest::machine::subleq
