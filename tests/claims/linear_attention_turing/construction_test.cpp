// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of the layer, the champion of four states, and which random machines each mutant breaks.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::linear_attention_turing {
namespace {

using machine::turing::Table;
using machine::turing::Tables;

Sizes four_states(int cells, int positions) {
  return {.states = 4, .symbols = 2, .cells = cells, .positions = positions};
}

/// A run of the champion of four states from a blank tape, until nothing follows.
struct Ending {
  bool is_stopped;
  std::int64_t steps;
  std::int64_t ones;
  std::int64_t columns;
};
Ending champion_ending(int cells, int start) {
  const Sizes sizes = four_states(cells, cells + 9 + 2 * 107 + 2);
  const Layer layer(sizes);
  const check::Case prompt =
      prompt_of(sizes, {.table = machine::turing::champion(4),
                        .cells = std::vector<int>(static_cast<std::size_t>(cells)),
                        .head = start});
  ColumnRun run(sizes, *layer.generator, prompt);
  while (!run.is_over()) run.step();
  return {run.is_stopped(), run.steps(), run.ones().value_or(-1), prompt.rows() + run.columns()};
}

/// 200 random tables of two states without halting entries, on random tapes of nine cells.
constexpr int trials = 200;
constexpr int steps = 4;
const Sizes small = {.states = 2, .symbols = 2, .cells = 9, .positions = 22};

Program random_program(std::uint64_t trial) {
  Random random(1, 0, trial);
  Program program{.table = Tables{}.random(random), .head = 4};
  for (int p = 0; p < 9; ++p) program.cells.push_back(static_cast<int>(random.below(2)));
  return program;
}

/// Whether a layer generates the columns of four steps that the machine leads to.
bool is_right(const engine::Generator& generator, const Program& program,
              const check::Case& prompt) {
  const Matrix expected = columns_of(small).tokens(prompt_of(small, program));
  engine::Generation generation(generator, prompt);
  for (int i = 0; i < 2 * steps; ++i) {
    const std::vector<Rational>& column = generation.step();
    // Prompts of other lengths have other positions.
    for (int at = small.positions; at < expected.cols(); ++at) {
      if (column[static_cast<std::size_t>(at)] != expected(i, at)) return false;
    }
    if (prompt.rows() != 14) continue;
    for (int at = 0; at < small.positions; ++at) {
      if (column[static_cast<std::size_t>(at)] != expected(i, at)) return false;
    }
  }
  return true;
}

/// Whether a machine changes a symbol, and whether it uses the rule of state A and blank.
struct Uses {
  bool changes = false;
  bool first_rule = false;
};
Uses uses_of(const Program& program) {
  Uses uses;
  Segment machine(program);
  for (int i = 0; i < steps; ++i) {
    const std::int64_t cell = machine.now().head;
    const int read = machine.now().tape.read(cell);
    uses.first_rule = uses.first_rule || (machine.now().state == 0 && read == 0);
    REQUIRE(machine.step());
    uses.changes = uses.changes || machine.now().tape.read(cell) != read;
  }
  return uses;
}

TEST_SUITE("linear_attention_turing") {
  TEST_CASE("the layer of the four-state champion on twenty cells has 46 heads and 634 entries") {
    const model::Transformer model = construction(four_states(20, 244));
    const derive::Resources used = derive::resources(model);
    CHECK(used.heads_in_all == 46);
    CHECK(std::ssize(model.fields) == 634);
    CHECK(used.layers == 1);
    CHECK(used.units == 0);
    CHECK(used.largest_weight == "1");
    const model::Transformer least = construction(four_states(14, 237));
    CHECK(derive::resources(least).heads_in_all == 34);
    CHECK(std::ssize(least.fields) == 237 + 282);
    const model::Transformer three =
        construction({.states = 3, .symbols = 2, .cells = 8, .positions = 43});
    CHECK(derive::resources(three).heads_in_all == 21);
  }

  TEST_CASE("the four-state champion stops on twenty cells from cells 10 to 16") {
    for (int start = 10; start <= 16; ++start) {
      const Ending ending = champion_ending(20, start);
      CHECK(ending.is_stopped);
      CHECK(ending.steps == 107);
      CHECK(ending.ones == 13);
      CHECK(ending.columns == 243);
    }
    CHECK_FALSE(champion_ending(20, 9).is_stopped);
    CHECK(champion_ending(20, 9).steps == 106);
    CHECK_FALSE(champion_ending(20, 17).is_stopped);
    CHECK(champion_ending(20, 17).steps == 49);
  }

  TEST_CASE("fourteen cells are the least for the four-state champion") {
    CHECK(champion_ending(14, 10).is_stopped);
    CHECK(champion_ending(14, 10).columns == 237);
    for (int start = 0; start < 13; ++start) CHECK_FALSE(champion_ending(13, start).is_stopped);
  }

  TEST_CASE("each mutant breaks all random machines or exactly those that use what it breaks") {
    for (const Wrong& wrong : wrong_choices()) {
      CAPTURE(wrong.name);
      const Layer layer(small, wrong.choices);
      for (std::uint64_t trial = 0; trial < trials; ++trial) {
        const Program program = random_program(trial);
        const bool found = is_right(*layer.generator, program, prompt_of(small, program));
        if (!wrong.choices.erases) {
          CHECK(found == !uses_of(program).changes);
        } else {
          CHECK(found == !wrong.choices.is_guarded);
        }
      }
    }
  }

  TEST_CASE("a second rule breaks exactly the machines that use it and a missing cell all") {
    const Layer layer(small);
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
      const Program program = random_program(trial);
      const check::Case second = twisted_prompt(small, program, "two_rules_for_one_pair");
      CHECK(second.rows() == 15);
      CHECK(is_right(*layer.generator, program, second) == !uses_of(program).first_rule);
      const check::Case missing = twisted_prompt(small, program, "missing_cell_column");
      CHECK(missing.rows() == 13);
      CHECK_FALSE(is_right(*layer.generator, program, missing));
    }
  }

  TEST_CASE("a prompt says its program in any order") {
    const Program program = random_program(3);
    const check::Case prompt = prompt_of(small, program);
    check::Case reversed(prompt.rows(), prompt.cols());
    for (int row = 0; row < prompt.rows(); ++row) {
      std::ranges::copy(prompt.row(prompt.rows() - 1 - row), reversed.row(row).begin());
    }
    const Program found = program_of(small, reversed);
    CHECK(found.table == program.table);
    CHECK(found.cells == program.cells);
    CHECK(found.head == 4);
  }
}

}  // namespace
}  // namespace attest::linear_attention_turing
