// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5, S5.rows and S5.sets: the last token tells all prefixes apart.
#include <set>

#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/stream_check.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;
using derive::Reduces;

Reduces prefix_map(const Params& params) { return prefix_reduction(length_of(params)); }

check::Statement index_reduction() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5",
       .title = "Reduction from INDEX",
       .sentence =
           "For $q = 1$ and values $\\pm 1$ the sign of $\\mathrm{qSA}(X)_{N-1}$ is the value "
           "that the last token asks for. So the $2^{N-1}$ prefixes need as many states: a "
           "recurrence keeps $N - 1$ bits, for any $\\varepsilon < 1$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All prefixes with all places of the last token.",
       .gap = "The stated N. Real values would need more."},
      {length_parameter(17)});
  about.points = [](Rung rung) {
    return check::points_between("n", 3, rung == Rung::fast ? 9 : 15);
  };
  about.mutant_points = [](Rung) { return check::points_between("n", 4, 4); };
  std::vector<derive::MutantOf<Reduces>> mutants{
      {.name = "last_token_asks_first",
       .why = "the last token asks for place 0 whatever Alice holds",
       .apply =
           [](Reduces& map, const Params&) {
             for (model::Output& output : map.instance.out) {
               if (output.name != "y1") continue;
               output.wire = static_cast<int>(map.instance.steps.size());
             }
             map.instance.steps.push_back({.op = model::Op::constant, .constant = {.value = 0}});
           }},
      {.name = "values_equal",
       .why = "a bit that is 0 gives +1 too",
       .apply = [](Reduces& map, const Params&) {
         for (model::Step& step : map.instance.steps) {
           if (step.op == model::Op::constant) step.constant.value = 1;
         }
       }}};
  return derive::reduces(
      std::move(about),
      [](const Params& params) { return std::vector<Reduces>{prefix_map(params)}; },
      std::move(mutants));
}

check::Statement prefixes_differ() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.rows",
       .title = "All prefixes differ",
       .sentence = "The $2^{N-1} \\times (N-1)$ matrix of INDEX has $2^{N-1}$ distinct rows.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Distinct rows by a sorted order; rank N-1 modulo two primes.",
       .gap = "The stated N."},
      {length_parameter(17)});
  about.points = [](Rung rung) {
    return check::points_between("n", 3, rung == Rung::fast ? 10 : 16);
  };
  about.mutant_points = [](Rung) { return check::points_between("n", 5, 5); };
  const auto make = [](const Params& params) {
    const std::int64_t steps = length_of(params) - 1;
    return derive::Hardness{.reduces = prefix_map(params),
                            .rows = std::int64_t{1} << steps,
                            .rank = steps,
                            .answer = 1};
  };
  return derive::is_hard(std::move(about), make,
                         {{.name = "one_place_unread",
                           .why = "the last token never asks for the last place",
                           .apply = [](derive::Hardness& hardness, const Params& params) {
                             hardness.reduces.alice = check::words(1, length_of(params) - 2);
                           }}});
}

/// Number of prefixes told apart by q-sets of the last token; its own value is +1.
std::int64_t prefix_classes(int n, int q, const std::string& twist) {
  const check::CaseSpace all = check::subsets(twist == "asks_backwards" ? n - 2 : n, q);
  std::set<std::vector<std::int64_t>> seen;
  for (std::int64_t prefix = 0; prefix < std::int64_t{1} << (n - 1); ++prefix) {
    std::vector<std::int64_t> sums;
    for (std::int64_t s = 0; s < all.size; ++s) {
      const Matrix y = all.at(s).value();
      std::int64_t sum = 0;
      for (int l = 0; l < q; ++l) {
        const auto j = static_cast<int>(y(l, 0).num().to_int64());
        sum += j == n - 1 ? 1 : value_of(prefix, j);
      }
      sums.push_back(twist == "sign_not_read" && sum < 0 ? -sum : sum);
    }
    seen.insert(std::move(sums));
  }
  return static_cast<std::int64_t>(seen.size());
}

check::Statement larger_sets() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.sets",
       .title = "The same for larger sets",
       .sentence = "For every $q \\le N - 1$ the $q$-sets of the last token tell all $2^{N-1}$ "
                   "prefixes apart, by means at least $2/q$ apart: $N - 1$ bits for any "
                   "$\\varepsilon < 1/q$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Classes of prefixes by all sums.",
       .gap = "The stated N."},
      {length_parameter(12), {.name = "q", .meaning = "largest q", .lo = 1, .hi = 11}});
  about.points = [](Rung rung) {
    std::vector<Params> points = check::points_between("n", 3, rung == Rung::fast ? 6 : 9);
    for (Params& point : points) point["q"] = point["n"] - 1;
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 5}, {"q", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = length_of(params);
    if (params.at("q") > n - 1) {
      throw InputError("parameter-range", "q", std::to_string(params.at("q")), "at most N-1");
    }
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({1}, {params.at("q")});
    result.cases.description = "q = 1, .., " + std::to_string(params.at("q"));
    result.left = [n](const Case& c, const std::string& twist) {
      return std::vector<Rational>{
          prefix_classes(n, static_cast<int>(c(0, 0).num().to_int64()), twist)};
    };
    result.right = [n](const Case&) {
      return std::vector<Rational>{power_of_two(static_cast<unsigned>(n - 1))};
    };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "sums by the definition";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "asks_backwards", .why = "only the first N-2 tokens are asked for", .proof = {}},
       {.name = "sign_not_read", .why = "sums are read without their signs", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> prefix_statements() {
  return {index_reduction(), prefixes_differ(), larger_sets()};
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
