// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim Match2: its statements in the order of the README.
#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::match_two {

using check::Params;
using check::Rung;

std::vector<Params> word_points(Rung rung) {
  std::vector<Params> points;
  const auto add = [&](std::int64_t n, std::int64_t modulus) {
    points.push_back({{"n", n}, {"modulus", modulus}});
  };
  add(2, 5);
  add(3, 7);
  add(4, 6);
  add(5, 5);
  add(6, 4);
  if (rung == Rung::fast) return points;
  for (std::int64_t n = 1; n <= 6; ++n) {
    for (std::int64_t modulus = 1; modulus <= 8; ++modulus) {
      const Params point{{"n", n}, {"modulus", modulus}};
      if (std::find(points.begin(), points.end(), point) == points.end()) points.push_back(point);
    }
  }
  add(8, 6);
  return points;
}

std::vector<Params> word_mutant_points(Rung) { return {{{"n", 3}, {"modulus", 7}}}; }

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One head with three key dimensions finds a matching pair",
                     .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements.push_back(trigonometric("S1", model::Norm::softmax_e));
  claim.statements.push_back(integer_words());
  claim.statements.push_back(integer_sets());
  claim.statements.push_back(integer_samples());
  claim.statements.push_back(rounding_ladder());
  claim.statements.push_back(base_two("S3.four_fifths", Rational(4, 5), 4));
  claim.statements.push_back(base_two("S3.three_quarters", Rational(3, 4), 3));
  claim.statements.push_back(extremal_outputs());
  claim.statements.push_back(attained_output());
  claim.statements.push_back(natural_softmax());
  claim.statements.push_back(no_planar_keys());
  claim.statements.push_back(planar());
  claim.statements.push_back(trigonometric("S5", model::Norm::any_hardmax));
  claim.statements.push_back(precision_ladder());
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "a list of integers separated by blanks, commas or line ends; --set modulus=M (1 to 10^18). "
      "Entries are taken mod M.";
  return claim;
}

}  // namespace attest::match_two
