// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what breaks the moment-curve head.
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_moment_curve {

std::vector<check::Params> points_of(
    std::initializer_list<const char*> names,
    std::initializer_list<std::initializer_list<std::int64_t>> rows) {
  std::vector<check::Params> points;
  for (const std::initializer_list<std::int64_t>& row : rows) {
    ATTEST_REQUIRE(row.size() == names.size(), "a value for each parameter");
    check::Params& point = points.emplace_back();
    const std::int64_t* value = row.begin();
    for (const char* name : names) point[name] = *value++;
  }
  return points;
}

std::vector<check::Parameter> subset_parameters() {
  return {{.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 16},
          {.name = "least", .meaning = "least N, or q where that is more", .lo = 1, .hi = 256},
          {.name = "n", .meaning = "largest N [tokens]", .lo = 1, .hi = 256}};
}

std::vector<BrokenCurve> broken_curves(int q) {
  std::vector<BrokenCurve> list{
      {"top_power_dropped", "key coordinate t^2q dropped", "", {.has_top_power = false}},
      {"no_squares", "query -prod (t - t_l)", "", {.has_squares = false}},
      {"no_squares_positive", "query prod (t - t_l)", "", {.sign = 1, .has_squares = false}},
      {"keys_not_centred", "keys of p, query of p - floor(N/2)", "", {.has_centred_keys = false}},
      {"query_flipped", "query prod (t - t_l)^2", "", {.sign = 1}},
      {"rightmost",
       "rightmost instead of average hardmax",
       q == 1 ? "one member: nothing is tied" : "",
       {.norm = model::Norm::rightmost_hardmax}},
      {"nothing_centred",
       "keys and query of p",
       "t - t_l = p - p_l with any common centre: the same scores from longer numbers",
       {.has_centred_keys = false, .has_centred_queries = false}}};
  for (int r = 1; r <= 2 * q; ++r) {
    for (const int delta : {1, -1}) {
      list.push_back({"coefficient_" + std::to_string(r) + (delta > 0 ? "_up" : "_down"),
                      "c_" + std::to_string(r) + " off by one",
                      "",
                      {.coefficient = r, .delta = delta}});
    }
  }
  return list;
}

Choices broken_choices(int q, const std::string& name) {
  for (const BrokenCurve& broken : broken_curves(q)) {
    if (broken.name == name) return broken.choices;
  }
  throw InputError("mutant-unknown", "--mutant", name,
                   "a mutant of this statement, as `attest check --mutants` lists them");
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "One head averages any q tokens with key dimension 2q, none with less",
      .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements =
      check::joined({published_statements(),
                     exact_statements(),
                     softmax_statements(),
                     {ties(), simplex(), strict_order(), lost_order(), sharp(), nothing_found()}});
  // No published sentence was read in the paper's own text; what is ours has none.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "S2 (default) or S2.heads: rows of (z, pointers), one a token. CSV: features and pointers "
      "apart by blanks, the two lists by a comma: `1/2 0.25, 0 3`. JSON: [[z, [0, 3]], ..] with z "
      "a number, a string \"p/q\" or a list of these. Pointers are 0-based rows, distinct, as many "
      "in every row. Result: the mean of z over the pointers of each row. S4 or S5: a JSON list of "
      "integer rows, the keys; --set q=Q (default: the least q that their dimension is too small "
      "for). Result: a partition with one common point, or null.";
  return claim;
}

}  // namespace attest::sparse_averaging_moment_curve
