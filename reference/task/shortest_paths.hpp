// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shortest paths in weighted directed graphs, given as a matrix of first distances: 0 on the
/// diagonal, the weight of each edge, and `infinity` where there is none.
#pragma once

#include <cstdint>

#include "reference/number/matrix.hpp"
#include "reference/task/graph.hpp"
#include "reference/task/task.hpp"

namespace attest::task {

/// The first distances of a graph whose edges all weigh 1.
[[nodiscard]] Matrix first_distances(const Graph& graph, std::int64_t infinity);

/// The first distances of a network. \pre every weight is below `infinity`
[[nodiscard]] Matrix first_distances(const Network& network, std::int64_t infinity);

/// All distances, those without a path `infinity`, by Floyd and Warshall's three loops.
/// \pre no cycle is negative; every path weighs less than `infinity`
[[nodiscard]] Matrix all_distances(const Matrix& first, std::int64_t infinity);

/// The fields of the tokens (u, v) and (u, w, v) of a pair and a triple of vertices, by column.
struct PathField {
  static constexpr int is_triple = 0;
  static constexpr int u = 1;
  static constexpr int v = 2;
  static constexpr int w = 3;         ///< of a triple; 0 for a pair
  static constexpr int distance = 4;  ///< of a pair; 0 for a triple
};

/// The tokens [n^2 + n^3 x 5] of all pairs, then of all triples in the order of (u, w, v).
[[nodiscard]] Matrix path_tokens(const Matrix& first);

/// The tokens [n x n + 1]: u, then row u of the matrix.
[[nodiscard]] Matrix row_tokens(const Matrix& first);

/// One entry a token of path_tokens: the distance from u to v at a pair, 0 at a triple.
[[nodiscard]] Task pair_distances(std::int64_t infinity);

/// n entries a token of row_tokens: the distances from u.
[[nodiscard]] Task row_distances(std::int64_t infinity);

}  // namespace attest::task
