// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: the integer form under any tie rule, on words, on residue sets and on samples.
#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/check/residue_sets.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

model::Transformer broken_form(const IntegerChoices& choices, const Params& params) {
  return integer_form(params.at("modulus"), choices);
}

/// The points of the other forms, and more words than these could go through.
std::vector<Params> integer_points(Rung rung) {
  std::vector<Params> points = word_points(rung);
  if (rung == Rung::fast) return points;
  for (const std::int64_t modulus : {7, 8}) points.push_back({{"n", 8}, {"modulus", modulus}});
  if (rung == Rung::exhaustive) {
    points.push_back({{"n", 12}, {"modulus", 5}});
    points.push_back({{"n", 9}, {"modulus", 9}});
  }
  return points;
}

}  // namespace

std::vector<NamedMutant> integer_mutants() {
  const std::vector<derive::Wrong<IntegerChoices>> wrong{
      {"blank_ties_match", "blank at 2t^2, level with a match", {.blank = 0}},
      {"blank_ties_near_miss", "blank at 2t^2-2, level with a mismatch one off", {.blank = -2}},
      {"complement_without_mod", "t = -x, not reduced mod M", {.complement = Complement::negated}},
      {"complement_of_zero",
       "t = M - x, so that 0 looks for M",
       {.complement = Complement::modulus_minus}},
      {"square_dropped", "key coordinate x^2 dropped", {.has_square = false}}};
  return derive::computes_mutants(wrong, broken_form);
}

check::Statement integer_words() {
  Statement about{.claim = claim_id, .label = "S2", .title = "Integer form, any hardmax"};
  about.sentence =
      "For all $n, M \\ge 1$ and every $X \\in \\mathbb{Z}_M^n$ one head with key dimension 3, "
      "value dimension 1 and integer coordinates of absolute value at most $2M^2$ (below it for $M "
      "\\ge 2$) equals Match2 under every tie rule.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "One layer with one head and embedding dimension 3 computes Match2.",
      .checked = "Exact weights on every word of the stated sizes, with all three tie rules.",
      .gap = "Words of the stated (n, M); S2.sets covers every n for its M."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = integer_points;
  about.mutant_points = word_mutant_points;
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    Computes result{.model = integer_form(modulus),
                    .task = task::match_two(modulus),
                    .inputs = derive::residue_words(params)};
    result.promises = coordinate_bound(result.model, modulus);
    result.promises.insert(result.promises.begin(), key_dimension(result.model, 3));
    return result;
  };
  std::vector<NamedMutant> mutants = integer_mutants();
  mutants.push_back({.name = "reference_excludes_self",
                     .why = "ground truth in which j = i does not count",
                     .proof = {},
                     .apply = [](Computes& c, const Params& params) {
                       c.task = task::match_two(params.at("modulus"), task::Self::does_not_count);
                     }});
  return derive::computes(std::move(about), make, std::move(mutants));
}

check::Statement integer_sets() {
  Statement about{.claim = claim_id, .label = "S2.sets", .title = "Integer form, for every length"};
  about.sentence =
      "For the stated $M$ and every $n$: the head reads $X$ only through $x_i$ and the set of "
      "residues present, so all pairs ($x_i$, set with $x_i$ in it) decide every word of every "
      "length.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "One layer with one head and embedding dimension 3 computes Match2.",
      .checked = "Every pair (x_i, set of residues), with all three tie rules.",
      .gap = "The stated M; the reduction from words to sets is an argument in the README."};
  about.parameters = {
      {.name = "modulus", .meaning = "M: residues are 0, .., M-1", .lo = 1, .hi = 32}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t modulus : {4, 5, 8}) points.push_back({{"modulus", modulus}});
    if (rung == Rung::fast) return points;
    for (const std::int64_t modulus : {12, 16}) points.push_back({{"modulus", modulus}});
    if (rung == Rung::exhaustive) points.push_back({{"modulus", 20}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"modulus", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    Computes result{.model = integer_form(modulus),
                    .task = task::match_two_first(modulus),
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
      "The integer form equals Match2 on seeded words with planted matches, near misses and ties.";
  about.standing = Standing::finite_instance;
  about.fidelity = {.published = "M may be any polynomial in n.",
                    .checked = "Seeded samples up to n = 2000 and M = 10^9.",
                    .gap = "A sample."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{};
    return std::vector<Params>{{{"n", 20}, {"modulus", 1000}},
                               {{"n", 200}, {"modulus", 1000000000}},
                               {{"n", 2000}, {"modulus", 1000000000}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t modulus = params.at("modulus");
    return Computes{.model = integer_form(modulus),
                    .task = task::match_two(modulus),
                    .inputs = adversarial_words(params.at("n"), modulus, seed)};
  };
  return derive::computes(std::move(about), make, {});
}

}  // namespace attest::match_two
