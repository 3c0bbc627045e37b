// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: every column of every machine, and every order of a prompt.
#include <algorithm>
#include <numeric>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/derive/resources.hpp"

namespace attest::linear_attention_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Tables;

Params tables_at(int states, int missing, int cells, int steps, int blank = 0) {
  return {{"states", states}, {"symbols", 2},   {"missing", missing},
          {"cells", cells},   {"steps", steps}, {"blank", blank}};
}

std::vector<Params> all_points(Rung rung) {
  std::vector<Params> points;
  for (int cells = 1; cells <= 3; ++cells) points.push_back(tables_at(1, 0, cells, 4));
  points.push_back(tables_at(1, 1, 2, 3));
  if (rung == Rung::fast) return points;
  points.push_back(tables_at(1, 1, 4, 6));
  points.push_back(tables_at(2, 0, 9, 4, 1));
  return points;
}

Sizes sizes_of(const Params& params) {
  const auto cells = static_cast<int>(params.at("cells"));
  return {
      .states = static_cast<int>(params.at("states")),
      .symbols = static_cast<int>(params.at("symbols")),
      .cells = cells,
      .positions = positions_for(tables_of(params), cells, static_cast<int>(params.at("steps")))};
}

/// What the statement promises of a layer.
std::vector<check::Promise> promises(const Sizes& sizes, const model::Transformer& model) {
  const Rational states = sizes.states + 1;
  const Rational symbols = sizes.symbols;
  const Rational cells = sizes.cells;
  const Rational heads = states + cells * symbols;
  const Rational entries = cells * (1 + symbols + states + states * symbols) + 3 * states * symbols;
  const derive::Resources used = derive::resources(model);
  const bool has = sizes.has_positions;
  return {
      check::at_most("heads", std::string(has ? "1 + " : "") + "|Q| + S|\\Sigma|",
                     has ? heads + 1 : heads, used.heads_in_all),
      check::at_most(
          "entries of a column",
          std::string(has ? "T + " : "") + "S(1 + |\\Sigma| + |Q| + |Q||\\Sigma|) + 3|Q||\\Sigma|",
          has ? entries + Rational(sizes.positions) : entries, std::ssize(model.fields)),
      check::at_most("largest weight", "1", 1, Rational::parse(used.largest_weight)),
      check::at_most("layers", "1", 1, used.layers),
      check::at_most("ReLU units", "0", 0, used.units)};
}

/// The layer of these sizes; the prompts are the caller's.
derive::GeneratesParts layer_of(const Sizes& sizes) {
  derive::GeneratesParts parts{.generators = {}, .mutants = mutants(sizes)};
  parts.generators.member = [sizes](std::int64_t) {
    return derive::Generates{.model = construction(sizes), .window = 0, .task = columns_of(sizes)};
  };
  parts.generators.promises = promises(sizes, construction(sizes));
  return parts;
}

/// The prompts of all programs; of a blank tape with the head in its middle where that is asked.
check::CaseSpace prompts(const Params& params) {
  const Sizes sizes = sizes_of(params);
  const Tables tables = tables_of(params);
  check::CaseSpace space = all_programs(tables, sizes.cells);
  if (params.at("blank") != 0) {
    const int middle = sizes.cells / 2;
    space = check::integer_box({0, 0, middle}, {tables.size() - 1, 0, middle});
    space.description = "all tables, a blank tape, the head on its middle";
  }
  return check::mapped(std::move(space), [sizes, tables](const check::Case& numbers) {
    return std::optional(prompt_of(sizes, program_at(tables, sizes.cells, numbers)));
  });
}

