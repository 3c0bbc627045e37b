// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::positional_simulates_mpc {

std::vector<check::Params> sizes(std::int64_t lo, std::int64_t hi) {
  std::vector<check::Params> points;
  for (std::int64_t bits = lo; bits <= hi; ++bits) points.push_back({{"bits", bits}});
  return points;
}

check::Parameter bits_parameter(std::int64_t hi) {
  return {.name = "bits", .meaning = "l: N = 2^l nodes", .lo = 1, .hi = hi};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Attention to positions delivers the messages of a round",
                     .family = "positional attention"};
  check::cite(claim, check::backdeluca2024positional());
  claim.statements = check::joined(
      {benes_statements(), protocol_statements(), rule_statements(), sorting_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: one message a line, round,src,dst,payload (integers from 0), a first line with these "
      "names is skipped; at most 64 machines, 1024 messages, payloads below 10^6. Each round is "
      "replayed through the layers of S4.partial, one channel for each of the s messages that a "
      "machine sends or receives at most.";
  return claim;
}

}  // namespace attest::positional_simulates_mpc
