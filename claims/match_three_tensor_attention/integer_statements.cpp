// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: the integer form under any tie rule, on words, on residue sets and on samples.
#include <algorithm>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/check/residue_sets.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

constexpr std::int64_t most_residues = 16;  // whose triples are all looked at

/// The integer form with averaged ties, an output above 0 read as 1.
model::Transformer positive_outputs(std::int64_t modulus, const IntegerChoices& choices) {
  model::Transformer model = integer_form(modulus, choices);
  for (model::Head& head : model.blocks[0].heads) head.norm = model::Norm::average_hardmax;
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("match", decode.less(decode.constant(0), decode.input("match[0]")));
  model.decode.circuit = decode.finish();
  return model;
}

model::Transformer broken_form(const IntegerChoices& choices, const Params& params) {
  return integer_form(params.at("modulus"), choices);
}

std::vector<Params> integer_points(Rung rung) {
  std::vector<Params> points = small_points(rung);
  if (rung == Rung::fast) return points;
  for (const auto& [n, modulus] : {std::pair{5, 12}, {6, 8}}) {
    points.push_back({{"n", n}, {"modulus", modulus}});
  }
  return points;
}

/// Largest absolute value of a query's coordinates over all residues.
Rational largest_query(const model::Transformer& model, const Matrix& states) {
  Rational largest = 0;
  for (const model::Head& head : model.blocks[0].heads) {
    for (int token = 0; token + 1 < states.rows(); ++token) {  // the blank's output is not read
      std::map<int, Rational> coordinates;
      for (const model::Entry& entry : head.query) {
        coordinates[entry.to] += entry.weight.value * states(token, entry.from);
      }
      for (const auto& [at, value] : coordinates) largest = std::max(largest, value.abs());
    }
  }
  return largest;
}

/// Largest absolute value of a score of a token, over both heads.
Rational largest_score(const model::Trace& trace) {
  Rational largest = 0;
  for (const model::HeadTrace& head : trace.layers[0].heads) {
    const auto read = static_cast<std::size_t>(trace.inputs * head.keys);
    for (std::size_t at = 0; at < read; ++at) {
      largest = std::max(largest, std::get<Rational>(head.scores[at]).abs());
    }
  }
  return largest;
}

}  // namespace

std::vector<NamedMutant> integer_mutants() {
  const char* const between = "it stays strictly between 2T^2-2 and 2T^2";
  const std::vector<derive::Wrong<IntegerChoices>> wrong{
      {"one_head", "the head of T = t alone", {.combination = Combination::first}},
      {"penalty_zero", "C = 0: at x_i = 0 a token with the blank ties with a hit", {.penalty = 0}},
      {"cross_term_dropped", "without -4 x_j x_k", {.has_cross_term = false}},
      {"blank_at_zero", "the blank pair scores 0", {.is_blank_at_zero = true}},
      {"either_replaced_by_both",
       "the smaller of the two outputs",
       {.combination = Combination::both}},
      {"blank_ties_hit", "the blank pair at 2T^2, level with a hit", {.blank = 0}},
      {"blank_ties_near_miss", "the blank pair at 2T^2-2, level with a sum one off", {.blank = -2}},
      {"complement_without_mod", "t = -x, not reduced mod M", {.complement = Complement::negated}},
      {"complement_of_zero",
       "t = M - x: 0 looks for M and 2M, never for 0",
       {.complement = Complement::modulus_minus}},
      {"penalty_larger",
       "C = 512",
       {.penalty = 512},
       "T = 0 has the hit j = k = i, so below 0 a mixed pair is never maximal"},
      {"blank_half_higher", "the blank pair at 2T^2 - 1/2", {.blank = Rational(-1, 2)}, between},
      {"blank_half_lower", "the blank pair at 2T^2 - 3/2", {.blank = Rational(-3, 2)}, between}};
  std::vector<NamedMutant> mutants = derive::computes_mutants(wrong, broken_form);
  mutants.push_back(
      {.name = "penalty_zero_read_as_positive",
       .why = "C = 0, ties averaged, an output above 0 read as 1",
       .proof = "a hit keeps positive weight beside the mixed pairs that tie with it, and where "
                "there is none the blank pair stands alone",
       .apply = [](Computes& c, const Params& params) {
         c.model = positive_outputs(params.at("modulus"), {.penalty = 0});
       }});
  return mutants;
}

