// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::transformer_as_mpc {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Machines run a transformer in few rounds a layer",
                     .family = "parallel computation"};
  check::cite(claim, check::sanford2024transformers());
  claim.statements = check::joined({simulation_statements(), count_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: JSON {\"Q\": [[..], ..], \"K\": .., \"V\": ..}, three integer matrices of one shape, "
      "a row a token: at most 64 tokens and 16 columns, scores to 4096 in absolute value. --set "
      "fan_out=b (2 to 64, default 2). Softmax in base 2, run by machines and compared with the "
      "literal evaluation.";
  return claim;
}

}  // namespace attest::transformer_as_mpc
