// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks about triangles against values worked out by hand.
#include "reference/task/triangles.hpp"

#include <doctest/doctest.h>

#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::task {
namespace {

using Entries = std::vector<Rational>;

/// A triangle 0, 1, 2 and the edge {2, 3}.
const Graph paw = graph_of_edges(4, {{0, 1}, {0, 2}, {1, 2}, {2, 3}});

const Matrix paw_rows({{0, 0, 1, 1, 0}, {1, 1, 0, 1, 0}, {2, 1, 1, 0, 1}, {3, 0, 0, 1, 0}});

TEST_SUITE("triangles") {
  TEST_CASE("a triangle with a tail has one triangle and a clique of four has four") {
    CHECK(triangles().answer(graph_tokens(paw)) == Entries{1});
    CHECK(triangles().answer(graph_tokens(complete_graph(4))) == Entries{4});
    CHECK(triangles().answer(graph_tokens(Graph{})) == Entries{0});
    CHECK(triangles_of_rows().answer(paw_rows) == Entries{1});
    CHECK(triangles_of_rows().answer(Matrix({{0, 0, 1}, {1, 1, 0}})) == Entries{0});
    CHECK(triangles_of_rows().answer(Matrix({{0, 0}})) == Entries{0});
  }

  TEST_CASE("a summary lists vertices and edges and triangles") {
    CHECK(graph_summary().answer(graph_tokens(paw)) == Entries{4, 4, 1});
    CHECK(graph_summary().answer(graph_tokens(path_graph(1))) == Entries{1, 0, 0});
    CHECK(graph_summary().answer(graph_tokens(complete_graph(4))) == Entries{4, 6, 4});
  }

  TEST_CASE("rows stand at vertices and are 0 at edges") {
    CHECK(adjacency_rows(3).answer(graph_tokens(path_graph(2))) ==
          Entries{0, 1, 0, 1, 0, 0, 0, 0, 0});
    CHECK(adjacency_rows(1).answer(graph_tokens(path_graph(1))) == Entries{0});
    CHECK(adjacency_rows(2).answer(graph_tokens(graph_of_edges(2, {}))) == Entries{0, 0, 0, 0});
  }

  TEST_CASE("common neighbours stand at edges and are 0 at vertices") {
    CHECK(common_neighbours().answer(graph_tokens(paw)) == Entries{0, 0, 0, 0, 1, 1, 1, 0});
    CHECK(common_neighbours().answer(graph_tokens(path_graph(3))) == Entries{0, 0, 0, 0, 0});
    CHECK(common_neighbours().answer(graph_tokens(complete_graph(4))) ==
          Entries{0, 0, 0, 0, 2, 2, 2, 2, 2, 2});
  }

  TEST_CASE("every vertex of the triangle is a corner and the tail is none") {
    CHECK(triangle_corners().answer(paw_rows) == Entries{1, 1, 1, 0});
    CHECK(triangle_corners().answer(Matrix({{0, 0}})) == Entries{0});
    CHECK(triangle_corners().answer(Matrix({{0, 0, 1, 0}, {1, 1, 0, 1}, {2, 0, 1, 0}})) ==
          Entries{0, 0, 0});
  }
}

}  // namespace
}  // namespace attest::task
