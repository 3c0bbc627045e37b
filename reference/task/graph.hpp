// SPDX-License-Identifier: Apache-2.0
/// \file
/// Simple undirected graphs, and what is true of them by plain search.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace attest::task {

/// An edge {a, b} with a < b.
struct Edge {
  int a = 0;
  int b = 0;

  friend bool operator==(const Edge&, const Edge&) = default;
  friend bool operator<(const Edge& x, const Edge& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  }
};

/// A graph on the vertices 0, .., vertices - 1; its edges are sorted and all different.
struct Graph {
  int vertices = 0;
  std::vector<Edge> edges = {};

  friend bool operator==(const Graph&, const Graph&) = default;
};

/// An edge that leads from one vertex to another and weighs something.
struct Arc {
  int from = 0;
  int to = 0;
  std::int64_t weight = 1;  ///< >= 0

  friend bool operator==(const Arc&, const Arc&) = default;
};

/// A directed graph with weights on the vertices 0, .., vertices - 1; at most one arc leads from a
/// vertex to another, and none to itself.
struct Network {
  int vertices = 0;
  std::vector<Arc> arcs = {};

  friend bool operator==(const Network&, const Network&) = default;
};

/// The network with an arc of weight 1 in both directions of each edge.
[[nodiscard]] Network network_of(const Graph& graph);

/// The graph with these edges, each in any direction. \pre ends are in [0, vertices), no edge is a
/// loop, none is given twice
[[nodiscard]] Graph graph_of_edges(int vertices, const std::vector<std::pair<int, int>>& edges);

/// The neighbours of each vertex, ascending.
[[nodiscard]] std::vector<std::vector<int>> neighbours(const Graph& graph);

/// The degree of each vertex.
[[nodiscard]] std::vector<int> degrees(const Graph& graph);

/// The least vertex of the component of each vertex, by union-find.
[[nodiscard]] std::vector<int> components(const Graph& graph);

/// The number of components; 0 for the graph without vertices.
[[nodiscard]] int component_count(const Graph& graph);

/// The number of edges on a shortest path from `source` to each vertex, by breadth-first search;
/// nothing where there is no path.
[[nodiscard]] std::vector<std::optional<int>> distances(const Graph& graph, int source);

/// The number of triangles, by a loop over all triples of vertices.
[[nodiscard]] std::int64_t triangle_count(const Graph& graph);

/// Whether there is a cycle: whether peeling off vertices of degree at most 1 leaves anything.
[[nodiscard]] bool has_cycle(const Graph& graph);

/// Whether the vertices can be coloured with two colours, by breadth-first search.
[[nodiscard]] bool is_bipartite(const Graph& graph);

}  // namespace attest::task

// Compiled once: every claim on graphs uses them, in many functions.
extern template class std::vector<attest::task::Edge>;
extern template class std::vector<attest::task::Graph>;
