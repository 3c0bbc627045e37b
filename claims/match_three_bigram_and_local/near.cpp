// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: tokens within distance K that cancel a token, by one layer of three heads.
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
derive::NamedMutant wrong_local(const char* name, const char* why, const LocalChoices& choices) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [choices](Computes& c, const Params& params) {
        c.model = local_form(params.at("modulus"), params.at("reach"), choices);
      }};
}

Computes local_on(const Params& params, check::CaseSpace inputs) {
  const std::int64_t modulus = params.at("modulus");
  const std::int64_t reach = params.at("reach");
  Computes result{.model = local_form(modulus, reach),
                  .task = task::match_three_local(modulus, reach),
                  .inputs = std::move(inputs)};
  const derive::Resources used = derive::resources(result.model);
  result.promises = {
      check::promise("layers", "1", "<=", 1, used.layers),
      check::promise("heads", "3", "<=", 3, used.heads),
      check::promise("key dimension", "2", "<=", 2, used.key_dimension),
      check::promise("value dimension", "2K + 1", "<=", 2 * reach + 1, used.value_dimension),
      check::promise("width", "6K + 9", "<=", 6 * reach + 9, used.width),
      check::promise("ReLU units", "9(K + 1)(2K + 1) + 4K + 2",
                     "<=", 9 * (reach + 1) * (2 * reach + 1) + 4 * reach + 2, used.units)};
  return result;
}

}  // namespace

std::vector<derive::NamedMutant> local_mutants() {
  return {
      wrong_local("slot_mod_2k", "x_j stands in slot j mod 2K", {.slots_fewer = 1}),
      wrong_local("short_block_forgotten", "the last block counts as full",
                  {.knows_short_block = false}),
      wrong_local("outside_counts", "no blanks: readers at the ends read another block",
                  {.has_blanks = false}),
      wrong_local("block_after_dropped", "no head reads the next block",
                  {.has_block_after = false}),
      wrong_local("gate_too_weak", "3M - 3: the largest residue passes", {.gate_too_weak = true}),
      wrong_local("empty_slot_too_near", "S = 2M - 2: an empty slot and two times M - 1 cancel",
                  {.empty_slot_too_near = true}),
      {.name = "reference_reaches_further",
       .why = "ground truth with distances up to K + 1",
       .proof = {},
       .apply = [](Computes& c, const Params& params) {
         c.task = task::match_three_local(params.at("modulus"), params.at("reach") + 1);
       }}};
}

check::Statement local_words() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2",
       .title = "Near tokens by one layer",
       .sentence = "For all $n, M, K \\ge 1$ and every $X \\in \\mathbb{Z}_M^n$ one layer of three "
                   "heads with key dimension 2, value dimension $2K+1$ and width $6K+9$, average "
                   "hardmax, and $9(K+1)(2K+1) + 4K + 2$ ReLU units give at every token whether "
                   "some $j, k$ with $|i-j|, |i-k| \\le K$ have $x_i + x_j + x_k = 0 \\bmod M$. "
                   "Nothing but the positions grows with $n$.",
       .published = "The local variant of Match3 takes one layer, embedding dimension O(K log N) "
                    "and O(log(K log N)) bits, by sparse averaging.",
       .checked = "Exact weights on every word of the stated sizes.",
       .gap =
           "The stated (n, M, K). The ReLU units are three layers; positions take O(log n) bits."});
  about.parameters = word_parameters(true, 10000);
  about.points =
      points_of({{5, 4, 1}, {1, 3, 1}, {2, 3, 2}, {6, 3, 1}, {7, 2, 2}, {5, 4, 2}, {4, 5, 3}},
                {{8, 3, 1}, {10, 2, 2}, {7, 3, 2}, {9, 2, 3}, {6, 5, 1}, {12, 2, 1}});
  // Least length at which every named mutant changes an answer: a full block and a short one.
  about.mutant_points = points_of({{5, 4, 1}}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    return local_on(params, check::words(static_cast<int>(params.at("n")),
                                         static_cast<int>(params.at("modulus"))));
  };
  return derive::computes(std::move(about), make, local_mutants());
}

check::Statement local_samples() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.large",
       .title = "Near tokens in long words",
       .sentence = "The same weights on seeded words in which one pair of neighbours, the two ends "
                   "or a near pair cancels all other tokens, or misses by one.",
       .standing = check::Standing::finite_instance,
       .checked = "Seeded samples.",
       .gap = "A sample."});
  about.parameters = word_parameters(true, 10000);
  about.parameters.push_back({.name = "words", .meaning = "words drawn", .lo = 1, .hi = 100000});
  about.points = [](check::Rung rung) {
    std::vector<Params> points{{{"n", 40}, {"modulus", 100}, {"reach", 2}, {"words", 5}}};
    if (rung == check::Rung::fast) return points;
    points.push_back({{"n", 200}, {"modulus", 1000}, {"reach", 8}, {"words", 10}});
    points.push_back({{"n", 2000}, {"modulus", 97}, {"reach", 3}, {"words", 5}});
    points.push_back({{"n", 10000}, {"modulus", 60}, {"reach", 1}, {"words", 1}});
    return points;
  };
  about.mutant_points = check::no_points;
  const auto make = [](const Params& params, std::uint64_t seed) {
    return local_on(params,
                    planted_words(params.at("n"), params.at("modulus"), params.at("words"), seed));
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement local_precision() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.precision",
       .title = "Near tokens, every operation rounded",
       .sentence =
           "With every operation rounded to $p$ bits S2 stays right for every $p$ with $2^p \\ge "
           "8(n+M+1)^2$ and $2^p \\ge 2^{16} (K+1)^4 M$: numbers before the means are whole and "
           "smaller than the first, and the second keeps what the units make of a rounded mean "
           "below $1/4$; the answer is rounded to a whole number.",
       .checked = "Every word of the stated sizes at nine precisions from the stated one on.",
       .gap = "The stated (n, M, K)."});
  about.parameters = word_parameters(true, 64);
  about.points = points_of({{3, 3, 1}}, {{4, 4, 1}, {6, 2, 2}, {3, 6, 1}});
  about.mutant_points = points_of({{3, 3, 1}}, {});
  return derive::ladder(std::move(about), [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = params.at("modulus");
    const int sufficient = sufficient_precision(n, modulus, params.at("reach"));
    return derive::Ladder{
        .computes = local_on(params, check::words(static_cast<int>(n), static_cast<int>(modulus))),
        .sufficient = sufficient,
        .most = sufficient + 8};
  });
}

}  // namespace attest::match_three_bigram_and_local
