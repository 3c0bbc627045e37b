// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of the published block, on which states, against which ground truth.
#include <string>
#include <utility>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/looped_run.hpp"
#include "reference/number/function.hpp"

namespace attest::looped_subleq_published {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::looped::point;
using derive::looped::run_points;

/// The states a statement is checked on.
using Space = check::CaseSpace (*)(const Size&, std::uint64_t seed);
using Points = Function<std::vector<Params>(Rung)>;

constexpr std::int64_t programs = 1700;  // at six sizes: more than 10^4
constexpr std::int64_t loops = 50;

check::CaseSpace operands(const Size& size, std::uint64_t) {
  return derive::looped::operand_pairs(Blocks::ten_layers, size);
}
check::CaseSpace pointers(const Size& size, std::uint64_t) {
  return derive::looped::all_pointers(Blocks::ten_layers, size);
}
check::CaseSpace states(const Size& size, std::uint64_t) {
  return derive::looped::all_states(Blocks::ten_layers, size);
}
check::CaseSpace runs(const Size& size, std::uint64_t seed) {
  return derive::looped::random_runs(Blocks::ten_layers, size, programs, loops, seed);
}

/// Eight columns, three words of each size up to a rung's greatest.
std::vector<Params> operand_points(Rung rung) {
  const int most = rung == Rung::fast ? 4 : rung == Rung::nightly ? 10 : 11;
  std::vector<Params> points;
  for (int word_bits = 2; word_bits <= most; ++word_bits) points.push_back(point(8, 3, word_bits));
  return points;
}

/// k = 3, every number of words; then k = 4.
std::vector<Params> pointer_points(Rung rung) {
  std::vector<Params> points;
  for (int memory = 1; memory <= 6; ++memory) points.push_back(point(8, memory, 4));
  if (rung == Rung::fast) return points;
  for (int memory = 1; memory <= 14; ++memory) points.push_back(point(16, memory, 4));
  return points;
}

/// The least machine in which a != b and a branch goes either way, and a larger one.
std::vector<Params> state_points(Rung rung) {
  std::vector<Params> points = {point(5, 2, 2)};
  if (rung != Rung::fast) points.push_back(point(6, 3, 2));
  return points;
}

std::vector<Params> least_machine(Rung) { return {point(5, 2, 2)}; }

Statement about(const std::string& part) {
  Statement result{.claim = claim_id, .label = "S1" + (part.empty() ? "" : "." + part)};
  result.standing = check::Standing::strengthened;
  result.sentence =
      "One fixed block of ten layers, three of them with heads and these at most two, of width "
      "$d = 8k+3N+\\max(3k,2N)+1$, executes one instruction per loop: for every command table, "
      "memory, pc and last command such that the branch is taken or $pc < n-1$, "
      "block(encode(state)) = encode(step(state)), every entry of the stream, for all $2^N$ words "
      "with wrap-around. Its weights depend on $k$ and $N$ alone.";
  result.fidelity.published =
      "A looped transformer of nine layers, two heads and width O(log n + N) executes one SUBLEQ "
      "instruction per loop, for integers between -2^(N-1)+1 and 2^(N-1)-1.";
  result.parameters =
      derive::looped::size_parameters({.columns = 3, .memory = 1, .word_bits = 2},
                                      {.columns = 1024, .memory = 1022, .word_bits = 32});
  return result;
}

Statement one_step(const std::string& part, const std::string& title, Space space, Points points,
                   Points mutant_points) {
  Statement statement = about(part);
  statement.title = "Ten layers, one instruction: " + title;
  statement.fidelity.checked = "Exact weights, the whole next state, on " + title + ".";
  const bool has_mutants = !mutant_points(Rung::nightly).empty();
  statement.fidelity.gap =
      std::string(has_mutants ? "The stated sizes. One step from every state covers runs of every "
                                "length by induction."
                              : "The stated sizes; the states are a part of all.") +
      " Ten layers as in the authors' code, where the paper counts nine.";
  statement.points = std::move(points);
  statement.mutant_points = std::move(mutant_points);
  const auto make = [space](const Params& params, std::uint64_t seed) {
    const Size size = derive::looped::size_of(params);
    Computes result{.model = ten_layer_block(size),
                    .task = derive::looped::truth(Blocks::ten_layers, size),
                    .inputs = space(size, seed)};
    result.promises = promises(size, result.model);
    result.columns = derive::looped::column_groups(size);
    result.is_looped = true;
    return result;
  };
  return derive::computes(std::move(statement), make, mutants());
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  return derive::looped::run_programs(request, {.blocks = {{"S1", Blocks::ten_layers}},
                                                .mutants = [](Blocks) { return mutants(); }});
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "The published looped block executes SUBLEQ",
                     .family = "looped transformers"};
  check::cite(claim, check::giannou2023looped());
  claim.statements = check::joined(
      {{one_step("", "all operand pairs", operands, operand_points, check::no_points),
        one_step("pointers", "all pointers", pointers, pointer_points, check::no_points),
        one_step("states", "all states of a small machine", states, state_points, least_machine),
        one_step("programs", "states of random programs", runs, run_points, check::no_points)},
       parts_of_block(),
       softmax()});
  Statement& first = claim.statements.front();
  first.figure = check::figure_at(first, point(6, 2, 3), punch_cards);
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help = derive::looped::run_programs_help;
  return claim;
}

}  // namespace attest::looped_subleq_published
