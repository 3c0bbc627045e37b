// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S2: Benes stages as layers, and the looping algorithm.
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/positional.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/routing.hpp"

namespace attest::positional_simulates_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using derive::Computes;

int bits_of(const Params& params) { return static_cast<int>(params.at("bits")); }

/// Layers, heads and nodes against Theorem 5.1 for one round and one message a node, s = 1.
std::vector<check::Promise> benes_promises(std::int64_t bits, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  std::vector<check::Promise> result = derive::positional_promises(model, "ceil(log2 N)", bits);
  result.push_back(check::at_most("layers", "2 ceil(log2 N)", 2 * bits, used.layers));
  result.push_back(check::at_most("heads", "2s, s = 1", 2, used.heads));
  result.push_back(check::at_most("nodes besides the N machines", "1", 1, used.extra_tokens));
  return result;
}

derive::NamedMutant wrong_benes(const char* name, const char* why, const BenesChoices& choices) {
  return {.name = name, .why = why, .proof = {}, .apply = [choices](Computes& c, const Params& at) {
            c.model = benes_model(bits_of(at), std::int64_t{1} << at.at("bits"), choices);
          }};
}

Statement one_round(bool is_drawn) {
  Statement statement = check::about(claim_id, is_drawn ? "S1.large" : "S1",
                                     is_drawn ? "Benes layers on larger networks"
                                              : "A round of messages in 2 log N positional layers");
  statement.sentence =
      "For every $R$-round MPC protocol with $N$ machines of memory $s$ a positional transformer "
      "with $N + 1$ nodes, $2R\\lceil\\log_2 N\\rceil$ layers and $2s$ heads computes the same; "
      "here: one round, $N = 2^l$, one message a machine, switch settings given.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Theorem 5.1: n = N + 1 nodes, 2R ceil(log N) layers, 2s heads, to arbitrary "
          "accuracy, by static communication and Benes networks.",
      .checked =
          "2l - 1 layers of one head deliver every permutation, the settings of each node's "
          "switches being part of its token; the looping algorithm finds them.",
      .gap =
          "One round, permutations with payload i at node i, the stated N; how the proof sets the "
          "switches was not seen (S3), local computation is left out, nothing is approximate."};
  statement.parameters = {bits_parameter(10)};
  statement.points = [is_drawn](Rung rung) {
    if (is_drawn) return rung == Rung::fast ? sizes(4, 4) : sizes(4, 7);
    return rung == Rung::fast ? sizes(1, 2) : sizes(1, 3);
  };
  statement.mutant_points = check::no_points;
  if (!is_drawn) statement.mutant_points = [](Rung) { return sizes(2, 2); };
  const auto make = [is_drawn](const Params& params, std::uint64_t seed) {
    const int bits = bits_of(params);
    Computes result{
        .model = benes_model(bits, std::int64_t{1} << bits),
        .task = task::delivered(),
        .inputs = is_drawn ? drawn_packets(bits, true, 10, seed) : permutation_packets(bits, true)};
    result.promises = benes_promises(bits, result.model);
    return result;
  };
  return derive::positional(derive::computes(
      std::move(statement), make,
      {wrong_benes("one_stage_fewer", "the last stage dropped", {.stages_dropped = 1}),
       wrong_benes("bits_in_wrong_order", "address bits l-1, .., 0, .., l-1",
                   {.is_order_reversed = true}),
       wrong_benes("bound_one_less", "B - 2 for B - 1 in the units", {.bound_offset = -1})}));
}

Statement looping(bool is_drawn) {
  Statement statement = check::about(claim_id, is_drawn ? "S2.large" : "S2",
                                     is_drawn ? "The looping algorithm on 1,024 wires"
                                              : "The looping algorithm routes every permutation");
  statement.sentence =
      "For every $N = 2^l$ the looping algorithm sets the switches of $2l - 1$ stages so that the "
      "Benes network routes a given permutation.";
  statement.fidelity = {.published = "A Benes network of 2 log2 N - 1 stages is rearrangeable.",
                        .checked = is_drawn ? "Seeded permutations." : "Every permutation.",
                        .gap = is_drawn ? "A sample." : "The stated N."};
  statement.is_recalled = true;
  statement.standing = check::Standing::finite_instance;
  statement.parameters = {bits_parameter(12)};
  statement.points = [is_drawn](Rung rung) {
    if (is_drawn) return rung == Rung::fast ? sizes(6, 6) : sizes(10, 10);
    return rung == Rung::fast ? sizes(1, 2) : sizes(1, 3);
  };
  statement.mutant_points = check::no_points;
  if (!is_drawn) {
    statement.mutant_points = [](Rung) { return sizes(2, 2); };
    statement.figure.draw = loop_figure;
  }
  const auto make = [is_drawn](const Params& params, std::uint64_t seed) {
    const int bits = bits_of(params);
    Agrees result{
        .relation = derive::Relation::equal,
        .cases = is_drawn ? drawn_packets(bits, false, 20, seed) : permutation_packets(bits, false),
        .arithmetic = check::Arithmetic::integer,
        .evaluator = "switches",
        .promises = {
            check::at_most("stages", "2l - 1", 2 * bits - 1, std::ssize(benes::stage_bits(bits)))}};
    result.left = [](const check::Case& rows, const std::string& twist) {
      const benes::Broken how = twist == "one_stage_fewer"    ? benes::Broken::one_stage_fewer
                                : twist == "halves_exchanged" ? benes::Broken::halves_exchanged
                                                              : benes::Broken::nothing;
      std::vector<Rational> inputs;
      for (const int input : benes::outputs(benes::looping(permutation_of(rows)), how)) {
        inputs.emplace_back(input);
      }
      return inputs;
    };
    result.right = [](const check::Case& rows) { return task::delivered().answer(rows); };
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "one_stage_fewer", .why = "the last stage dropped", .proof = {}},
       {.name = "halves_exchanged", .why = "the halves wired in the wrong order", .proof = {}}});
}

}  // namespace

std::vector<Statement> benes_statements() {
  return {one_round(false), one_round(true), looping(false), looping(true)};
}

}  // namespace attest::positional_simulates_mpc
