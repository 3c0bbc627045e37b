// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/triangle_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/resources.hpp"

namespace attest::triangle_counting {

std::vector<check::Parameter> graph_parameters(std::int64_t least, std::int64_t most) {
  return {{.name = "n", .meaning = "vertices", .lo = least, .hi = most}};
}

std::vector<check::Promise> promises(const model::Transformer& model, std::int64_t layers,
                                     std::int64_t width, std::string formula) {
  const derive::Resources used = derive::resources(model);
  return {check::at_most("attention layers", std::to_string(layers), layers, used.layers),
          check::at_most("heads a layer", "1", 1, used.heads),
          check::at_most("width", std::move(formula), width, used.width)};
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Three layers count triangles from edges, two from adjacency rows",
                     .family = "graph algorithms"};
  check::cite(claim, check::sanford2024understanding());
  claim.statements = check::joined({edge_statements(), softmax_statements(), row_statements()});
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: graphs as graph6 (one a line), DIMACS (p edge, vertices from 1) or edge lists "
      "(vertices from 0), by the ending or --set format=graph6|dimacs|edges|roads|graphml; at most "
      "200 vertices and 2000 edges each. The result has nodes, edges and triangles.";
  return claim;
}

}  // namespace attest::triangle_counting
