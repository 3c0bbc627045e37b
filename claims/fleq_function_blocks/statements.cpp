// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements, series and what it runs.
#include <string>
#include <utility>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::fleq_function_blocks {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "A looped transformer calls functions on matrices",
                     .family = "looped transformers"};
  check::cite(claim, check::giannou2023looped());
  claim.statements = check::joined({block_statements(), program_statements(), sigmoid_statements(),
                                    product_statements(), newton_statements()});
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: FLEQ assembly (side D; cell NAME = rows; multiply, subtract, transpose, diagonal, "
      "inverse_step A B -> C if FLAG goto LABEL), at most 640 columns; --max-steps K (default "
      "1000). --statement S2.newton|S2.newton.call|S2.power: a square matrix as CSV, S2.descent: "
      "samples as CSV, a line each, what is wanted in the last place; --set steps=T (default 4), "
      "of S2.descent --set inverse_rate=R (default 8). Every state is compared with a plain "
      "interpreter, entry by entry, and the result of an algorithm with a direct one.";
  return claim;
}

}  // namespace attest::fleq_function_blocks
