// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about a graph that stand as tokens behind it: how many vertices and edges, whether an
/// edge is there, how many neighbours a vertex has.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// What a question token (u, w) asks, about the pair {u, w} or about u.
enum class GraphQuestion {
  counts,     ///< two entries: the numbers of vertices and of edges
  existence,  ///< one entry: 1 iff {u, w} is an edge
  degree,     ///< one entry: the number of neighbours of u
};

/// Whose answers make up the answer.
enum class AskedBy {
  last_token,   ///< the last token, which is a question: its entries
  every_token,  ///< every token in order: its entries, 0 where it is no question
};

/// Cases: the tokens of a graph and of questions, see graph_tokens.hpp. An edge that has two tokens
/// is one edge.
[[nodiscard]] Task graph_question(GraphQuestion question, AskedBy asked = AskedBy::last_token);

}  // namespace attest::task
