// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: whole circuits in 2 depth layers, with four heads and with one.
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr const char* published_sentence =
    "Constant-depth arithmetic circuits with unbounded sums, binary products and signs are "
    "simulated by average hard attention when they stand in the input.";

std::vector<check::Promise> promises(int depth, Heads heads) {
  const derive::Resources used = derive::resources(construction(depth, {.heads = heads}));
  const bool has_four = heads == Heads::four;
  const std::int64_t head_count = has_four ? 4 : 1;
  const std::int64_t registers = has_four ? 13 + 4 : 15 + 3;
  return {check::at_most("layers", "2D", 2 * depth, used.layers),
          check::at_most("heads in a layer", has_four ? "4" : "1", head_count,
                         used.layers == 0 ? Rational(0) : Rational(used.heads)),
          check::at_most("width",
                         has_four ? "13, and 4 that heads write" : "15, and 3 that a head writes",
                         registers, used.width)};
}

std::vector<check::Parameter> small_parameters() {
  return {{.name = "gates", .meaning = "gates besides the two inputs", .lo = 1, .hi = 3},
          {.name = "depth", .meaning = "D: depth of the circuits", .lo = 1, .hi = 3}};
}

/// Every depth that so many gates can have.
std::vector<Params> small_points(std::int64_t gates) {
  std::vector<Params> points;
  for (std::int64_t depth = 1; depth <= gates; ++depth) {
    points.push_back({{"gates", gates}, {"depth", depth}});
  }
  return points;
}

std::vector<Params> small_rungs(Rung rung) {
  std::vector<Params> points;
  for (std::int64_t gates = 1; gates <= (rung == Rung::fast ? 2 : 3); ++gates) {
    for (Params& point : small_points(gates)) points.push_back(std::move(point));
  }
  return points;
}

Statement small(Heads heads, std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = heads == Heads::four ? published_sentence : "-",
      .checked =
          "Every circuit of the stated gates with every input, each at the layers of its own "
          "depth; the value of every gate.",
      .gap = "Circuits of the stated size; the paper's encoding and constants were not seen."};
  statement.parameters = small_parameters();
  statement.points = small_rungs;
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"gates", 2}, {"depth", 2}}}; };
  const auto make = [heads](const Params& params, std::uint64_t) {
    const int depth = static_cast<int>(params.at("depth"));
    return Computes{.model = construction(depth, {.heads = heads}),
                    .task = gate_values(),
                    .inputs = small_circuits(static_cast<int>(params.at("gates")), depth),
                    .promises = promises(depth, heads)};
  };
  return derive::computes(std::move(statement), make, mutants(heads));
}

Statement four_heads() {
  Statement statement = small(Heads::four, "S1", "Circuits in the input, two layers a level");
  statement.sentence =
      "One block with four heads, repeated $2D$ times, gives the value of every gate of every "
      "circuit of depth $D$ with sums of any fan-in, binary products and signs that stands in its "
      "input, a token a gate and a token a wire. The weights depend on nothing.";
  statement.figure.draw = [](const Params&) { return circuit_figure(); };
  return statement;
}

Statement one_head() {
  Statement statement = small(Heads::one, "S4", "One head suffices");
  statement.sentence =
      "The same with a single head, whose value is a token's value, that value on first wires and "
      "that on second wires.";
  statement.standing = check::Standing::strengthened;
  return statement;
}

