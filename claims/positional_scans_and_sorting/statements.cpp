// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::positional_scans_and_sorting {

std::vector<check::Params> lengths(std::int64_t lo, std::int64_t hi) {
  std::vector<check::Params> points;
  for (std::int64_t n = lo; n <= hi; ++n) points.push_back({{"n", n}});
  return points;
}

check::Parameter length_parameter(std::int64_t lo, std::int64_t hi) {
  return {.name = "n", .meaning = "numbers", .lo = lo, .hi = hi};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Attention to positions scans in log n layers and sorts in log^2 n",
                     .family = "positional attention"};
  check::cite(claim, check::backdeluca2024positional());
  std::vector<check::Statement>& all = claim.statements;
  all = check::joined({scan_statements(), minimum_of_sums_statements(), sort_statements(),
                       one_layer_statements(), scaling_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: integers separated by blanks, commas or line ends, or one JSON array of them; at most "
      "256. The result has the sorted list, the running minimum, maximum and sum, the median, and "
      "the largest sum of a non-empty run.";
  return claim;
}

}  // namespace attest::positional_scans_and_sorting
