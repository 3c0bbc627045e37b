// SPDX-License-Identifier: Apache-2.0
/// \file
/// The reductions: right on every pair of inputs, from problems that are hard.
#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/function.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::MutantOf;
using derive::Reduces;

/// The maps of a point: modulus M, or 0 for every M from 2n+2 to 4n+12; each with and without a
/// spare token.
std::vector<Reduces> maps_of(const Params& params, const Choices& choices) {
  const std::int64_t n = params.at("n");
  const std::int64_t modulus = params.at("modulus");
  if (modulus != 0 && modulus < 2 * n + 2) {
    reject_parameter("modulus", modulus, "0 or at least 2n+2 = " + std::to_string(2 * n + 2));
  }
  const std::int64_t first = modulus == 0 ? 2 * n + 2 : modulus;
  const std::int64_t last = modulus == 0 ? 4 * n + 12 : modulus;
  std::vector<Reduces> maps;
  for (std::int64_t m = first; m <= last; ++m) {
    for (const bool has_spare : {false, true}) {
      maps.push_back(bits_reduction(n, m, has_spare, choices));
    }
  }
  return maps;
}

/// A mutant whose maps are rebuilt from wrong choices.
MutantOf<Reduces> wrong_choice(std::string name, std::string why, const Choices& choices,
                               Function<std::string(const Params&)> proof = {}) {
  return {.name = std::move(name),
          .why = std::move(why),
          .apply =
              [choices](Reduces& map, const Params& params) {
                map.instance =
                    bits_reduction(params.at("n"), params.at("modulus"), false, choices).instance;
              },
          .proof = std::move(proof)};
}

bool is_wide(const Params& params) { return params.at("modulus") >= 2 * params.at("n") + 4; }

std::vector<MutantOf<Reduces>> code_mutants() {
  std::vector<MutantOf<Reduces>> mutants{
      wrong_choice("null_is_zero", "unused tokens are 0, which is A_0", {.unused = 0}),
      wrong_choice("x1_and_null_zero", "the first token and the unused ones are 0",
                   {.first = 0, .unused = 0}),
      wrong_choice("b_forgets_x1", "B_i = M - A_i, which leaves out the first token",
                   {.pair_sum = 0}),
      wrong_choice("a_is_i", "A_i = i, which does not skip the unused token 1", {.code = Code::i},
                   [](const Params& params) -> std::string {
                     return params.at("n") == 1 ? "A_0 = 0 either way" : "";
                   }),
      wrong_choice("a_is_2_plus_i", "A_i = 2 + i", {.code = Code::two_plus_i},
                   [](const Params& params) -> std::string {
                     return is_wide(params) ? "for M >= N+3 the pairs 2+i, M-3-i are different "
                                              "residues, none of them 1 or M-2"
                                            : "";
                   }),
      {.name = "modulus_n",
       .why = "M = N = 2n+1 instead of at least N+1",
       .apply =
           [](Reduces& map, const Params& params) {
             const std::int64_t n = params.at("n");
             map.target = task::match_three_at(2 * n + 1, 0);
             map.instance = bits_reduction(n, 2 * n + 1, false).instance;
           }},
      wrong_choice("null_zero_codes_2_plus_i", "unused tokens are 0 and A_i = 2 + i",
                   {.unused = 0, .code = Code::two_plus_i}, [](const Params&) -> std::string {
                     return "for M >= N+3 no two of 0, 1, 2+i, M-3-i but the two ends of a pair "
                            "sum to M-1";
                   })};
  mutants.back().applies = is_wide;
  return mutants;
}

Statement map_is_right() {
  Statement about{.claim = claim_id, .label = "S2", .title = "Reduction from disjointness"};
  about.sentence =
      "For $n = \\lfloor (N-1)/2 \\rfloor$ and every $M \\ge N+1$ ($M \\ge N$ for even $N$), and "
      "all $a, b \\in \\{0,1\\}^n$: $\\mathrm{Match3}(X)_1 = 1$ iff $a \\wedge b \\ne 0$, where "
      "$X = (1; A_i \\text{ or } 1; B_i \\text{ or } 1)$, $A_0 = 0$, $A_i = i+1$, "
      "$B_i = M-1-A_i$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "The bound holds for any M >= N+1.",
                    .checked = "The instance map on all 4^n pairs against a naive Match3.",
                    .gap =
                        "The stated n and M; that no pair of residues sums to -1 otherwise is "
                        "an argument for every n in the README."};
  about.parameters = {{.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 12},
                      {.name = "modulus",
                       .meaning = "M, or 0: every M from 2n+2 to 4n+12",
                       .lo = 0,
                       .hi = 1 << 20}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= (rung == Rung::fast ? 5 : 6); ++n) {
      points.push_back({{"n", n}, {"modulus", 0}});
    }
    if (rung == Rung::fast) return points;
    for (std::int64_t n = 7; n <= (rung == Rung::nightly ? 9 : 12); ++n) {
      points.push_back({{"n", n}, {"modulus", 2 * n + 2}});
    }
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{
        {{"n", 1}, {"modulus", 4}}, {{"n", 3}, {"modulus", 8}}, {{"n", 3}, {"modulus", 10}}};
  };
  return derive::reduces(
      std::move(about), [](const Params& params) { return maps_of(params, {}); }, code_mutants());
}

