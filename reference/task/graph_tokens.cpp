// SPDX-License-Identifier: Apache-2.0
/// \file
/// From graphs to tokens and back; see graph_tokens.hpp.
#include "reference/task/graph_tokens.hpp"

#include <string>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

void set(Matrix& tokens, int row, int kind, int a, int b) {
  tokens(row, GraphField::kind) = kind;
  tokens(row, GraphField::a) = a;
  tokens(row, GraphField::b) = b;
}

int number_in(const Matrix& tokens, int row, int column) {
  return static_cast<int>(tokens(row, column).num().to_int64());
}

}  // namespace

std::vector<std::string> graph_fields() { return {"kind", "a", "b"}; }

Matrix graph_tokens(const Graph& graph, const std::vector<Edge>& questions) {
  const int edges = static_cast<int>(graph.edges.size());
  Matrix tokens(graph.vertices + edges + static_cast<int>(questions.size()), 3);
  int row = 0;
  for (int u = 0; u < graph.vertices; ++u) set(tokens, row++, GraphKind::vertex, u, u);
  for (const Edge& edge : graph.edges) set(tokens, row++, GraphKind::edge, edge.a, edge.b);
  for (const Edge& pair : questions) set(tokens, row++, GraphKind::question, pair.a, pair.b);
  return tokens;
}

Graph graph_of_tokens(const Matrix& tokens) {
  int vertices = 0;
  std::vector<std::pair<int, int>> edges;
  for (int i = 0; i < tokens.rows(); ++i) {
    const int kind = number_in(tokens, i, GraphField::kind);
    const int a = number_in(tokens, i, GraphField::a);
    if (kind == GraphKind::vertex) {
      ATTEST_REQUIRE(a == vertices, "vertices in order: " + std::to_string(a));
      ++vertices;
    } else if (kind == GraphKind::edge) {
      edges.emplace_back(a, number_in(tokens, i, GraphField::b));
    }
  }
  return graph_of_edges(vertices, edges);
}

}  // namespace attest::task
