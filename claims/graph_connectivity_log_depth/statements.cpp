// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"

namespace attest::graph_connectivity_log_depth {

check::Parameter vertices(std::int64_t lo, std::int64_t hi) {
  return {.name = "n", .meaning = "vertices", .lo = lo, .hi = hi};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Logarithmic depth decides connectivity",
                     .family = "graph algorithms"};
  check::cite(claim, check::sanford2024understanding());
  claim.statements = check::joined({component_statements(),
                                    {depth_is_needed()},
                                    cover_statements(),
                                    softmax_statements(),
                                    distance_statements()});
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
