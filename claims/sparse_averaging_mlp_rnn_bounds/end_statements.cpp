// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2.ends and S2.attained: what the pointers make of a vector that a layer does not see.
#include <algorithm>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;

check::Statement ends() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.ends",
       .title = "The heavier end of a vector",
       .sentence =
           "For $N > q$ and every $u \\in \\mathbb{R}^N$ the $q$ largest or the $q$ smallest "
           "entries have a mean of absolute value at least $\\max_j |u_j| / (2q-1)$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The entries that the adversary takes, for every integer vector with entries up "
                  "to 2q-1 in absolute value.",
       .gap = "The stated N and q; the proof for all vectors is in the README, by hand."},
      {{.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 7},
       {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 6}});
  about.points = [](Rung rung) {
    std::vector<Size> sizes{{.n = 4, .q = 1}, {.n = 3, .q = 2}, {.n = 4, .q = 2}, {.n = 4, .q = 3}};
    if (rung != Rung::fast) {
      sizes.push_back({.n = 5, .q = 2});
      sizes.push_back({.n = 5, .q = 3});
    }
    std::vector<Params> points = points_of(sizes);
    for (Params& point : points) point.erase("features");
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}, {"q", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    const std::int64_t most = 2 * size.q - 1;
    Agrees result{.relation = derive::Relation::at_least};
    const auto entries_of_u = static_cast<std::size_t>(size.n);
    result.cases = check::integer_box(std::vector<std::int64_t>(entries_of_u, -most),
                                      std::vector<std::int64_t>(entries_of_u, most));
    const auto entries = [](const Case& c) {
      return std::vector<Rational>(c.row(0).begin(), c.row(0).end());
    };
    result.left = [q = size.q, entries](const Case& c, const std::string& twist) {
      const std::vector<Rational> u = entries(c);
      Rational sum = 0;
      for (const int j : heavier_end(u, q, flaw_named(twist).value_or(Flaw::none))) {
        sum += u[static_cast<std::size_t>(j)];
      }
      // |mean| (2q-1); the twist asks for 1/q in the place of 1/(2q-1).
      const int factor = twist == "gap_two_over_q" ? q : 2 * q - 1;
      return std::vector<Rational>{sum.abs() * factor / q};
    };
    result.right = [entries](const Case& c) {
      Rational largest = 0;
      for (const Rational& entry : entries(c)) largest = std::max(largest, entry.abs());
      return std::vector<Rational>{largest};
    };
    result.evaluator = "rationals";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "largest_only", .why = "always the largest entries", .proof = {}},
       {.name = "gap_two_over_q", .why = "a mean of max |u| / q, a gap of 2/q", .proof = {}}});
}

check::Statement attained() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.attained",
       .title = "The constant is attained",
       .sentence = "For $u = (1, -c, .., -c)$ with $c = 1/(2q-1)$ and $N > q$ every $q$-set has a "
                   "mean of absolute value at most $1/(2q-1)$, and some set attains it: no other "
                   "choice of pointers makes the gap of S2 larger.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All q-sets.",
       .gap = "The stated N and q."},
      {{.name = "n", .meaning = "largest N [tokens]", .lo = 2, .hi = 18},
       {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 8}});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= (rung == Rung::fast ? 4 : 6); ++q) {
      points.push_back({{"n", rung == Rung::fast ? 8 : 14}, {"q", q}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 7}, {"q", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = size_of(params);
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({size.q + 1}, {params.at("n")});
    result.cases.description = "N = q+1, .., " + std::to_string(params.at("n"));
    result.left = [q = size.q](const Case& c, const std::string& twist) {
      const auto n = static_cast<int>(c(0, 0).num().to_int64());
      const Rational rest(-1, twist.empty() ? 2 * q - 1 : 2 * q);
      const check::CaseSpace all = check::subsets(n, q);
      Rational largest = 0;
      for (std::int64_t s = 0; s < all.size; ++s) {
        const Matrix y = all.at(s).value();
        Rational sum = 0;
        for (int l = 0; l < q; ++l) sum += y(l, 0) == 0 ? Rational(1) : rest;
        largest = std::max(largest, sum.abs());
      }
      return std::vector<Rational>{largest / q};
    };
    result.right = [q = size.q](const Case&) {
      return std::vector<Rational>{Rational(1, 2 * q - 1)};
    };
    result.evaluator = "rationals";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "other_ratio", .why = "c = 1/(2q)", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> end_statements() { return {ends(), attained()}; }

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
