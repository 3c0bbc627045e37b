// SPDX-License-Identifier: Apache-2.0
/// \file
/// Distances by hand.
#include "reference/task/shortest_paths.hpp"

#include <doctest/doctest.h>

#include "reference/task/graph_families.hpp"

namespace attest::task {
namespace {

TEST_SUITE("task/shortest_paths") {
  TEST_CASE("without a path the distance is infinity and to itself it is 0") {
    Graph apart;
    apart.vertices = 2;
    const Matrix first = first_distances(apart, 2);
    CHECK(first == Matrix({{0, 2}, {2, 0}}));
    CHECK(all_distances(first, 2) == first);
    CHECK(all_distances(Matrix(), 1) == Matrix());
  }

  TEST_CASE("a detour of weight 3 beats an edge of weight 5 in one direction") {
    const Matrix first({{0, 5, 1}, {9, 0, 9}, {9, 2, 0}});
    CHECK(all_distances(first, 9) == Matrix({{0, 3, 1}, {9, 0, 9}, {9, 2, 0}}));
  }

  TEST_CASE("tokens are all pairs then all triples or one row a vertex") {
    const Matrix first({{0, 1}, {3, 0}});
    const Matrix tokens = path_tokens(first);
    CHECK(tokens.rows() == 12);
    CHECK(tokens(2, PathField::distance) == 3);
    CHECK(tokens(9, PathField::is_triple) == 1);  // (u, w, v) = (1, 0, 1)
    CHECK(tokens(9, PathField::u) == 1);
    CHECK(tokens(9, PathField::w) == 0);
    CHECK(tokens(9, PathField::v) == 1);
    CHECK(row_tokens(first) == Matrix({{0, 0, 1}, {1, 3, 0}}));
  }

  TEST_CASE("the path of four vertices has distances up to 3") {
    const Matrix first = first_distances(path_graph(4), 4);
    const std::vector<Rational> rows = row_distances(4).answer(row_tokens(first));
    CHECK(rows == std::vector<Rational>{0, 1, 2, 3, 1, 0, 1, 2, 2, 1, 0, 1, 3, 2, 1, 0});
    std::vector<Rational> pairs = pair_distances(4).answer(path_tokens(first));
    CHECK(pairs.size() == 80);
    CHECK(pairs.back() == 0);
    pairs.resize(16);
    CHECK(pairs == rows);
  }
}

}  // namespace
}  // namespace attest::task
