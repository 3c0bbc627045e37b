// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is true of graphs, by hand; the atlas against its definition.
#include "reference/task/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "reference/number/contract.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::task {
namespace {

using Distances = std::vector<std::optional<int>>;

/// The least edge mask over all orders of the vertices, and how many orders keep a graph.
struct Shape {
  std::uint32_t least = 0;
  int automorphisms = 0;
};

Shape shape_of(const Graph& graph) {
  std::vector<int> order(static_cast<std::size_t>(graph.vertices));
  std::iota(order.begin(), order.end(), 0);
  const auto mask_of = [&](const std::vector<int>& image) {
    std::uint32_t mask = 0;
    for (const Edge& edge : graph.edges) {
      const int u = image[static_cast<std::size_t>(edge.a)];
      const int w = image[static_cast<std::size_t>(edge.b)];
      const int bit = std::max(u, w) * (std::max(u, w) - 1) / 2 + std::min(u, w);
      mask |= std::uint32_t{1} << static_cast<unsigned>(bit);
    }
    return mask;
  };
  const std::uint32_t own = mask_of(order);
  Shape shape{.least = own};
  do {
    const std::uint32_t mask = mask_of(order);
    shape.least = std::min(shape.least, mask);
    shape.automorphisms += mask == own ? 1 : 0;
  } while (std::ranges::next_permutation(order).found);
  return shape;
}

TEST_SUITE("task/graph") {
  TEST_CASE("the graph without vertices has no component and no cycle and two colours") {
    const Graph none;
    CHECK(component_count(none) == 0);
    CHECK_FALSE(has_cycle(none));
    CHECK(is_bipartite(none));
    CHECK(triangle_count(none) == 0);
  }

  TEST_CASE("a triangle beside an edge has two components and one cycle") {
    const Graph graph = graph_of_edges(5, {{4, 0}, {3, 1}, {4, 2}, {2, 0}});
    CHECK(graph.edges == std::vector<Edge>{{0, 2}, {0, 4}, {1, 3}, {2, 4}});
    CHECK(components(graph) == std::vector<int>{0, 1, 0, 1, 0});
    CHECK(component_count(graph) == 2);
    CHECK(degrees(graph) == std::vector<int>{2, 1, 2, 1, 2});
    CHECK(distances(graph, 1) == Distances{{}, 0, {}, 1, {}});
    CHECK(distances(graph, 0) == Distances{0, {}, 1, {}, 1});
    CHECK(triangle_count(graph) == 1);
    CHECK(has_cycle(graph));
    CHECK_FALSE(is_bipartite(graph));
  }

  TEST_CASE("families are what their names say") {
    CHECK(distances(path_graph(4), 0) == Distances{0, 1, 2, 3});
    CHECK_FALSE(has_cycle(path_graph(9)));
    CHECK(path_graph(0).vertices == 0);
    CHECK(has_cycle(cycle_graph(3)));
    CHECK(is_bipartite(cycle_graph(6)));
    CHECK_FALSE(is_bipartite(cycle_graph(7)));
    CHECK(degrees(star_graph(4)) == std::vector<int>{3, 1, 1, 1});
    CHECK(triangle_count(complete_graph(6)) == 20);
    CHECK(triangle_count(complete_bipartite_graph(3, 4)) == 0);
    CHECK(complete_bipartite_graph(3, 4).edges.size() == 12);
    CHECK(is_bipartite(complete_bipartite_graph(3, 4)));
  }

  TEST_CASE("a graph with a loop or an edge twice or an edge outside is refused") {
    CHECK_THROWS_AS(static_cast<void>(graph_of_edges(2, {{1, 1}})), BrokenInvariant);
    CHECK_THROWS_AS(static_cast<void>(graph_of_edges(2, {{0, 1}, {1, 0}})), BrokenInvariant);
    CHECK_THROWS_AS(static_cast<void>(graph_of_edges(2, {{0, 2}})), BrokenInvariant);
  }

  TEST_CASE("tokens are vertices then edges then questions and lead back to the graph") {
    const Graph graph = graph_of_edges(3, {{2, 0}});
    const Matrix tokens = graph_tokens(graph, {{1, 1}, {0, 2}});
    CHECK(tokens == Matrix({{0, 0, 0}, {0, 1, 1}, {0, 2, 2}, {1, 0, 2}, {2, 1, 1}, {2, 0, 2}}));
    CHECK(graph_of_tokens(tokens) == graph);
    CHECK(graph_of_tokens(graph_tokens(Graph{})) == Graph{});
  }

  TEST_CASE("the atlas has every graph of at most seven vertices once") {
    std::map<int, std::set<std::uint32_t>> shapes;
    std::map<int, std::int64_t> labelled;  // graphs that are some order of one of the atlas
    for (const Graph& graph : atlas()) {
      const Shape shape = shape_of(graph);
      CHECK(shapes[graph.vertices].insert(shape.least).second);
      std::int64_t orders = 1;
      for (int u = 2; u <= graph.vertices; ++u) orders *= u;
      labelled[graph.vertices] += orders / shape.automorphisms;
    }
    CHECK(shapes.size() == 8);
    for (int n = 0; n <= 7; ++n) CHECK(labelled[n] == std::int64_t{1} << (n * (n - 1) / 2));
  }
}

}  // namespace
}  // namespace attest::task
