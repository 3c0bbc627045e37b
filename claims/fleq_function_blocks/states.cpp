// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: one pass of the block executes any instruction, on machines whose commands are enumerated.
#include <string>
#include <utility>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Params;
using check::Rung;
using derive::Computes;
using machine::fleq::Command;
using machine::fleq::Program;
using machine::fleq::State;

Size size_at(const Params& params) {
  Size size{.side = static_cast<int>(params.at("side")),
            .cells = static_cast<int>(params.at("cells")),
            .commands = static_cast<int>(params.at("commands")),
            .operations = all_operations()};
  const auto functions = params.find("functions");
  if (functions != params.end())
    size.operations.resize(static_cast<std::size_t>(functions->second));
  return size;
}

Params machine_point(std::int64_t side, std::int64_t cells, std::int64_t commands,
                     std::int64_t lists, std::int64_t every = 1) {
  return {
      {"side", side}, {"cells", cells}, {"commands", commands}, {"lists", lists}, {"every", every}};
}

std::vector<Params> points(Rung rung) {
  if (rung == Rung::fast) return {machine_point(2, 2, 2, 1)};
  return {machine_point(1, 2, 2, 1), machine_point(2, 2, 2, 1), machine_point(2, 3, 1, 3),
          machine_point(2, 3, 3, 3), machine_point(3, 3, 2, 1), machine_point(4, 2, 3, 3)};
}

Params states_point(std::int64_t side, std::int64_t cells, std::int64_t commands,
                    std::int64_t entries, std::int64_t tables = 1, std::int64_t functions = 5) {
  return {{"side", side},       {"cells", cells},   {"commands", commands},
          {"entries", entries}, {"tables", tables}, {"functions", functions}};
}

/// All machines of the smallest sizes; they judge the generic mutants, S1 the named ones.
check::Statement all_states() {
  check::Statement statement =
      check::about(claim_id, "S1.states", "One instruction from every state");
  statement.sentence =
      "The block of S1, with all of its functions or the first of them, executes one instruction "
      "from every state of every machine of the stated sizes whose cells hold -1, 0 and 1, or -1 "
      "and 1.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every table of commands, or every command beside fixed ones, with "
                            "every pc and content; the whole next state.",
                        .gap = "The smallest sizes."};
  statement.parameters = {
      {.name = "side", .meaning = "d: rows of a cell", .lo = 1, .hi = 3},
      {.name = "cells", .meaning = "cells of memory", .lo = 1, .hi = 4},
      {.name = "commands", .meaning = "commands", .lo = 1, .hi = 3},
      {.name = "entries", .meaning = "2: -1 and 1; 3: -1, 0 and 1", .lo = 2, .hi = 3},
      {.name = "tables",
       .meaning = "1: every table of commands; 0: every command at pc, the others fixed",
       .lo = 0,
       .hi = 1},
      {.name = "functions",
       .meaning = "the first of A - B, A^T B, A^T, diag, 2B - B(AB)",
       .lo = 1,
       .hi = 5}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{states_point(2, 1, 1, 2), states_point(1, 1, 1, 3),
                               states_point(1, 2, 2, 3, 0, 1)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(),
                  {states_point(1, 2, 1, 3), states_point(1, 1, 2, 3), states_point(2, 1, 2, 3),
                   states_point(1, 2, 2, 2), states_point(2, 2, 1, 2), states_point(1, 3, 1, 3),
                   states_point(1, 2, 2, 2, 0), states_point(1, 3, 3, 2, 0, 1)});
    return points;
  };
  statement.mutant_points = [](Rung rung) {
    // With one cell pointers choose nothing, with one command neither flag nor branch.
    std::vector<Params> points{states_point(1, 1, 1, 3), states_point(1, 2, 2, 3, 0, 1)};
    if (rung != Rung::fast) {
      points.push_back(states_point(1, 2, 2, 2, 0));
      points.push_back(states_point(1, 3, 3, 2, 0, 1));
      points.push_back(states_point(2, 1, 1, 2));
    }
    return points;
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_at(params);
    Computes result{
        .model = construction(size),
        .task = next_state(size),
        .inputs = all_machines(size, static_cast<int>(params.at("entries")),
                               params.at("tables") == 1 ? Tables::all : Tables::one_command)};
    result.is_looped = true;
    return result;
  };
  return derive::computes(std::move(statement), make, {});
}

}  // namespace