std::vector<check::Promise> integer_promises(const model::Transformer& model,
                                             const Params& params) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t modulus = params.at("modulus");
  std::vector<check::Promise> promises{
      check::at_most("heads", "2", 2, Rational(used.heads)),
      check::at_most("rank of a head's scores", "8", 8, Rational(used.key_dimension))};
  if (modulus > most_residues) return promises;
  // All residues as a word: its pairs are all pairs, its queries all queries.
  Matrix residues(static_cast<int>(modulus), 1);
  for (int x = 0; x < residues.rows(); ++x) residues(x, 0) = x;
  const model::Trace trace = model::trace(model, residues, {.any = model::Tie::average});
  const Rational bound(8 * modulus * modulus - 1);
  promises.push_back(check::at_most("largest coordinate of a query", "8M^2 - 1", bound,
                                    largest_query(model, model::embed(model, residues))));
  promises.push_back(check::at_most("largest score", "8M^2 - 1", bound, largest_score(trace)));
  const Rational pairs((modulus + 1) * (modulus + 1));
  promises.push_back(check::at_most("pairs a head scores for a query, at n = M", "(M+1)^2", pairs,
                                    Rational(trace.layers[0].heads[0].keys)));
  return promises;
}

std::vector<Params> small_points(Rung rung) {
  std::vector<Params> points;
  const auto add = [&](std::int64_t n, std::int64_t modulus) {
    points.push_back({{"n", n}, {"modulus", modulus}});
  };
  for (const auto& [n, modulus] : {std::pair{1, 2}, {2, 5}, {3, 5}, {4, 3}, {4, 4}, {5, 3}}) {
    add(n, modulus);
  }
  if (rung == Rung::fast) return points;
  for (const auto& [n, modulus] : {std::pair{1, 1}, {1, 3}, {4, 8}, {5, 6}, {6, 4}}) {
    add(n, modulus);
  }
  return points;
}

check::Statement integer_words() {
  Statement about{
      .claim = claim_id, .label = "S2", .title = "Integer form, any hardmax over pairs"};
  about.sentence =
      "For all $n, M \\ge 1$ and every $X \\in \\mathbb{Z}_M^n$ two third-order heads of rank 8, "
      "with integer queries and scores of absolute value below $8M^2$, and the larger of their "
      "outputs equal Match3 under every tie rule.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "One third-order unit of constant size computes Match3.",
      .checked = "Exact weights on every word of the stated sizes, with all three tie rules.",
      .gap = "Words of the stated (n, M); S2.sets covers every n for its M. Cubic time in n."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = integer_points;
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"modulus", 5}}}; };
  about.figure.draw = slice_figure;
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    Computes result{.model = integer_form(modulus),
                    .task = task::match_three(modulus),
                    .inputs = derive::residue_words(params)};
    result.promises = integer_promises(result.model, params);
    return result;
  };
  std::vector<NamedMutant> mutants = integer_mutants();
  mutants.push_back({.name = "reference_excludes_repeats",
                     .why = "ground truth in which i, j, k differ",
                     .proof = {},
                     .apply = [](Computes& c, const Params& params) {
                       c.task = task::match_three(params.at("modulus"), task::Repeats::excluded);
                     }});
  return derive::computes(std::move(about), make, std::move(mutants));
}

check::Statement integer_sets() {
  Statement about{.claim = claim_id, .label = "S2.sets", .title = "Integer form, for every length"};
  about.sentence =
      "For the stated $M$ and every $n$: the heads read $X$ only through $x_i$ and the set of "
      "residues present, so all pairs ($x_i$, set with $x_i$ in it) decide every word of every "
      "length.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "One third-order unit of constant size computes Match3.",
      .checked = "Every pair (x_i, set of residues), with all three tie rules.",
      .gap = "The stated M; the reduction from words to sets is an argument in the README."};
  about.parameters = {
      {.name = "modulus", .meaning = "M: residues are 0, .., M-1", .lo = 1, .hi = 16}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t modulus : {3, 4, 5, 6}) points.push_back({{"modulus", modulus}});
    if (rung == Rung::fast) return points;
    for (const std::int64_t modulus : {1, 2, 7, 8, 9}) points.push_back({{"modulus", modulus}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"modulus", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    Computes result{.model = integer_form(modulus),
                    .task = task::match_three_at(modulus, 0),
                    .inputs = check::residue_sets(modulus)};
    result.model.decode.at = model::ReadAt::first_input;
    return result;
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement integer_samples() {
  Statement about{.claim = claim_id,
                  .label = "S2.large",
                  .title = "Integer form, long words and a large modulus"};
  about.sentence =
      "The integer form equals Match3 on seeded words with planted triples and near misses.";
  about.standing = Standing::finite_instance;
  about.fidelity = {.published = "M may be any polynomial in n.",
                    .checked = "Seeded samples up to n = 60 and M = 10^6.",
                    .gap = "A sample."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{};
    return std::vector<Params>{{{"n", 8}, {"modulus", 1000}},
                               {{"n", 20}, {"modulus", 1000000}},
                               {{"n", 60}, {"modulus", 1000000}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t modulus = params.at("modulus");
    return Computes{.model = integer_form(modulus),
                    .task = task::match_three(modulus),
                    .inputs = planted_words(params.at("n"), modulus, seed)};
  };
  return derive::computes(std::move(about), make, {});
}

}  // namespace attest::match_three_tensor_attention