Statement random_large() {
  Statement statement = check::about(claim_id, "S1.random", "Random circuits");
  statement.sentence =
      "The blocks of S1 and S4 give the value of every gate of random circuits, whatever the order "
      "of their tokens.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = published_sentence,
                        .checked = "Random circuits, tokens shuffled; every gate.",
                        .gap = "A sample; the paper's encoding and constants were not seen."};
  statement.parameters = {
      {.name = "gates", .meaning = "gates besides the inputs", .lo = 1, .hi = 200},
      {.name = "levels", .meaning = "levels of the gates", .lo = 1, .hi = 16},
      {.name = "heads", .meaning = "4 or 1", .lo = 1, .hi = 4}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"gates", 9}, {"levels", 6}, {"heads", 4}},
                               {{"gates", 9}, {"levels", 3}, {"heads", 1}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"gates", 60}, {"levels", 5}, {"heads", 1}});
    points.push_back({{"gates", 60}, {"levels", 5}, {"heads", 4}});
    points.push_back({{"gates", 200}, {"levels", 6}, {"heads", 4}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const int gates = static_cast<int>(params.at("gates"));
    const int levels = static_cast<int>(params.at("levels"));
    const Heads heads = params.at("heads") == 1 ? Heads::one : Heads::four;
    const std::int64_t size = gates < 20 ? 25 : gates < 100 ? 30 : 12;
    return Computes{.model = construction(levels, {.heads = heads}),
                    .task = gate_values(),
                    .inputs = random_circuits(gates, levels, size, seed),
                    .promises = promises(levels, heads)};
  };
  return derive::computes(std::move(statement), make, {});
}

}  // namespace

std::vector<Wrong> wrong_choices(Heads heads) {
  std::vector<Wrong> result = {
      {"mean_not_sum",
       "the mean is not multiplied by the number of wires",
       {.heads = heads, .multiplies_fan_in = false}},
      {"bonus_dropped", "gates and wires of one number tie", {.heads = heads, .bonus = 0}},
      {"sign_of_zero_one", "the sign of 0 is 1", {.heads = heads, .sign_of_zero = 1}},
      {"larger_bonus",
       "the tokens that are meant stand further above the others",
       {.heads = heads, .bonus = 7, .slot_bonus = 7},
       "any positive bonus M does: a token that is meant scores a^2 + M, one of the same number "
       "a^2, and all others at most a^2 - 1 + M"}};
  if (heads == Heads::one) return result;
  result.push_back({"slot_bonus_dropped",
                    "both operands of a product are the mean of all that "
                    "have its number",
                    {.slot_bonus = 0}});
  result.push_back({"penalty_for_bonus",
                    "scores are doubled and 1 is taken from all others",
                    {.form = Bonus::penalised},
                    "2(a^2 - (a-p)^2) - [not meant] is 2 a^2 at the tokens that are meant and at "
                    "most 2 a^2 - 1 elsewhere, so the same tokens have maximal score"});
  return result;
}

std::vector<derive::NamedMutant> mutants(Heads heads) {
  std::vector<derive::NamedMutant> result = derive::computes_mutants(
      wrong_choices(heads), [](const Choices& choices, const Params& params) {
        return construction(static_cast<int>(params.at("depth")), choices);
      });
  result.push_back({.name = "one_layer_fewer",
                    .why = "2D-1 layers",
                    .proof = {},
                    .apply = [](Computes& c, const Params&) {
                      if (!c.model.schedule.empty()) --c.model.schedule[0].second;
                    }});
  return result;
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One looped block evaluates the arithmetic circuit in its input",
                     .paper =
                         "Average Attention Transformers and Arithmetic Circuits (Ehrmuth, "
                         "Strieker, 2026)",
                     .arxiv = "2605.04683",
                     .family = "machines"};
  claim.bibtex =
      "@misc{ehrmuth2026average,\n"
      "  title = {Average Attention Transformers and Arithmetic Circuits},\n"
      "  author = {Ehrmuth, Lena and Strieker, Laura},\n"
      "  year = {2026},\n"
      "  note = {arXiv:2605.04683}\n}\n";
  claim.statements = check::joined({{four_heads(), random_large()},
                                    layer_statements(),
                                    routing_statements(),
                                    {one_head()},
                                    converse_statements()});
  // Of the paper the abstract alone was read.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: an arithmetic circuit, a statement a line: input x y; half = const -1/2; s = sum x y; "
      "p = product s half; t = sign p; output t; at 3 1/4 gives -1. Each `at` is a run; without "
      "inputs there is one run. Or a formula in the DIMACS CNF format (.cnf, or --set "
      "format=netlist|cnf) as a polynomial, run on all assignments of at most 10 variables. "
      "--statement S4 for one head. Every gate is compared with an evaluation gate by gate, and "
      "the outputs with what `gives` says.";
  return claim;
}

}  // namespace attest::arithmetic_circuit_as_input