check::Statement every_table() {
  check::Statement result =
      check::about(claim_id, "S1", "Every machine in the prompt, every column");
  result.sentence =
      "For all numbers of states $|Q|$, symbols $|\\Sigma|$, cells $S$ and columns $T$ there is "
      "one layer of linear attention with $1+|Q|+S|\\Sigma|$ heads, weights in $\\{-1,0,1\\}$ and "
      "nothing else, such that after every prompt of rules, tape and starting configuration every "
      "generated column is that of the Turing machine: $q$, $p$ and what is read, then what is "
      "written, $q'$ and $p\\pm 1$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published =
          "For Turing machines with at most |Q| states, |Sigma| symbols, input n and Phi steps "
          "there are weights with O(n Phi |Sigma|) heads and d = O(n Phi |Sigma| max(|Sigma|, "
          "|Q|)) such that the configuration at step t appears at token c(t) = O((n+t)t), with 2 "
          "bits of precision.",
      .checked =
          "All tables of the stated size, on all tapes with the head on every cell, or on a blank "
          "tape: every column up to the T-th, all its entries, by one set of weights.",
      .gap =
          "The stated sizes. T one-hot positions are part of a column; a head that leaves the S "
          "cells ends the run."};
  result.parameters = table_parameters();
  result.parameters.push_back(
      {.name = "blank", .meaning = "1: a blank tape, the head on its middle", .lo = 0, .hi = 1});
  result.points = all_points;
  result.mutant_points = [](Rung) { return std::vector<Params>{tables_at(1, 1, 2, 3)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::GeneratesParts parts = layer_of(sizes_of(params));
    parts.generators.prompts = prompts(params);
    return parts;
  };
  result.figure.draw = stream_figure;
  return derive::generates(std::move(result), "", make);
}

check::Statement without_positions() {
  check::Statement result =
      check::about(claim_id, "S1.timeless", "No positions, no bound on steps");
  result.sentence =
      "The block of positions and its head serve nothing else: without them $|Q|+S|\\Sigma|$ heads "
      "on columns of $S(1+|\\Sigma|+|Q|+|Q||\\Sigma|)+3|Q||\\Sigma|$ entries, whose weights know "
      "no number of steps, generate the same columns; after the machine has stopped they are 0.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "As S1; heads and width grow with the number of steps Phi.",
                     .checked =
                         "All tables of the stated size on all tapes with the head on every cell: "
                         "every column, all its entries, by weights in which Phi does not occur.",
                     .gap = "The stated sizes; every run is compared for so many steps."};
  result.parameters = table_parameters();
  result.points = [](Rung rung) {
    const auto at = [](int states, int cells, int steps) {
      return Params{{"states", states},
                    {"symbols", 2},
                    {"missing", states == 1 ? 1 : 0},
                    {"cells", cells},
                    {"steps", steps}};
    };
    std::vector<Params> points = {at(1, 2, 6)};
    if (rung != Rung::fast) points.push_back(at(2, 2, 12));
    return points;
  };
  result.mutant_points = [points = result.points](Rung) { return points(Rung::fast); };
  const auto make = [](const Params& params, std::uint64_t) {
    Sizes sizes = sizes_of(params);
    sizes.has_positions = false;
    derive::GeneratesParts parts = layer_of(sizes);
    // Only the position of a column needs that it sees itself.
    std::erase_if(parts.mutants, [](const derive::GeneratesMutant& mutant) {
      const Choices choices = derive::choices_of(wrong_choices(), mutant.name);
      return choices.position_step != 1 || !choices.includes_itself;
    });
    const Tables tables = tables_of(params);
    parts.generators.prompts = check::mapped(
        all_programs(tables, sizes.cells), [sizes, tables](const check::Case& numbers) {
          return std::optional(prompt_of(sizes, program_at(tables, sizes.cells, numbers)));
        });
    return parts;
  };
  return derive::without_generic_mutants(derive::generates(std::move(result), "", make));
}

