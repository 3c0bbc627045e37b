// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::k_hop_depth_optimality {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "CONDITIONAL: k hops need depth of order log k",
                     .family = "parallel computation"};
  check::cite(claim, check::sanford2024transformers());
  claim.statements = check::joined({cycle_statements(), walk_statements(), bound_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a permutation as the list of images of 0, 1, .., separated by blanks, commas or line "
      "ends, at most 64 points. --set k=K (1 to 1024, default n/2): steps; --set start=U (default "
      "0). The word has 2nk + 1 tokens, at most 4097.";
  return claim;
}

}  // namespace attest::k_hop_depth_optimality
