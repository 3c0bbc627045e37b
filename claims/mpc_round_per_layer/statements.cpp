// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::mpc_round_per_layer {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One attention layer delivers a round of messages",
                     .family = "parallel computation"};
  check::cite(claim, check::sanford2024transformers());
  claim.statements = check::joined(
      {layer_statements(), delivery_statements(), code_statements(), round_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a trace of messages, one line round,from,to,payload each (a first line of names is "
      "skipped): rounds from 1 in increasing order, machines from 1, payloads from 0 to 10^6. "
      "--set machines=N (default the largest number, at most 16), --set messages=s (default the "
      "least that serves, at most 3). Every round is replayed through one layer. With --statement "
      "S1: a permutation of at most 64 vertices from 0, as the list of their images or one arc u v "
      "a line (# begins a comment; --set format=permutation|arcs, default arcs where there are "
      "several lines of two numbers); its cycles are found by pointer doubling, a round a layer.";
  return claim;
}

}  // namespace attest::mpc_round_per_layer
