// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphs as sequences of tokens: the vertices in order, then the edges in order, then questions.
///
/// A model's sentinel is an extra token of its own. So the number of tokens is that of vertices,
/// edges and questions, and a model for n vertices reads every graph of at most n vertices.
#pragma once

#include <vector>

#include "reference/number/matrix.hpp"
#include "reference/task/graph.hpp"

namespace attest::task {

/// The fields of a token, by column.
struct GraphField {
  static constexpr int kind = 0;
  static constexpr int a = 1;  ///< a vertex; of an edge its smaller end
  static constexpr int b = 2;  ///< of an edge its larger end; of a vertex the same as a
};

/// The names of these fields, for models.
[[nodiscard]] std::vector<std::string> graph_fields();

/// What a token stands for: the field `kind`.
struct GraphKind {
  static constexpr int vertex = 0;
  static constexpr int edge = 1;
  static constexpr int question = 2;  ///< about the vertices a and b; b = a where it is about one
};

/// The tokens [vertices + edges + questions x 3] of a graph and of questions about it.
[[nodiscard]] Matrix graph_tokens(const Graph& graph, const std::vector<Edge>& questions = {});

/// The graph that tokens stand for; questions are left out. \pre the tokens are a graph's
[[nodiscard]] Graph graph_of_tokens(const Matrix& tokens);

}  // namespace attest::task
