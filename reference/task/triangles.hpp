// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks about triangles of a graph that is given by its tokens, see graph_tokens.hpp, or by its
/// rows.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// One entry: the number of triangles.
[[nodiscard]] Task triangles();

/// Three entries: the numbers of vertices, edges and triangles.
[[nodiscard]] Task graph_summary();

/// n entries a token: of the vertex u whether 0, .., n-1 are its neighbours; of an edge 0. \pre the
/// graph has at most n vertices
[[nodiscard]] Task adjacency_rows(int n);

/// One entry a token: of the edge {a, b} how many vertices are neighbours of both; of a vertex 0.
[[nodiscard]] Task common_neighbours();

// Cases of the following: one token a vertex, in order; fields vertex, r0, .., r{n-1}, where rj is
// 1 iff j is a neighbour.

/// One entry: the number of triangles.
[[nodiscard]] Task triangles_of_rows();

/// One entry a token: the number of triangles that the vertex is a corner of.
[[nodiscard]] Task triangle_corners();

}  // namespace attest::task
