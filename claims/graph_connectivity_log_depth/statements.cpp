// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/papers.hpp"

namespace attest::graph_connectivity_log_depth {

check::Statement about(std::string label, std::string title) {
  return {.claim = claim_id, .label = std::move(label), .title = std::move(title)};
}

check::Parameter vertices(std::int64_t lo, std::int64_t hi) {
  return {.name = "n", .meaning = "vertices", .lo = lo, .hi = hi};
}

std::vector<check::Params> sizes(std::int64_t from, std::int64_t to) {
  std::vector<check::Params> points;
  for (std::int64_t n = from; n <= to; ++n) points.push_back({{"n", n}});
  return points;
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Logarithmic depth decides connectivity",
                     .family = "graph algorithms"};
  check::cite(claim, check::sanford2024understanding());
  std::vector<check::Statement>& all = claim.statements;
  for (check::Statement& statement : component_statements()) all.push_back(std::move(statement));
  all.push_back(depth_is_needed());
  for (check::Statement& statement : cover_statements()) all.push_back(std::move(statement));
  for (check::Statement& statement : softmax_statements()) all.push_back(std::move(statement));
  for (check::Statement& statement : distance_statements()) all.push_back(std::move(statement));
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: graphs, as graph6 lines (.g6), DIMACS (.col: p edge n m, e u v from 1), a list of "
      "edges (.edges: u v or u v weight from 0; a first line with one number is the number of "
      "vertices), roads (.gr: p sp n m, a u v weight from 1) or GraphML (.graphml); --set "
      "format=graph6|dimacs|edges|roads|graphml names it where the ending does not. Without "
      "--statement vertices, edges and components by B, at most 300 vertices and 3,000 edges a "
      "graph. --statement C, or A: all distances with the weights of the file (1 where it has "
      "none), of which diameter, radius and sum are shown; at most 128 vertices (A: 16).";
  return claim;
}

}  // namespace attest::graph_connectivity_log_depth
