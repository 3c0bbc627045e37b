// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of construction B under hardmax: S1, B and its parts.
#include <algorithm>
#include <utility>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tasks.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

int size_of(const Params& params) { return static_cast<int>(params.at("n")); }

/// The shape for all graphs on n vertices; without vertices, that for one.
Shape shape_of(const Params& params, View view) {
  return {.n = std::max(size_of(params), 1), .view = view};
}

Computes counts_on(const Params& params, check::CaseSpace inputs) {
  const Shape shape = shape_of(params, View::counts);
  Computes result{
      .model = build(shape), .task = task::component_counts(), .inputs = std::move(inputs)};
  result.promises = promises(shape, result.model);
  return result;
}

Statement counts(std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence =
      "For every graph on $n$ vertices, given as a sentinel, a token a vertex and a token an edge, "
      "$\\lceil\\log_2(n-1)\\rceil + 2$ layers (2 for $n \\le 1$) of one average-hardmax head, "
      "width $3n + 8$ and integer weights up to $n$ give the numbers of vertices, edges and "
      "components at the sentinel.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every labelled graph on n vertices, against union-find.",
                        .gap = "The stated n."};
  statement.parameters = {vertices(0, 11)};
  statement.points = [](Rung rung) {
    // 2^28 graphs on 8 vertices take hours.
    return check::points_between("n", 0, rung == Rung::fast ? 5 : rung == Rung::nightly ? 7 : 8);
  };
  statement.mutant_points = [](Rung rung) {
    return check::points_between("n", 3, rung == Rung::fast ? 4 : 5);
  };
  return statement;
}

Statement all_graphs() {
  Statement statement = counts("B", "Components from edge tokens");
  statement.figure = check::figure_at(statement, {{"n", 10}}, reach_figure);
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        return counts_on(params, derive::labelled_graphs(size_of(params)));
      },
      mutants(View::counts));
}

Statement published() {
  Statement statement = check::about(claim_id, "S1", "Connectivity in logarithmic depth");
  statement.sentence =
      "There are transformers of $L = O(\\log N)$ layers that decide connectivity, and count "
      "components, for every graph given by $N$ tokens.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Theorem 2: connectivity is in LogDepth; it, the number of components, cycle "
          "check and bipartiteness are in LogDepthPause and in LogDepthWide.",
      .checked = "Construction B on every labelled graph on n vertices, with its depth.",
      .gap =
          "The stated n. Width 3n + 8 is O(N^{1/2}) on dense graphs only (LogDepthWide); width "
          "O(N^eps) without pause tokens (LogDepth) is not what B has, and was not rebuilt."};
  statement.parameters = {vertices(2, 11)};
  statement.points = [](Rung rung) {
    return check::points_between("n", 2, rung == Rung::fast ? 4 : 6);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        Computes result = counts_on(params, derive::labelled_graphs(size_of(params)));
        const auto used = derive::resources(result.model);
        result.promises = {check::promise("layers", "log2 N, N = n + n(n-1)/2 + 1", "O",
                                          ceil_log2(most_tokens(size_of(params))), used.layers)};
        return result;
      },
      {});
}

Statement cycles() {
  Statement statement = check::about(claim_id, "B.cycle", "Cycles from the same counts");
  statement.sentence =
      "A graph has a cycle iff it has more edges than vertices less components; the counts of B "
      "say so.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every labelled graph, against peeling off leaves.",
                        .gap = "The stated n."};
  statement.parameters = {vertices(1, 11)};
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 5 : 6);
  };
  statement.mutant_points = [](Rung rung) {
    return check::points_between("n", 3, rung == Rung::fast ? 3 : 4);
  };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        return Computes{.model = build(shape_of(params, View::cycle)),
                        .task = task::cycle_check(),
                        .inputs = derive::labelled_graphs(size_of(params))};
      },
      mutants(View::cycle));
}

Statement layers() {
  Statement statement = check::about(claim_id, "B.layers", "The register R after every layer");
  statement.sentence =
      "After the gather and $l$ squarings $R$ is 0 or 1 everywhere: $R_{uj} = 1$ iff $u$ and $j$ "
      "are joined by at most $2^l$ edges, and $R = 0$ at every edge token. After "
      "$\\lceil\\log_2(n-1)\\rceil$ squarings it says which vertices reach which.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "All n entries at every token of every labelled graph, against "
                            "breadth-first search.",
                        .gap = "The stated n."};
  statement.parameters = {vertices(1, 11), {.name = "squarings", .meaning = "l", .lo = 0, .hi = 8}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (int n = 1; n <= (rung == Rung::fast ? 4 : 6); ++n) {
      for (int l = 0; l <= squarings(n, View::reach); ++l) {
        points.push_back({{"n", n}, {"squarings", l}});
      }
    }
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 3}, {"squarings", 1}}, {{"n", 4}, {"squarings", 2}}};
  };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        Shape shape = shape_of(params, View::reach);
        shape.squarings = static_cast<int>(params.at("squarings"));
        return Computes{.model = build(shape),
                        .task = task::within_distance(shape.n, 1 << *shape.squarings),
                        .inputs = derive::labelled_graphs(size_of(params))};
      },
      mutants(View::reach));
}

Statement atlas_graphs() {
  Statement statement = counts("B.atlas", "One model for the whole atlas");
  statement.sentence =
      "The model of B for $n = 7$ counts vertices, edges and components of every graph of at most "
      "7 vertices.";
  statement.fidelity = {.published = "-",
                        .checked = "The 1,253 graphs of at most seven vertices up to isomorphism.",
                        .gap =
                            "One labelling of each; B has all labellings, with the model for their "
                            "number of vertices."};
  statement.parameters = {vertices(7, 64)};
  statement.points = [](Rung) { return check::points_between("n", 7, 7); };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        return counts_on(
            params, derive::given_graphs("the graphs of at most seven vertices", task::atlas()));
      },
      {});
}

Statement larger_graphs() {
  Statement statement = counts("B.large", "Paths, cycles, stars, cliques");
  statement.sentence =
      "The weights of B for $n$ vertices count on paths, a cycle, a star, a complete bipartite "
      "graph, and cliques with and without isolated vertices.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Two paths, a cycle, a star and K_{2,n-2} on n vertices, a clique on "
                            "n or 24 of them, and one on half of n vertices.",
                        .gap = "These graphs."};
  statement.parameters = {vertices(4, 256)};
  statement.points = [](Rung rung) {
    std::vector<Params> points = check::points_between("n", 12, 12);
    if (rung == Rung::fast) return points;
    for (const int n : {40, 100, 200}) points.push_back({{"n", n}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        const int n = size_of(params);
        std::vector<task::Graph> graphs{task::path_graph(n),
                                        hidden_end(n),
                                        task::cycle_graph(n),
                                        task::star_graph(n),
                                        task::complete_graph(std::min(n, 24)),
                                        task::complete_bipartite_graph(2, n - 2)};
        task::Graph apart = task::complete_graph(n / 2);
        apart.vertices = n;
        graphs.push_back(std::move(apart));
        return counts_on(
            params, derive::given_graphs("paths, a cycle, a star, K_{2,n-2}, cliques", graphs));
      },
      {});
}

}  // namespace

std::vector<check::Statement> component_statements() {
  return {published(), all_graphs(), cycles(), layers(), atlas_graphs(), larger_graphs()};
}

}  // namespace attest::graph_connectivity_log_depth
