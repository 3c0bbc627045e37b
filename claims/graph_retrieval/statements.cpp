// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/papers.hpp"

namespace attest::graph_retrieval {

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One head retrieves counts, edges and degrees from edge tokens",
                     .family = "graph algorithms"};
  check::cite(claim, check::sanford2024understanding());
  claim.statements = check::joined(
      {{published()}, hardmax_statements(), integer_statements(), softmax_statements()});
  for (check::Statement& statement : claim.statements) {
    // None of the published sentences was read in the paper's own text.
    statement.is_recalled = statement.fidelity.published != "-";
    if (statement.label == "S2.degree") {
      statement.figure.draw = [](const check::Params&) { return score_figure(); };
    }
  }
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: graphs as graph6 (one a line), DIMACS (p edge, vertices from 1), edge lists (vertices "
      "from 0), roads or GraphML, by the ending or --set format=graph6|dimacs|edges|roads|graphml; "
      "at most 500 vertices and 5000 edges each. The result has nodes, edges and degrees, and with "
      "--set u=U --set w=W (from 0) edge, 1 or 0; --statement S2.counts|S2.existence|S2.degree "
      "asks one of the questions. Or prompts in the wording of GraphQA (.graphqa, --set "
      "format=graphqa): each is a graph and its question, and the result is nodes, edges, edge or "
      "degree.";
  return claim;
}

}  // namespace attest::graph_retrieval
