// SPDX-License-Identifier: Apache-2.0
/// \file
/// B.bipartite: the same weights on the double cover.
#include <utility>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/task/graph_tasks.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_connectivity_log_depth {

std::vector<check::Statement> cover_statements() {
  check::Statement statement =
      check::about(claim_id, "B.bipartite", "Bipartiteness on the double cover");
  statement.sentence =
      "On the tokens of the double cover (vertices $u$, $n + u$; edges $\\{a, n+b\\}$, $\\{b, "
      "n+a\\}$) the gather, $\\lceil\\log_2 n\\rceil$ squarings and one count decide whether the "
      "graph is bipartite: iff no $R_{u,n+u}$ is 1.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every labelled graph on n vertices, against a two-colouring.",
                        .gap =
                            "The stated n. The cover's tokens are made edge by edge outside "
                            "the model, which reads twice as many tokens."};
  statement.parameters = {vertices(1, 8)};
  statement.points = [](check::Rung rung) {
    return check::points_between("n", 1, rung == check::Rung::fast ? 4 : 6);
  };
  statement.mutant_points = [](check::Rung rung) {
    return check::points_between("n", 3, rung == check::Rung::fast ? 3 : 4);
  };
  return {derive::computes(
      std::move(statement),
      [](const check::Params& params, std::uint64_t) {
        const int n = static_cast<int>(params.at("n"));
        check::CaseSpace covers = check::mapped(
            derive::labelled_graphs(n),
            [](const check::Case& tokens) -> std::optional<check::Case> {
              return task::graph_tokens(task::double_cover(task::graph_of_tokens(tokens)));
            });
        covers.description =
            "the double covers of all graphs on " + std::to_string(n) + " labelled vertices";
        return derive::Computes{.model = build({.n = n, .view = View::bipartite}),
                                .task = task::covered_is_bipartite(),
                                .inputs = std::move(covers)};
      },
      mutants(View::bipartite))};
}

}  // namespace attest::graph_connectivity_log_depth
