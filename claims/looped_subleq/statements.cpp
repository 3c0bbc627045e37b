// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of the two blocks, on which states, against which ground truth.
#include <string>
#include <utility>

#include "claims/looped_subleq/claim.hpp"
#include "claims/looped_subleq/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/looped_run.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/number/function.hpp"

namespace attest::looped_subleq {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::looped::point;
using derive::looped::run_points;

/// The states a statement is checked on.
using Space = check::CaseSpace (*)(Blocks, const Size&, std::uint64_t seed);
using Points = Function<std::vector<Params>(Rung)>;

constexpr std::int64_t programs = 1700;  // at six sizes: more than 10^4
constexpr std::int64_t loops = 50;

/// Operands and pointers together: a broken weight of either kind shows.
check::CaseSpace operands(Blocks blocks, const Size& size, std::uint64_t) {
  return check::concatenated({operand_pairs(blocks, size), all_pointers(blocks, size)});
}
check::CaseSpace pointers(Blocks blocks, const Size& size, std::uint64_t) {
  return all_pointers(blocks, size);
}
check::CaseSpace states(Blocks blocks, const Size& size, std::uint64_t) {
  return all_states(blocks, size);
}
check::CaseSpace halting(Blocks blocks, const Size& size, std::uint64_t) {
  return halting_states(blocks, size);
}
check::CaseSpace commands(Blocks blocks, const Size& size, std::uint64_t) {
  return all_commands(blocks, size);
}
check::CaseSpace runs(Blocks blocks, const Size& size, std::uint64_t seed) {
  return random_runs(blocks, size, programs, loops, seed);
}

/// Eight columns, three words of each size up to a rung's greatest.
Points operand_points(int fast, int nightly, int exhaustive) {
  return [=](Rung rung) {
    const int most = rung == Rung::fast ? fast : rung == Rung::nightly ? nightly : exhaustive;
    std::vector<Params> points;
    for (int word_bits = 2; word_bits <= most; ++word_bits) {
      points.push_back(point(8, 3, word_bits));
    }
    return points;
  };
}

/// k = 3, every number of words.
std::vector<Params> pointer_points(Rung) {
  std::vector<Params> points;
  for (int memory = 1; memory <= 6; ++memory) points.push_back(point(8, memory, 4));
  return points;
}

/// The least machine in which a != b and a branch goes either way, and for S1 a larger one. On fast
/// its states that can halt are a statement of their own.
Points state_points(Blocks blocks) {
  return [blocks](Rung rung) {
    std::vector<Params> points;
    if (rung == Rung::fast) return points;
    points.push_back(point(5, 2, 2));
    if (blocks == Blocks::two_layers) points.push_back(point(6, 3, 2));
    return points;
  };
}

std::vector<Params> halting_points(Rung) { return {point(5, 2, 2)}; }

std::vector<Params> command_points(Rung rung) {
  if (rung == Rung::fast) return {};
  return {point(8, 3, 2)};
}

/// Mutants of a statement about every state of its machines.
Points mutants_from(Rung least) {
  return [least](Rung rung) {
    return rung < least ? std::vector<Params>{} : std::vector<Params>{point(5, 2, 2)};
  };
}

Statement about(Blocks blocks, const std::string& part) {
  const bool is_two = blocks == Blocks::two_layers;
  Statement result{.claim = claim_id,
                   .label = (is_two ? "S1" : "S2") + (part.empty() ? "" : "." + part)};
  result.standing = check::Standing::strengthened;
  result.sentence =
      is_two ? "A block of 2 layers with 2 and 3 heads, $d = 15k+4N+3$, $10N+4k+7$ and $6N+38k+2$ "
               "ReLU units executes one instruction per loop: for every command table, memory and "
               "pc such that the branch is taken or $pc < n-1$, block(encode(table, mem, pc)) = "
               "encode(table, step(mem, pc)), every entry of the state, under every tie rule."
             : "One layer with 4 heads, $d = 18k+4N+2$ and $14N+82k+1$ ReLU units executes one "
               "instruction per loop, for every state, every entry of the next state included, "
               "under every tie rule; a write stays pending for one loop, and the last command "
               "falls through to itself.";
  result.fidelity.published =
      "A looped transformer of nine layers, two heads and width O(log n + N) executes one SUBLEQ "
      "instruction per loop.";
  result.parameters =
      derive::looped::size_parameters({.columns = 3, .memory = 1, .word_bits = 2},
                                      {.columns = 1024, .memory = 1022, .word_bits = 32});
  return result;
}

Statement one_step(Blocks blocks, const std::string& part, const std::string& title, Space space,
                   Points points, Points mutant_points = check::no_points) {
  const bool has_mutants = !mutant_points(Rung::nightly).empty();
  Statement statement = about(blocks, part);
  statement.title = (blocks == Blocks::two_layers ? "Two layers, one instruction: "
                                                  : "One layer, one instruction: ") +
                    title;
  statement.fidelity.checked = "Exact weights, the whole next state, on " + title + ".";
  statement.fidelity.gap =
      std::string(has_mutants ? "The stated sizes. One step from every state covers runs of every "
                                "length by induction."
                              : "The stated sizes; the states are a part of all.") +
      " The paper's own block is that of looped_subleq_published; its sentence is recalled.";
  statement.points = std::move(points);
  statement.mutant_points = std::move(mutant_points);
  const auto make = [blocks, space](const Params& params, std::uint64_t seed) {
    const Size size = size_of(params);
    Computes result{.model = block(blocks, size),
                    .task = truth(blocks, size),
                    .inputs = space(blocks, size, seed)};
    result.promises = promises(blocks, size, result.model);
    result.columns = derive::looped::column_groups(size);
    result.is_looped = true;
    return result;
  };
  return derive::computes(std::move(statement), make,
                          has_mutants ? mutants(blocks) : std::vector<derive::NamedMutant>{});
}

/// Every state of machines small enough for exact softmax.
std::vector<Params> softmax_points(Rung rung) {
  if (rung == Rung::fast) return {point(4, 1, 2)};
  return {point(4, 1, 2), point(5, 2, 2)};
}

/// One word of memory leaves too many weights without work: mutants wait for two.
std::vector<Params> softmax_mutant_points(Rung rung) {
  if (rung == Rung::fast) return {};
  return {point(5, 2, 2)};
}

Statement softmax(Blocks blocks, bool is_every_state) {
  const bool is_two = blocks == Blocks::two_layers;
  Statement statement = about(blocks, "");
  statement.label =
      std::string(is_two ? "S3.two_layer" : "S3.one_layer") + (is_every_state ? ".states" : "");
  statement.title = std::string("Softmax with a rounding layer: ") +
                    (is_two ? "two layers" : "one layer") + " and one more, " +
                    (is_every_state ? "every state" : "operand pairs");
  statement.sentence =
      is_two ? "Put $r = e^{-2\\lambda}$, $t = (1+r)^k-1+r^{k/2}$, $M = 2^N-1$, $h = 4tM$. With a "
               "rounding layer appended the two-layer block is exact under softmax of "
               "temperature $1/\\lambda$ if $\\max(h+2t, h+(2+h)\\sqrt r(1+r)^k) \\le 1/4$."
             : "Put $r = e^{-2\\lambda}$, $t = (1+r)^k-1+r^{k/2}$, $u = (1+r)^k-1+\\sqrt r$, "
               "$M = 2^N-1$. With a rounding layer appended the one-layer block is exact under "
               "softmax of temperature $1/\\lambda$ if $4uM+2t+16 \\cdot 2^N t \\le 1/4$.";
  statement.fidelity.published =
      "Softmax at lambda >= log(n^3/eps) makes reads eps-accurate, and rounding removes the error.";
  statement.fidelity.checked =
      "The least kappa of the inequality with lambda = kappa ln 2: weights are powers of an "
      "integer base, states exact rationals, and the next state is compared entry by entry, " +
      std::string(is_every_state ? "from every state of a small machine." : "on operand pairs.");
  statement.fidelity.gap =
      std::string("The stated sizes; the inequality itself is proved by hand in the README.") +
      (is_every_state ? " Generic mutants are judged from the nightly rung on." : "");
  statement.points = is_every_state ? Points(softmax_points) : operand_points(2, 4, 5);
  statement.mutant_points = [is_every_state](Rung rung) {
    return is_every_state ? softmax_mutant_points(rung) : std::vector<Params>{point(8, 3, 2)};
  };
  const auto make = [blocks, is_every_state](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const int kappa = sufficient_kappa(blocks, size.address_bits(), size.word_bits);
    Computes result{
        .model = with_softmax(block(blocks, size), blocks, kappa),
        .task = truth(blocks, size),
        .inputs = is_every_state ? all_states(blocks, size) : operand_pairs(blocks, size)};
    result.promises = softmax_promises(blocks, size, kappa);
    result.columns = derive::looped::column_groups(size);
    result.is_looped = true;
    return result;
  };
  if (is_every_state) return derive::computes(std::move(statement), make, {});
  return derive::without_generic_mutants(derive::computes(
      std::move(statement), make,
      {{.name = "no_rounding",
        .why = "the rounding layer dropped",
        .proof = {},
        .apply = [](Computes& broken, const Params&) { broken.model.schedule.pop_back(); }},
       {.name = is_two ? "kappa_two_less" : "kappa_one_less",
        .why = "the temperature too high for the difference of operands",
        .proof = {},
        .apply = [blocks, less = is_two ? 2 : 1](Computes& broken, const Params& params) {
          const Size size = size_of(params);
          const int kappa = sufficient_kappa(blocks, size.address_bits(), size.word_bits) - less;
          broken.model = with_softmax(block(blocks, size), blocks, kappa);
        }}}));
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  return derive::looped::run_programs(
      request,
      {.blocks = {{"S2", Blocks::one_layer}, {"S1", Blocks::two_layers}}, .mutants = mutants});
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One looped attention layer executes SUBLEQ",
                     .family = "looped transformers"};
  check::cite(claim, check::giannou2023looped());
  for (const Blocks blocks : {Blocks::two_layers, Blocks::one_layer}) {
    claim.statements.push_back(one_step(blocks, "", "all operand pairs and all pointers", operands,
                                        operand_points(4, 8, 10)));
    claim.statements.push_back(
        one_step(blocks, "pointers", "all pointers", pointers, pointer_points));
    claim.statements.push_back(one_step(blocks, "states", "all states of a small machine", states,
                                        state_points(blocks), mutants_from(Rung::nightly)));
    claim.statements.push_back(one_step(blocks, "halting",
                                        "all states of a small machine that can halt", halting,
                                        halting_points, mutants_from(Rung::fast)));
    claim.statements.push_back(one_step(blocks, "commands",
                                        blocks == Blocks::one_layer
                                            ? "all commands and pending writes"
                                            : "all tables but for the last command",
                                        commands, command_points));
    claim.statements.push_back(
        one_step(blocks, "programs", "states of random programs", runs, run_points));
  }
  Statement unique = about(Blocks::one_layer, "gap");
  unique.points = [](Rung rung) {
    return rung == Rung::fast ? std::vector<Params>{point(8, 3, 4)} : pointer_points(rung);
  };
  unique.mutant_points = [](Rung) { return std::vector<Params>{point(8, 3, 4)}; };
  claim.statements.push_back(gap(std::move(unique)));
  for (const Blocks blocks : {Blocks::two_layers, Blocks::one_layer}) {
    claim.statements.push_back(softmax(blocks, false));
    claim.statements.push_back(softmax(blocks, true));
  }
  for (const Blocks blocks : {Blocks::two_layers, Blocks::one_layer}) {
    Statement natural = about(blocks, "");
    natural.points = [larger =
                          operand_points(2, blocks == Blocks::two_layers ? 4 : 3, 4)](Rung rung) {
      return rung == Rung::fast ? std::vector<Params>{point(5, 2, 2)} : larger(rung);
    };
    natural.mutant_points = [](Rung rung) {
      return std::vector<Params>{rung == Rung::fast ? point(5, 2, 2) : point(8, 3, 2)};
    };
    claim.statements.push_back(natural_softmax(std::move(natural), blocks));
  }
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      std::string(derive::looped::run_programs_help) + " --statement S1|S2 (default S2).";
  return claim;
}

}  // namespace attest::looped_subleq
