// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: Match3 on all words, on samples, and on constant words where the base matters.
#include <algorithm>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/match_three.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

NamedMutant wrong_match(const char* name, const char* why, const MatchChoices& choices) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [choices](Computes& c, const Params& params) {
        c.model = match_form(params.at("n"), params.at("modulus"), choices);
      }};
}

std::vector<check::Parameter> match_parameters() {
  return {{.name = "n", .meaning = "tokens besides the sink", .lo = 1, .hi = 600},
          {.name = "modulus", .meaning = "m: tokens are 1, .., m-1", .lo = 2, .hi = 64}};
}

Computes match_at(std::int64_t n, std::int64_t modulus, check::CaseSpace inputs) {
  Computes result{.model = match_form(n, modulus),
                  .task = task::match_three(modulus),
                  .inputs = std::move(inputs)};
  result.promises = size_promises(result.model, 2, 12);
  return result;
}

Statement about_match(const char* label, const char* title) {
  Statement about{.claim = claim_id, .label = label, .title = title};
  about.standing = Standing::finite_instance;
  about.parameters = match_parameters();
  return about;
}

}  // namespace

std::vector<NamedMutant> match_mutants() {
  return {wrong_match("penalty_20", "M = 20: a pair with one sink comes too near", {.penalty = 20}),
          wrong_match("one_head", "the head of sum m alone", {.has_second_sum = false}),
          wrong_match("last_pairing_dropped", "without <h_k, f_i>", {.has_last_pairing = false}),
          wrong_match("third_rounded", "q = p - floor(s/3) in place of 3p - s",
                      {.has_factor_three = false})};
}

Statement match_words() {
  Statement about = about_match("S2.match", "Match3 by two Strassen heads");
  about.sentence =
      "For all $m \\ge 2$, $n \\le 295$ and $p \\in [1, m-1]^n$ two Strassen heads with 12 "
      "coordinates, base 2 and one sink have outputs of which the smaller is at most $1/2$ at $i$ "
      "where some $j, k$ have $p_i + p_j + p_k \\equiv 0 \\bmod m$, and at least $3/4$ elsewhere.";
  about.fidelity = {
      .published = "A one-layer Strassen transformer of constant size computes Match3[n, poly n].",
      .checked = "Exact rational outputs on every word of the stated sizes.",
      .gap = "The stated (n, m); weights and base are ours. Larger n: S2.match.constant."};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    const bool is_fast = rung == Rung::fast;
    for (std::int64_t modulus = is_fast ? 3 : 2; modulus <= (is_fast ? 6 : 8); ++modulus) {
      for (std::int64_t n = 1; n <= (is_fast || modulus > 6 ? 3 : 4); ++n) {
        points.push_back({{"n", n}, {"modulus", modulus}});
      }
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"modulus", 6}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = params.at("modulus");
    return match_at(n, modulus, nonzero_words(n, modulus));
  };
  std::vector<NamedMutant> mutants = match_mutants();
  mutants.push_back({.name = "zero_allowed",
                     .why = "tokens 0, .., m-1: three zeros sum to neither m nor 2m",
                     .proof = {},
                     .apply = [](Computes& c, const Params& params) {
                       c.inputs = check::words(static_cast<int>(params.at("n")),
                                               static_cast<int>(params.at("modulus")));
                     }});
  mutants.push_back({.name = "reference_excludes_repeats",
                     .why = "ground truth in which i, j, k differ",
                     .proof = {},
                     .apply = [](Computes& c, const Params& params) {
                       c.task = task::match_three(params.at("modulus"), task::Repeats::excluded);
                     }});
  return derive::computes(std::move(about), make, std::move(mutants));
}

Statement match_samples() {
  Statement about = about_match("S2.match.samples", "Match3 on longer words");
  about.sentence =
      "The Match3 form equals Match3 on seeded words with planted triples and near misses.";
  about.fidelity = {.published = "m may be any polynomial in n.",
                    .checked = "Seeded samples up to n = 60.",
                    .gap = "A sample: an exact softmax number has some n m^2 bits."};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    if (rung == Rung::fast) return points;
    for (const auto& [n, modulus] : {std::pair{5, 9}, {7, 13}, {9, 17}, {20, 12}, {60, 8}}) {
      points.push_back({{"n", n}, {"modulus", modulus}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = params.at("modulus");
    return match_at(n, modulus, planted_words(n, modulus, seed));
  };
  return derive::computes(std::move(about), make, {});
}

Statement match_constant() {
  Statement about = about_match("S2.match.constant", "Match3 where every pair is a near miss");
  about.sentence =
      "With base $2^c$, $c = 1$ for $n \\le 295$ and $\\lceil (2\\log_2 n + 3)/18 \\rceil$ beyond, "
      "the outputs at the first token stay apart on the words of $n$ equal tokens.";
  about.fidelity = {.published = "n is not bounded.",
                    .checked = "All words of equal tokens at the stated n.",
                    .gap = "The stated n and m; at n = 512 base 2 fails, a test shows."};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 20}, {"modulus", 4}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", 295}, {"modulus", 4}});
    points.push_back({{"n", 512}, {"modulus", 4}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = params.at("modulus");
    check::CaseSpace inputs =
        check::mapped(check::words(1, static_cast<int>(modulus - 1)),
                      [n](const check::Case& letter) -> std::optional<check::Case> {
                        check::Case word(static_cast<int>(n), 1);
                        for (int i = 0; i < word.rows(); ++i) word(i, 0) = letter(0, 0) + 1;
                        return word;
                      });
    inputs.description = "the words of equal tokens";
    Computes result = match_at(n, modulus, std::move(inputs));
    result.task = task::match_three_at(modulus, 0);
    result.model.decode.at = model::ReadAt::first_input;
    return result;
  };
  return derive::computes(std::move(about), make, {});
}

}  // namespace attest::strassen_attention
