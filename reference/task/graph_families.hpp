// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphs with names: paths, cycles, stars, cliques, and all graphs of at most seven vertices.
#pragma once

#include <string_view>
#include <vector>

#include "reference/task/graph.hpp"

namespace attest::task {

/// 0 - 1 - .. - (n-1). \pre n >= 0
[[nodiscard]] Graph path_graph(int n);

/// The path with the edge {0, n-1}. \pre n >= 3
[[nodiscard]] Graph cycle_graph(int n);

/// Vertex 0 joined to every other of n vertices. \pre n >= 1
[[nodiscard]] Graph star_graph(int n);

/// Every pair of n vertices. \pre n >= 0
[[nodiscard]] Graph complete_graph(int n);

/// Every pair of one of the first p vertices and one of the q others. \pre p >= 0, q >= 0
[[nodiscard]] Graph complete_bipartite_graph(int p, int q);

/// All graphs of at most seven vertices up to isomorphism, 1,253 of them, the one without vertices
/// first, in the order of networkx's atlas.
[[nodiscard]] std::vector<Graph> atlas();

/// The same as graph6 lines.
[[nodiscard]] std::string_view atlas_graph6();

}  // namespace attest::task
