// SPDX-License-Identifier: Apache-2.0
/// \file
/// Search in graphs, written as plain loops; see graph.hpp.
#include "reference/task/graph.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "reference/number/contract.hpp"

template class std::vector<attest::task::Edge>;
template class std::vector<attest::task::Graph>;

namespace attest::task {
namespace {

std::size_t at(int vertex) { return static_cast<std::size_t>(vertex); }

}  // namespace

Graph graph_of_edges(int vertices, const std::vector<std::pair<int, int>>& edges) {
  ATTEST_REQUIRE(vertices >= 0, "a number of vertices");
  Graph graph{.vertices = vertices};
  for (const auto& [u, w] : edges) {
    ATTEST_REQUIRE(0 <= u && u < vertices && 0 <= w && w < vertices && u != w,
                   "two different vertices: " + std::to_string(u) + ", " + std::to_string(w));
    graph.edges.push_back({.a = std::min(u, w), .b = std::max(u, w)});
  }
  std::sort(graph.edges.begin(), graph.edges.end());
  ATTEST_REQUIRE(std::ranges::adjacent_find(graph.edges) == graph.edges.end(), "each edge once");
  return graph;
}

Network network_of(const Graph& graph) {
  Network result{.vertices = graph.vertices};
  for (const Edge& edge : graph.edges) {
    result.arcs.push_back({.from = edge.a, .to = edge.b});
    result.arcs.push_back({.from = edge.b, .to = edge.a});
  }
  return result;
}

std::vector<std::vector<int>> neighbours(const Graph& graph) {
  std::vector<std::vector<int>> result(at(graph.vertices));
  for (const Edge& edge : graph.edges) {
    result[at(edge.a)].push_back(edge.b);
    result[at(edge.b)].push_back(edge.a);
  }
  for (std::vector<int>& list : result) std::ranges::sort(list);
  return result;
}

std::vector<int> degrees(const Graph& graph) {
  std::vector<int> result(at(graph.vertices), 0);
  for (const Edge& edge : graph.edges) {
    ++result[at(edge.a)];
    ++result[at(edge.b)];
  }
  return result;
}

std::vector<int> components(const Graph& graph) {
  std::vector<int> parent(at(graph.vertices));
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&parent](int u) {
    while (parent[at(u)] != u) {
      parent[at(u)] = parent[at(parent[at(u)])];
      u = parent[at(u)];
    }
    return u;
  };
  // The smaller root becomes the parent, so a root is the least vertex of its component.
  for (const Edge& edge : graph.edges) {
    const int u = root(edge.a);
    const int w = root(edge.b);
    parent[at(std::max(u, w))] = std::min(u, w);
  }
  std::vector<int> result;
  for (int u = 0; u < graph.vertices; ++u) result.push_back(root(u));
  return result;
}

int component_count(const Graph& graph) {
  const std::vector<int> least = components(graph);
  int count = 0;
  for (int u = 0; u < graph.vertices; ++u) count += least[at(u)] == u ? 1 : 0;
  return count;
}

std::vector<std::optional<int>> distances(const Graph& graph, int source) {
  ATTEST_REQUIRE(0 <= source && source < graph.vertices, "a vertex: " + std::to_string(source));
  const std::vector<std::vector<int>> next = neighbours(graph);
  std::vector<std::optional<int>> result(at(graph.vertices));
  result[at(source)] = 0;
  std::vector<int> queue{source};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const int u = queue[i];
    for (const int w : next[at(u)]) {
      if (result[at(w)]) continue;
      result[at(w)] = *result[at(u)] + 1;
      queue.push_back(w);
    }
  }
  return result;
}

std::int64_t triangle_count(const Graph& graph) {
  const std::size_t n = at(graph.vertices);
  std::vector<std::vector<bool>> adjacent(n, std::vector<bool>(n, false));
  for (const Edge& edge : graph.edges) adjacent[at(edge.a)][at(edge.b)] = true;
  std::int64_t count = 0;
  for (std::size_t u = 0; u < n; ++u) {
    for (std::size_t v = u + 1; v < n; ++v) {
      if (!adjacent[u][v]) continue;
      for (std::size_t w = v + 1; w < n; ++w) count += adjacent[u][w] && adjacent[v][w] ? 1 : 0;
    }
  }
  return count;
}

bool has_cycle(const Graph& graph) {
  const std::vector<std::vector<int>> next = neighbours(graph);
  std::vector<int> degree = degrees(graph);
  std::vector<int> leaves;
  for (int u = 0; u < graph.vertices; ++u) {
    if (degree[at(u)] <= 1) leaves.push_back(u);
  }
  // A vertex joins the list when its degree falls to 1, or at once; so it does so once.
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    for (const int w : next[at(leaves[i])]) {
      if (--degree[at(w)] == 1) leaves.push_back(w);
    }
  }
  return std::ssize(leaves) < graph.vertices;
}

bool is_bipartite(const Graph& graph) {
  const std::vector<int> least = components(graph);
  std::vector<int> colour(at(graph.vertices), 0);
  for (int u = 0; u < graph.vertices; ++u) {
    if (least[at(u)] != u) continue;
    const std::vector<std::optional<int>> distance = distances(graph, u);
    for (int w = 0; w < graph.vertices; ++w) {
      if (distance[at(w)]) colour[at(w)] = *distance[at(w)] % 2;
    }
  }
  return std::ranges::all_of(
      graph.edges, [&](const Edge& edge) { return colour[at(edge.a)] != colour[at(edge.b)]; });
}

}  // namespace attest::task
