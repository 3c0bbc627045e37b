// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim Match3 by third-order attention: its statements in the order of the README.
#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::match_three_tensor_attention {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Third-order heads of constant size find a matching triple",
                     .family = "representational strengths"};
  check::cite(claim, check::sanford2023representational());
  claim.statements.push_back(trigonometric("S1", model::Norm::softmax_e));
  claim.statements.push_back(trigonometric("S1.hard", model::Norm::any_hardmax));
  claim.statements.push_back(precision_ladder());
  claim.statements.push_back(integer_words());
  claim.statements.push_back(integer_sets());
  claim.statements.push_back(integer_samples());
  claim.statements.push_back(maximal_pairs());
  claim.statements.push_back(rounding_ladder());
  claim.statements.push_back(base_softmax());
  claim.statements.push_back(extremal_outputs());
  claim.statements.push_back(natural_softmax());
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "a list of at most 128 integers separated by blanks, commas or line ends; --set modulus=M (1 "
      "to 10^18). Entries are taken mod M; for 3SUM over the integers choose M above three times "
      "the largest absolute value.";
  return claim;
}

}  // namespace attest::match_three_tensor_attention
