// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::k_hop_log_depth {
namespace {

constexpr std::int64_t most_hops = std::int64_t{1} << 30;

}  // namespace

check::Params point(std::int64_t letters, std::int64_t n, std::int64_t k) {
  return {{"letters", letters}, {"n", n}, {"k", k}};
}

std::vector<check::Parameter> word_parameters() {
  return {{.name = "letters", .meaning = "symbols 1, .., letters", .lo = 1, .hi = 4096},
          {.name = "n", .meaning = "N: tokens of the longest word", .lo = 1, .hi = 4096},
          {.name = "k", .meaning = "hops", .lo = 1, .hi = most_hops}};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Depth floor(log2 k) + 2 composes induction heads k times",
                     .family = "parallel computation"};
  check::cite(claim, check::sanford2024transformers());
  claim.statements = check::joined(
      {hardmax_statements(), softmax_statements(), {one_hop_a_layer()}, baseline_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: any text; each byte is a token (a line end at the end of the file is none), at most "
      "4096. --set k=K (1 to 10^9), --statement S2|S3 (default S2). hops[i] is the 0-based "
      "position find^k(i), whose byte is hop_k(i), or null where there is none.";
  return claim;
}

}  // namespace attest::k_hop_log_depth
