// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: three layers on edge tokens, on all labelled graphs.
#include <algorithm>
#include <utility>

#include "claims/triangle_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/task/graph_tokens.hpp"
#include "reference/task/triangles.hpp"

namespace attest::triangle_counting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

/// Registers need a vertex: the form for one vertex serves the empty graph too.
std::int64_t vertices(const Params& params) { return std::max<std::int64_t>(params.at("n"), 1); }

using WrongEdges = derive::Wrong<EdgeChoices>;

std::vector<WrongEdges> wrong_edges() {
  return {
      {"rows_without_sentinel", "no key of the sentinel in layer 1", {.has_row_sentinel = false}},
      {"self_not_subtracted", "the own share stays in the row", {.is_self_subtracted = false}},
      {"rows_once", "value R for 2R in layer 2", {.row_value = 1}},
      {"ends_once",
       "query eid for 2 eid: the sentinel joins the tie of the ends",
       {.end_query = 1}},
      {"six_corners", "divided by 6, as if over ordered pairs", {.corners = 6}},
      {"slope_one_less", "the clip has slope n - 1", {.slope_offset = -1}},
      {"slope_one_more",
       "the clip has slope n + 1",
       {.slope_offset = 1},
       "shares are 0 or at least 1/n, so any slope of at least n clips them to 0 or 1"},
      {"pairs_without_sentinel",
       "no key of the sentinel in layer 2",
       {.has_pair_sentinel = false},
       "a vertex and the sentinel then average all 2R: acc_j = 2 deg_j/N < 1, since j, its "
       "neighbours, its edges and the sentinel are 2 deg_j + 2 tokens; so cod stays 0"}};
}

/// What the tokens of a graph should hold after a layer, or the count.
task::Task truth(View view, std::int64_t n) {
  if (view == View::rows) return task::adjacency_rows(static_cast<int>(n));
  if (view == View::common) return task::common_neighbours();
  if (view == View::summary) return task::graph_summary();
  return task::triangles();
}

Statement on_edges(std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence =
      "For every $n$ three layers of one average-hardmax head, width $4n + 5$ and explicit ReLU "
      "units count the triangles of every graph of at most $n$ vertices from its $N = n + |E| + 1$ "
      "tokens, exactly.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published =
          "Theorem 7: O(log log N) layers of width O(N^eps) count triangles of a graph of "
          "small arboricity.",
      .checked = "Exact weights on every labelled graph of the stated sizes.",
      .gap = "The stated n. Another regime: constant depth, width in proportion to n."};
  statement.parameters = graph_parameters(0, 8);
  statement.mutant_points = check::no_points;
  return statement;
}

Computes computes(View view, const Params& params) {
  const std::int64_t n = vertices(params);
  Computes result{.model = edge_form({.n = n, .view = view}),
                  .task = truth(view, n),
                  .inputs = derive::labelled_graphs(static_cast<int>(params.at("n")))};
  if (view == View::count) result.promises = promises(result.model, 3, 4 * n + 5, "4n + 5");
  return result;
}

Statement counts() {
  Statement statement = on_edges("S2", "Triangles from edge tokens");
  statement.is_telling = [](const check::Case& tokens) {
    return task::triangle_count(task::graph_of_tokens(tokens)) > 0;
  };
  statement.points = [](Rung rung) {
    return check::points_between("n", 0, rung == Rung::fast ? 5 : 7);
  };
  statement.mutant_points = [](Rung) { return check::points_between("n", 4, 4); };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) { return computes(View::count, params); },
      edge_mutants(View::count));
}

Statement after_layer(View view, std::string label, std::string title, const char* sentence,
                      const char* checked) {
  Statement statement = on_edges(std::move(label), std::move(title));
  statement.sentence = sentence;
  statement.fidelity.published = "-";
  statement.fidelity.checked = checked;
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 4 : 6);
  };
  return derive::computes(
      std::move(statement),
      [view](const Params& params, std::uint64_t) { return computes(view, params); }, {});
}

Statement samples() {
  Statement statement = on_edges("S2.large", "Large graphs from edge tokens");
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Complete, complete bipartite and planar graphs, and seeded "
                            "random ones.",
                        .gap = "A sample."};
  statement.parameters = graph_parameters(3, 256);
  statement.points = [](Rung rung) {
    if (rung == Rung::fast) return check::points_between("n", 8, 8);
    return std::vector<Params>{{{"n", 8}}, {{"n", 24}}, {{"n", 64}}};
  };
  return derive::computes(std::move(statement),
                          [](const Params& params, std::uint64_t seed) {
                            const std::int64_t n = params.at("n");
                            return Computes{.model = edge_form({.n = n}),
                                            .task = task::triangles(),
                                            .inputs = large_graphs(n, seed)};
                          },
                          {});
}

}  // namespace

std::vector<NamedMutant> edge_mutants(View view) {
  return derive::computes_mutants(
      wrong_edges(), [view](const EdgeChoices& choices, const Params& params) {
        return edge_form({.n = vertices(params), .view = view, .choices = choices});
      });
}

std::vector<Statement> edge_statements() {
  return {counts(),
          after_layer(View::rows, "S2.rows", "Layer 1 makes adjacency rows",
                      "After layer 1 the register $R$ of every vertex is its row of the adjacency "
                      "matrix, with diagonal 0, and $R = 0$ at every edge.",
                      "All of R at every token, on every labelled graph of the stated sizes."),
          after_layer(View::common, "S2.common", "Layer 2 intersects rows",
                      "After layer 2 the register cod of every edge $\\{a, b\\}$ is the number of "
                      "common neighbours of $a$ and $b$, and 0 at every vertex.",
                      "cod at every token, on every labelled graph of the stated sizes."),
          after_layer(View::summary, "S2.summary", "Vertices, edges and triangles at once",
                      "With two more channels of out the last layer also gives the numbers of "
                      "vertices and of edges.",
                      "The three numbers, on every labelled graph of the stated sizes."),
          samples()};
}

}  // namespace attest::triangle_counting