std::vector<check::Statement> block_statements() {
  check::Statement statement = check::about(claim_id, "S1", "One pass executes one instruction");
  statement.sentence =
      "Let functions $f_m$ need $l_m$ layers, $h_m$ heads and $r_m$ registers of $d$ rows. One "
      "block of $5 + \\max_m l_m$ layers and width $(4 + \\sum_m r_m) d + 14k + 2M + 5$ maps the "
      "encoding of every FLEQ machine with $d \\times d$ cells and $k$-bit addresses to that of "
      "the next state: $\\mathrm{mem}[c] := f_m(\\mathrm{mem}[a], \\mathrm{mem}[b])$, then "
      "$\\mathrm{pc} := p$ if $\\mathrm{mem}[\\mathrm{flag}]_{00} \\le 0$, else "
      "$\\mathrm{pc} + 1$. Every entry of the state is exact.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published =
          "A unified machine of 9 + max l_m layers, sum h_m heads and width O(Md + log n) executes "
          "FLEQ instructions with approximate function blocks.",
      .checked =
          "Exact weights and the whole next state: all commands, pointers, flags and targets at "
          "every pc of small machines, with A - B, A^T B, A^T, diag and 2B - B(AB) as functions.",
      .gap =
          "Stated sizes and contents. Functions are linear attention, not softmax; softmax is "
          "S4. Figures of the published machine are recalled."};
  statement.parameters = {
      {.name = "side", .meaning = "d: rows of a cell", .lo = 1, .hi = 8},
      {.name = "cells", .meaning = "cells of memory", .lo = 1, .hi = 16},
      {.name = "commands", .meaning = "commands", .lo = 1, .hi = 16},
      {.name = "lists", .meaning = "contents of the cells", .lo = 1, .hi = 3},
      {.name = "every", .meaning = "one command in so many", .lo = 1, .hi = 100}};
  statement.points = points;
  // Named mutants only; the others are judged by S1.states.
  statement.mutant_points = [](Rung rung) {
    return std::vector<Params>{machine_point(2, 2, 2, 1, rung == Rung::fast ? 5 : 1)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_at(params);
    Computes result{
        .model = construction(size),
        .task = next_state(size),
        .inputs = machines(size, static_cast<int>(params.at("lists")), params.at("every"))};
    result.promises = promises(size, result.model);
    result.columns = {
        {.title = "machine", .first = 0, .last = size.side - 1},
        {.title = "cells", .first = size.side, .last = size.side * (1 + size.cells) - 1},
        {.title = "commands", .first = size.side * (1 + size.cells), .last = size.columns() - 1}};
    result.is_looped = true;
    return result;
  };
  check::Statement block = derive::without_generic_mutants(
      derive::computes(std::move(statement), make, mutants(size_at)));
  block.figure.draw = datapath_figure;
  return {std::move(block), all_states()};
}

std::vector<derive::NamedMutant> mutants(const Function<Size(const Params&)>& size_of) {
  const auto wrong = [&size_of](const char* name, const char* why, const Choices& choices) {
    return derive::NamedMutant{.name = name,
                               .why = why,
                               .proof = {},
                               .apply = [size_of, choices](Computes& c, const Params& p) {
                                 c.model = construction(size_of(p), choices);
                               }};
  };
  return {
      wrong("one_for_two", "B - B(AB): a step of Newton's iteration with I for 2I", {.twice = 1}),
      wrong("product_not_transposed", "A B for A^T B", {.is_transposed_product = false}),
      wrong("not_gated", "every function reads its operands, called or not", {.is_gated = false}),
      wrong("any_lane_written", "a cell takes all columns of the result",
            {.writes_own_lane = false}),
      wrong("operands_kept", "operands are not cleared", {.clears_operands = false}),
      wrong("targets_swapped", "the branch is taken where the flag is positive",
            {.swaps_targets = true}),
      wrong("difference_reversed", "B - A", {.swaps_difference = true}),
      wrong("flag_before_write", "the flag is read before the result is written",
            {.reads_flag_first = true}),
      wrong("zero_falls_through", "rightmost rule: no branch on a flag of 0",
            {.branch = model::Norm::rightmost_hardmax}),
      wrong("zero_is_shared", "average rule: a flag of 0 takes half a branch",
            {.branch = model::Norm::average_hardmax}),
  };
}

}  // namespace attest::fleq_function_blocks
