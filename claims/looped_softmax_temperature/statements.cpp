// SPDX-License-Identifier: Apache-2.0
/// \file
/// The statements of the claim, in order.
#include <utility>

#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::looped_softmax_temperature {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "What temperature a looped computer needs",
                     .family = "looped transformers"};
  check::cite(claim, check::giannou2023looped());
  claim.statements = check::joined({reads(), executions(), bounds(), least()});
  // The published rule was not read in the paper's own text.
  check::mark_recalled(claim.statements);
  for (check::Statement& statement : claim.statements) {
    if (statement.label != "S3.published") continue;
    statement.figure = check::figure_at(statement, derive::looped::point(8, 3, 4), error_levels);
  }
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: JSON with programs as looped_subleq takes them. --statement S2.two_layer (default), "
      "S2.five_layer, S2.one_layer or S2.published (slow: balls); --set word_bits=N (2 to 32, "
      "default 8), --set kappa=K: the first loop that is wrong at that kappa; without it the least "
      "kappa at which every loop is right, and the first loop that is wrong below. --max-steps K "
      "(default 1000).";
  return claim;
}

}  // namespace attest::looped_softmax_temperature