check::Statement random_tables() {
  check::Statement result = check::about(claim_id, "S1.random", "Random machines, longer runs");
  result.sentence =
      "The same layer, larger, generates the columns of random tables with halting and missing "
      "entries on random tapes.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S1.",
                     .checked = "Random tables, tapes and places of the head, every column.",
                     .gap = "A sample."};
  result.parameters = table_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points;
    const auto add = [&points](int states, int symbols, int cells, int steps) {
      points.push_back({{"states", states},
                        {"symbols", symbols},
                        {"missing", 1},
                        {"cells", cells},
                        {"steps", steps}});
    };
    if (rung == Rung::fast) return points;
    for (const int symbols : {2, 3, 4}) {
      add(3, symbols, 9, 16);
      add(4, symbols, 31, 64);
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const Sizes sizes = sizes_of(params);
    const Tables tables = tables_of(params);
    derive::GeneratesParts parts = layer_of(sizes);
    parts.mutants.clear();
    Integer all = 1;
    for (int i = 0; i < tables.states * tables.symbols; ++i) all *= tables.choices();
    for (int p = 0; p < sizes.cells; ++p) all *= tables.symbols;
    parts.generators.prompts =
        check::sampled("random tables, tapes and places of the head", 60, seed, all * sizes.cells,
                       "every machine runs long", [sizes, tables](Random& random, std::int64_t) {
                         Program program{.table = tables.random(random)};
                         for (int p = 0; p < sizes.cells; ++p) {
                           program.cells.push_back(static_cast<int>(random.below(tables.symbols)));
                         }
                         program.head = static_cast<int>(random.below(sizes.cells));
                         return std::optional(prompt_of(sizes, program));
                       });
    return parts;
  };
  return derive::generates(std::move(result), "", make);
}

/// The prompt of a program with its columns, but for the last one, in another order.
check::Case reordered(const Sizes& sizes, const Program& program, const check::Case& order) {
  const check::Case prompt = prompt_of(sizes, program);
  check::Case result(prompt.rows(), prompt.cols());
  for (int row = 0; row < prompt.rows(); ++row) {
    const int from = row < order.rows() ? static_cast<int>(order(row, 0).num().to_int64()) : row;
    std::ranges::copy(prompt.row(from), result.row(row).begin());
    for (int n = 0; n < sizes.positions; ++n) result(row, n) = n == row ? 1 : 0;
  }
  return result;
}

check::Statement every_order() {
  check::Statement result = check::about(claim_id, "S1.order", "Every order of the prompt");
  result.sentence =
      "The columns of rules and cells may stand in any order, as long as the configuration is "
      "last: sums do not see where a column stands.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked = "All orders of rules and cells, for the stated programs.",
                     .gap = "The champion of three states and 1RA1LA on three cells."};
  result.parameters = {
      {.name = "states", .meaning = "1: 1RA1LA; 3: the champion", .lo = 1, .hi = 3}};
  result.points = [](Rung rung) {
    std::vector<Params> points = {{{"states", 1}}};
    if (rung != Rung::fast) points.push_back({{"states", 3}});
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const auto states = static_cast<int>(params.at("states"));
    const Tables tables{.states = states, .symbols = 2, .has_halting = true};
    // 1RA1LA is the table whose digits are (right, 1) and (left, 1).
    Program program{
        .table = states == 3 ? machine::turing::champion(3) : tables.at(3 * tables.choices() + 1),
        .cells = std::vector<int>(states == 3 ? 2 : 3),
        .head = 0};
    const int cells = static_cast<int>(program.cells.size());
    const Sizes sizes{.states = states,
                      .symbols = 2,
                      .cells = cells,
                      .positions = positions_for(tables, cells, 4)};
    derive::GeneratesParts parts = layer_of(sizes);
    parts.mutants.clear();
    parts.generators.prompts = check::mapped(
        check::permutations(states * 2 + cells), [sizes, program](const check::Case& order) {
          return std::optional(reordered(sizes, program, order));
        });
    return parts;
  };
  return derive::generates(std::move(result), "", make);
}

}  // namespace

std::vector<check::Statement> column_statements() {
  return {every_table(), without_positions(), random_tables(), every_order()};
}

}  // namespace attest::linear_attention_turing
