// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
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

check::Statement about(std::string label, std::string title) {
  return {.claim = claim_id, .label = std::move(label), .title = std::move(title)};
}

std::vector<check::Params> no_points(check::Rung) { return {}; }

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Depth floor(log2 k) + 2 composes induction heads k times",
                     .family = "parallel computation"};
  check::cite(claim, check::sanford2024transformers());
  std::vector<check::Statement>& all = claim.statements;
  for (check::Statement& statement : hardmax_statements()) all.push_back(std::move(statement));
  for (check::Statement& statement : softmax_statements()) all.push_back(std::move(statement));
  all.push_back(one_hop_a_layer());
  for (check::Statement& statement : baseline_statements()) all.push_back(std::move(statement));
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: any text; each byte is a token (a line end at the end of the file is none), at most "
      "4096. --set k=K (1 to 10^9), --statement S2|S3 (default S2). hops[i] is the 0-based "
      "position find^k(i), whose byte is hop_k(i), or null where there is none.";
  return claim;
}

}  // namespace attest::k_hop_log_depth
