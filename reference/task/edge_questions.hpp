// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about a graph whose edges are tokens of one number: a V + b for the edge {a, b}.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/task/graph.hpp"
#include "reference/task/task.hpp"

namespace attest::task {

/// What is asked.
enum class EdgeQuestion {
  path,       ///< whether 0 and 1 are in one component
  distance,   ///< whether 0 and 1 are at distance 2
  cycle,      ///< whether there is a cycle
  triangle,   ///< whether there is a triangle
  connected,  ///< whether all vertices are in one component
};

/// What one-number tokens say: their edges in the order of the tokens, loops (the question tokens)
/// left out. Fields: `edge` = a V + b. \pre vertices >= 1
[[nodiscard]] std::vector<Edge> edges_of_codes(const Matrix& tokens, std::int64_t vertices);

/// One entry, 1 or 0. The graph has the vertices 0, .., V-1, isolated ones included. No question
/// has the answer 1 where the tokens are no simple graph on these vertices: every token has to be
/// 0, the question, or a V + b with 0 <= a < b < V, each edge once. \pre vertices >= 2
[[nodiscard]] Task edge_question(EdgeQuestion question, std::int64_t vertices);

}  // namespace attest::task
