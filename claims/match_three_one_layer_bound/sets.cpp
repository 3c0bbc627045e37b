// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: for a larger modulus Bob has more inputs, and each has a row of its own.
#include "claims/match_three_one_layer_bound/claim.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Reduces;

constexpr std::int64_t max_sets = 1 << 13;  // a matrix of sets by sets is kept in memory

std::vector<Params> set_points(Rung rung) {
  std::vector<Params> points{{{"n", 2}, {"modulus", 16}},
                             {{"n", 3}, {"modulus", 13}},
                             {{"n", 3}, {"modulus", 16}},
                             {{"n", 4}, {"modulus", 13}},
                             {{"n", 4}, {"modulus", 17}}};
  if (rung == Rung::fast) return points;
  points.push_back({{"n", 2}, {"modulus", 40}});
  points.push_back({{"n", 3}, {"modulus", 30}});
  return points;
}

/// The set reduction of a point. \throws InputError if it has no sets or too many
Reduces sets_of(const Params& params) {
  const std::int64_t n = params.at("n");
  const std::int64_t modulus = params.at("modulus");
  const std::int64_t pairs = usable_pairs(modulus);
  if (pairs < n) reject_parameter("modulus", modulus, "floor(M/2) - 1 >= n pairs");
  if (set_count(n, pairs) > Integer(max_sets)) {
    reject_parameter("n, modulus", set_count(n, pairs),
                     "at most " + std::to_string(max_sets) + " sets");
  }
  return sets_reduction(n, modulus);
}

const std::vector<check::Parameter> set_parameters{
    {.name = "n", .meaning = "tokens of each party", .lo = 1, .hi = 8},
    {.name = "modulus", .meaning = "M", .lo = 6, .hi = 200}};

Statement sets_map_is_right() {
  Statement about{
      .claim = claim_id, .label = "S4", .title = "Reduction from disjoint sets of pairs"};
  about.sentence =
      "For $U = \\lfloor M/2 \\rfloor - 1 \\ge n$ and all sets $a, b$ of at most $n$ of the $U$ "
      "pairs, Alice holding low ends and Bob high ends: $\\mathrm{Match3}(X)_1 = 1$ iff "
      "$a \\cap b \\ne \\emptyset$. So $H(m_v+1)t \\ge \\log_2 \\sum_{k \\le n} \\binom{U}{k}$, "
      "which is $\\Omega(N \\log N)$ at $M \\ge N^2$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "The published bound does not grow with M.",
                    .checked = "All pairs of sets against a naive Match3.",
                    .gap = "The stated (n, M)."};
  about.parameters = set_parameters;
  about.points = set_points;
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"modulus", 16}}}; };
  const auto rebuilt = [](const Choices& choices) {
    return [choices](Reduces& map, const Params& params) {
      map.instance = sets_reduction(params.at("n"), params.at("modulus"), choices).instance;
    };
  };
  return derive::reduces(std::move(about),
                         [](const Params& params) { return std::vector<Reduces>{sets_of(params)}; },
                         {{.name = "pair_of_one_used",
                           .why = "the pair {1, M-2} is used, though 1 is the unused token",
                           .apply = rebuilt({.code = Code::i})},
                          {.name = "b_forgets_x1",
                           .why = "B = M - A, which leaves out the first token",
                           .apply = rebuilt({.pair_sum = 0})}});
}

Statement set_rows() {
  Statement about{
      .claim = claim_id, .label = "S4.rows", .title = "Sets of Bob have rows of their own"};
  about.sentence =
      "The communication matrix of the set problem has $\\sum_{k \\le n} \\binom{U}{k}$ distinct "
      "rows: rows of $b \\ne b'$ differ at $a = \\{i\\}$, $i \\in b \\oplus b'$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "A strictly increasing order of the rows, found and rechecked.",
                    .gap = "The stated (n, M)."};
  about.parameters = set_parameters;
  about.points = set_points;
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}, {"modulus", 13}}}; };
  const auto make = [](const Params& params) {
    const Integer sets = set_count(params.at("n"), usable_pairs(params.at("modulus")));
    return derive::Hardness{.reduces = sets_of(params), .rows = sets.to_int64()};
  };
  return derive::is_hard(
      std::move(about), make,
      {{.name = "middle_pair_counted",
        .why = "U = floor(M/2) pairs are claimed",
        .apply = [](derive::Hardness& hardness, const Params& params) {
          hardness.rows =
              set_count(params.at("n"), usable_pairs(params.at("modulus")) + 1).to_int64();
        }}});
}

}  // namespace

std::vector<Statement> set_statements() { return {sets_map_is_right(), set_rows()}; }

}  // namespace attest::match_three_one_layer_bound
