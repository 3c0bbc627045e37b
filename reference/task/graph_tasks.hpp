// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks on graphs; a case is the tokens of one (graph_tokens.hpp).
#pragma once

#include "reference/task/graph.hpp"
#include "reference/task/task.hpp"

namespace attest::task {

/// Three entries: the number of vertices, of edges, of components.
[[nodiscard]] Task component_counts();

/// One entry: 1 iff there is a cycle.
[[nodiscard]] Task cycle_check();

/// For each token as many entries as `width`: at vertex u entry j is 1 iff u and j are joined by at
/// most `length` edges; all 0 at an edge. \pre length >= 0; the graph has at most `width` vertices
[[nodiscard]] Task within_distance(int width, int length);

/// The bipartite double cover of a graph on n vertices: u and n + u for every vertex u, {a, n + b}
/// and {b, n + a} for every edge {a, b}.
[[nodiscard]] Graph double_cover(const Graph& graph);

/// One entry: 1 iff the graph whose double cover the tokens are is bipartite. \pre they are one's
[[nodiscard]] Task covered_is_bipartite();

}  // namespace attest::task
