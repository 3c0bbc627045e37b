// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphs as rows, and graphs too large to enumerate.
#include <array>
#include <utility>

#include "claims/triangle_counting/parts.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::triangle_counting {
namespace {

using Edges = std::vector<std::pair<int, int>>;

/// The kinds of large graphs, in turn.
enum class Kind { complete, bipartite, planar, sparse, dense, count };

/// Adds vertices one by one, each joined to the corners of one face: planar, with 3n - 8 triangles
/// or more.
Edges stacked_triangulation(int n, Random& random) {
  Edges edges{{0, 1}, {0, 2}, {1, 2}};
  std::vector<std::array<int, 3>> faces{{0, 1, 2}};
  for (int v = 3; v < n; ++v) {
    const auto chosen = static_cast<std::size_t>(random.below(std::ssize(faces)));
    const std::array<int, 3> face = faces[chosen];
    for (const int corner : face) edges.emplace_back(corner, v);
    faces[chosen] = {face[0], face[1], v};
    faces.push_back({face[0], face[2], v});
    faces.push_back({face[1], face[2], v});
  }
  return edges;
}

Edges large_graph(int n, Kind kind, Random& random) {
  if (kind == Kind::planar) return stacked_triangulation(n, random);
  Edges edges;
  const std::int64_t part = random.between(1, n - 1);
  for (int a = 0; a < n; ++a) {
    for (int b = a + 1; b < n; ++b) {
      const bool is_there = kind == Kind::complete    ? true
                            : kind == Kind::bipartite ? (a < part) != (b < part)
                            : kind == Kind::sparse    ? random.below(n) < 4
                                                      : random.below(2) == 0;
      if (is_there) edges.emplace_back(a, b);
    }
  }
  return edges;
}

}  // namespace

check::Case rows_of(const check::Case& tokens, std::int64_t n) {
  const int size = static_cast<int>(n);
  Matrix rows(size, size + 1);
  for (int u = 0; u < size; ++u) rows(u, 0) = u;
  for (const task::Edge& edge : task::graph_of_tokens(tokens).edges) {
    rows(edge.a, edge.b + 1) = 1;
    rows(edge.b, edge.a + 1) = 1;
  }
  return rows;
}

check::CaseSpace graph_rows(std::int64_t n) {
  return check::mapped(
      derive::labelled_graphs(static_cast<int>(n)),
      [n](const check::Case& tokens) -> std::optional<check::Case> { return rows_of(tokens, n); });
}

check::CaseSpace large_graphs(std::int64_t n, std::uint64_t seed) {
  return check::sampled(
      "complete, bipartite, planar and random graphs on " + std::to_string(n) + " vertices",
      static_cast<std::int64_t>(Kind::count), seed,
      power_of_two(static_cast<unsigned>(n * (n - 1) / 2)), "chosen kinds of graphs, not all",
      [n](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        const int size = static_cast<int>(n);
        return task::graph_tokens(task::graph_of_edges(size, large_graph(size, kind, random)));
      });
}

check::Case complete_tokens(std::int64_t n) {
  return task::graph_tokens(task::complete_graph(static_cast<int>(n)));
}

}  // namespace attest::triangle_counting