/// Whether tokens (x_0, unused, A_0.., B_0..) are a reduction: no two of them sum to -x_0 but the
/// ends of a pair. Every other two tokens, a token twice included, occur together for some a and b
/// without a common bit.
bool is_reduction(const std::vector<std::int64_t>& x, std::int64_t n, std::int64_t modulus,
                  const std::string& twist) {
  const std::int64_t size = 2 * n + 2;
  for (std::int64_t i = 0; i < size; ++i) {
    for (std::int64_t j = i; j < size; ++j) {
      const bool is_pair = i >= 2 && j == i + n;
      if (i == j && twist == "tokens_used_once") continue;
      if (is_pair && twist == "pairs_need_no_match") continue;
      const std::int64_t sum =
          x[0] + x[static_cast<std::size_t>(i)] + x[static_cast<std::size_t>(j)];
      if ((sum % modulus == 0) != is_pair) return false;
    }
  }
  return true;
}

/// The same by trying all pairs of inputs on the naive task.
bool passes_all_pairs(const std::vector<std::int64_t>& x, std::int64_t n,
                      const task::Task& target) {
  const std::int64_t words = std::int64_t{1} << n;
  Matrix tokens(static_cast<int>(2 * n + 1), 1);
  tokens(0, 0) = x[0];
  for (std::int64_t pair = 0; pair < words * words; ++pair) {
    for (std::int64_t i = 0; i < 2 * n; ++i) {  // Alice's bits are the low ones
      const bool is_used = (pair >> i & 1) != 0;
      tokens(static_cast<int>(1 + i), 0) = is_used ? x[static_cast<std::size_t>(2 + i)] : x[1];
    }
    const bool expected = (pair % words & pair / words) != 0;
    if ((target.answer(tokens).at(0) == 1) != expected) return false;
  }
  return true;
}

Statement least_modulus() {
  Statement about{
      .claim = claim_id, .label = "S2.least", .title = "No reduction of this kind at M = N"};
  about.sentence =
      "Tokens $(x_1, \\text{null}, A_i, B_i)$ give a reduction from DISJ$_n$ iff no two of them "
      "sum to $-x_1$ but $A_i + B_i$; at $M = N = 2n+1$ no choice does ($n = 1, 2$).";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Every choice of all 2n+2 residues, each tried on all 4^n pairs.",
                    .gap = "n = 1, 2."};
  about.parameters = {{.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 3},
                      {.name = "modulus", .meaning = "M", .lo = 2, .hi = 12}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    const auto add = [&](std::int64_t n, std::int64_t last) {
      for (std::int64_t m = 2 * n + 1; m <= last; ++m) points.push_back({{"n", n}, {"modulus", m}});
    };
    add(1, rung == Rung::fast ? 5 : 12);
    add(2, rung == Rung::fast ? 7 : 9);
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 1}, {"modulus", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t modulus = params.at("modulus");
    const auto residues = [](const check::Case& word) {
      std::vector<std::int64_t> x;
      x.reserve(static_cast<std::size_t>(word.rows()));
      for (int i = 0; i < word.rows(); ++i) x.push_back(word(i, 0).num().to_int64());
      return x;
    };
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.cases = check::words(static_cast<int>(2 * n + 2), static_cast<int>(modulus));
    agrees.left = [=](const check::Case& word, const std::string& twist) {
      const bool is_right = modulus > 2 * n + 1 && is_reduction(residues(word), n, modulus, twist);
      return std::vector<Rational>{is_right ? 1 : 0};
    };
    agrees.right = [=, target = task::match_three_at(modulus, 0)](const check::Case& word) {
      return std::vector<Rational>{passes_all_pairs(residues(word), n, target) ? 1 : 0};
    };
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "pairs of tokens";
    agrees.is_yes_no = true;
    return agrees;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "tokens_used_once", .why = "j = k is not considered", .proof = {}},
       {.name = "pairs_need_no_match", .why = "A_i + B_i may be anything", .proof = {}}});
}

Statement source_is_hard() {
  Statement about{.claim = claim_id, .label = "S3.rank", .title = "Disjointness is hard"};
  about.sentence =
      "The $2^n \\times 2^n$ matrix of DISJ$_n$ has $2^n$ distinct rows and rank $2^n$: every "
      "deterministic one-way protocol sends $n$ bits, and so does every deterministic two-way one.";
  about.standing = Standing::finite_instance;
  about.fidelity = {.published = "Communication of disjointness is Omega(n).",
                    .checked = "Distinct rows by a sorted order; rank modulo two primes.",
                    .gap = "Deterministic protocols; the stated n."};
  about.parameters = {{.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 11}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= (rung == Rung::fast ? 6 : 10); ++n) points.push_back({{"n", n}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  const auto make = [](const Params& params) {
    return bits_reduction(params.at("n"), 2 * params.at("n") + 2, false);
  };
  return derive::disjointness_is_hard(std::move(about), "n", make);
}

}  // namespace

std::vector<Statement> reduction_statements() {
  return {map_is_right(), least_modulus(), source_is_hard()};
}

}  // namespace attest::match_three_one_layer_bound
