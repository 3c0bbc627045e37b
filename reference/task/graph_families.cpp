// SPDX-License-Identifier: Apache-2.0
/// \file
/// Families of graphs by their definitions; see graph_families.hpp.
#include "reference/task/graph_families.hpp"

#include <utility>

#include "reference/number/contract.hpp"
#include "reference/task/graph_file.hpp"

namespace attest::task {

Graph path_graph(int n) {
  std::vector<std::pair<int, int>> edges;
  for (int u = 1; u < n; ++u) edges.emplace_back(u - 1, u);
  return graph_of_edges(n, edges);
}

Graph cycle_graph(int n) {
  ATTEST_REQUIRE(n >= 3, "three vertices");
  std::vector<std::pair<int, int>> edges{{0, n - 1}};
  for (int u = 1; u < n; ++u) edges.emplace_back(u - 1, u);
  return graph_of_edges(n, edges);
}

Graph star_graph(int n) {
  std::vector<std::pair<int, int>> edges;
  for (int u = 1; u < n; ++u) edges.emplace_back(0, u);
  return graph_of_edges(n, edges);
}

Graph complete_graph(int n) {
  std::vector<std::pair<int, int>> edges;
  for (int u = 0; u < n; ++u) {
    for (int w = u + 1; w < n; ++w) edges.emplace_back(u, w);
  }
  return graph_of_edges(n, edges);
}

Graph complete_bipartite_graph(int p, int q) {
  std::vector<std::pair<int, int>> edges;
  for (int u = 0; u < p; ++u) {
    for (int w = 0; w < q; ++w) edges.emplace_back(u, p + w);
  }
  return graph_of_edges(p + q, edges);
}

std::vector<Graph> atlas() {
  std::vector<Graph> graphs;
  for (NamedGraph& named : parse_graphs(atlas_graph6(), "atlas", GraphFormat::graph6)) {
    graphs.push_back(std::move(named.graph));
  }
  return graphs;
}

}  // namespace attest::task
