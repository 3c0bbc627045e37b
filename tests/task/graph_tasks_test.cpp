// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks on graphs by hand, the smallest graphs first.
#include "reference/task/graph_tasks.hpp"

#include <doctest/doctest.h>

#include "reference/number/contract.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

TEST_SUITE("task/graph_tasks") {
  TEST_CASE("a graph without vertices has no component and one vertex is one") {
    CHECK(component_counts().answer(graph_tokens(Graph{})) == Answer{0, 0, 0});
    CHECK(component_counts().answer(graph_tokens(path_graph(1))) == Answer{1, 0, 1});
    const Graph graph = graph_of_edges(5, {{0, 2}, {0, 4}, {1, 3}, {2, 4}});
    CHECK(component_counts().answer(graph_tokens(graph)) == Answer{5, 4, 2});
  }

  TEST_CASE("three vertices need three edges for a cycle") {
    CHECK(cycle_check().answer(graph_tokens(Graph{})) == Answer{0});
    CHECK(cycle_check().answer(graph_tokens(path_graph(3))) == Answer{0});
    CHECK(cycle_check().answer(graph_tokens(cycle_graph(3))) == Answer{1});
  }

  TEST_CASE("within no edge is a vertex itself and an edge token has only zeros") {
    const Matrix tokens = graph_tokens(graph_of_edges(3, {{1, 2}}));
    CHECK(within_distance(3, 0).answer(tokens) == Answer{1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0});
    CHECK(within_distance(3, 1).answer(tokens) == Answer{1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0});
    CHECK(within_distance(4, 1).answer(graph_tokens(path_graph(1))) == Answer{1, 0, 0, 0});
  }

  TEST_CASE("the double cover of a triangle is a hexagon and says that it is not bipartite") {
    const Graph cover = double_cover(cycle_graph(3));
    CHECK(cover == graph_of_edges(6, {{0, 4}, {4, 2}, {2, 3}, {3, 1}, {1, 5}, {5, 0}}));
    CHECK(covered_is_bipartite().answer(graph_tokens(cover)) == Answer{0});
    CHECK(covered_is_bipartite().answer(graph_tokens(double_cover(cycle_graph(4)))) == Answer{1});
    CHECK(covered_is_bipartite().answer(graph_tokens(double_cover(Graph{}))) == Answer{1});
    CHECK_THROWS_AS(static_cast<void>(covered_is_bipartite().answer(graph_tokens(path_graph(4)))),
                    BrokenInvariant);
  }
}

}  // namespace
}  // namespace attest::task
