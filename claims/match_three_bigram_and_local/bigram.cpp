// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: neighbours that cancel a token, by two layers of one head.
#include <algorithm>
#include <utility>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "claims/match_three_bigram_and_local/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/ladder.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

using check::Params;
using derive::Computes;

/// A mutant that builds with other choices.
derive::NamedMutant wrong_bigram(const char* name, const char* why, const BigramChoices& choices) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [choices](Computes& c, const Params& params) {
        c.model = bigram_form(params.at("modulus"), choices);
      }};
}

Computes bigram_on(const Params& params, check::CaseSpace inputs) {
  const std::int64_t modulus = params.at("modulus");
  Computes result{.model = bigram_form(modulus),
                  .task = task::match_three_bigram(modulus),
                  .inputs = std::move(inputs)};
  const derive::Resources used = derive::resources(result.model);
  result.promises = {check::promise("layers", "2", "<=", 2, used.layers),
                     check::promise("heads", "1", "<=", 1, used.heads),
                     check::promise("width", "13", "<=", 13, used.width),
                     check::promise("key dimension", "4", "<=", 4, used.key_dimension),
                     check::promise("ReLU units", "max(M + 2, 4)",
                                    "<=", std::max<std::int64_t>(modulus + 2, 4), used.units)};
  return result;
}

}  // namespace

std::vector<derive::NamedMutant> bigram_mutants() {
  return {wrong_bigram("attends_previous", "the first layer reads i - 1",
                       {.neighbour = Neighbour::previous}),
          wrong_bigram("wraps_around", "the last token reads the first one",
                       {.neighbour = Neighbour::cyclic_next}),
          wrong_bigram("last_token_counts", "the last token is a key with its own residue as sum",
                       {.penalises_last = false}),
          wrong_bigram("sum_not_reduced", "sums are not brought below M", {.reduces_sum = false}),
          {.name = "reference_wraps_around",
           .why = "ground truth in which the last token and the first one are neighbours",
           .proof = {},
           .apply = [](Computes& c, const Params& params) {
             c.task = task::match_three_bigram(params.at("modulus"), task::LastToken::wraps_around);
           }}};
}

check::Statement bigram_words() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1",
       .title = "Neighbours by two layers",
       .sentence = "For all $n, M \\ge 1$ and every $X \\in \\mathbb{Z}_M^n$ two layers of one "
                   "head, width 13, key dimensions 2 and 4 and $\\max(M+2, 4)$ ReLU units give at "
                   "every token whether some neighbours have $x_i + x_j + x_{j+1} = 0 \\bmod M$: "
                   "the first head has one maximal key, the second is right under every tie rule.",
       .published =
           "The bigram variant of Match3 takes depth 2, one head, embedding dimension O(1) "
           "and O(log M) bits.",
       .checked = "Exact weights on every word of the stated sizes, with all three tie rules.",
       .gap = "The stated (n, M). Positions take O(log n) bits besides the O(log M)."});
  about.parameters = word_parameters(false, 10000);
  about.points = points_of({{5, 4}, {4, 5}, {1, 3}, {2, 4}, {3, 1}, {3, 2}, {3, 6}, {5, 3}},
                           {{8, 3}, {6, 5}, {5, 7}, {4, 9}, {12, 2}});
  about.mutant_points = points_of({{4, 5}}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    return bigram_on(params, check::words(static_cast<int>(params.at("n")),
                                          static_cast<int>(params.at("modulus"))));
  };
  return derive::computes(std::move(about), make, bigram_mutants());
}

check::Statement bigram_samples() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1.large",
       .title = "Neighbours in long words",
       .sentence = "The same weights on seeded words in which one pair of neighbours, the two ends "
                   "or a near pair cancels all other tokens, or misses by one.",
       .standing = check::Standing::finite_instance,
       .checked = "Seeded samples.",
       .gap = "A sample."});
  about.parameters = word_parameters(false, 10000);
  about.parameters.push_back({.name = "words", .meaning = "words drawn", .lo = 1, .hi = 100000});
  about.points = [](check::Rung rung) {
    std::vector<Params> points{{{"n", 40}, {"modulus", 100}, {"words", 10}}};
    if (rung == check::Rung::fast) return points;
    points.push_back({{"n", 400}, {"modulus", 1000}, {"words", 10}});
    points.push_back({{"n", 3000}, {"modulus", 97}, {"words", 5}});
    points.push_back({{"n", 10000}, {"modulus", 60}, {"words", 1}});
    return points;
  };
  about.mutant_points = check::no_points;
  const auto make = [](const Params& params, std::uint64_t seed) {
    return bigram_on(params,
                     planted_words(params.at("n"), params.at("modulus"), params.at("words"), seed));
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement bigram_precision() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1.precision",
       .title = "Neighbours, every operation rounded",
       .sentence =
           "With every operation rounded to $p$ bits S1 stays right for every $p$ with $2^p "
           "\\ge 8(n+M+1)^2$: the last mean is rounded to a whole number, and every other number "
           "is whole and smaller.",
       .published = "O(log M) bits suffice.",
       .checked = "Every word of the stated sizes at nine precisions from the stated one on.",
       .gap = "The stated (n, M); n enters by its positions."});
  about.parameters = word_parameters(false, 64);
  about.points = points_of({{3, 3}}, {{4, 4}, {3, 8}, {8, 2}, {9, 2}});
  about.mutant_points = points_of({{3, 3}}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = params.at("modulus");
    const int sufficient = sufficient_precision(n, modulus);
    return derive::Ladder{
        .computes = bigram_on(params, check::words(static_cast<int>(n), static_cast<int>(modulus))),
        .sufficient = sufficient,
        .most = sufficient + 8};
  };
  return derive::ladder(std::move(about), make, bigram_mutants());
}

}  // namespace attest::match_three_bigram_and_local
