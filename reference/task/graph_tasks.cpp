// SPDX-License-Identifier: Apache-2.0
/// \file
/// What search says of the graph that the tokens stand for; see graph_tasks.hpp.
#include "reference/task/graph_tasks.hpp"

#include <string>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::task {

Task component_counts() {
  return {.id = "component_counts", .answer = [](const Matrix& tokens) {
            const Graph graph = graph_of_tokens(tokens);
            return std::vector<Rational>{Rational(graph.vertices), Rational(graph.edges.size()),
                                         Rational(component_count(graph))};
          }};
}

Task cycle_check() {
  return {.id = "cycle_check", .answer = [](const Matrix& tokens) {
            return std::vector<Rational>{has_cycle(graph_of_tokens(tokens)) ? 1 : 0};
          }};
}

Task within_distance(int width, int length) {
  return {.id = "within_distance length=" + std::to_string(length),
          .answer = [width, length](const Matrix& tokens) {
            const Graph graph = graph_of_tokens(tokens);
            const auto columns = static_cast<std::size_t>(width);
            std::vector<Rational> result(static_cast<std::size_t>(tokens.rows()) * columns);
            for (int u = 0; u < graph.vertices; ++u) {
              const std::vector<std::optional<int>> distance = distances(graph, u);
              for (std::size_t j = 0; j < distance.size(); ++j) {
                const bool is_near = distance[j] && *distance[j] <= length;
                result[static_cast<std::size_t>(u) * columns + j] = is_near ? 1 : 0;
              }
            }
            return result;
          }};
}

Graph double_cover(const Graph& graph) {
  const int n = graph.vertices;
  std::vector<std::pair<int, int>> edges;
  for (const Edge& edge : graph.edges) {
    edges.emplace_back(edge.a, n + edge.b);
    edges.emplace_back(edge.b, n + edge.a);
  }
  return graph_of_edges(2 * n, edges);
}

Task covered_is_bipartite() {
  return {.id = "covered_is_bipartite", .answer = [](const Matrix& tokens) {
            const Graph cover = graph_of_tokens(tokens);
            const int n = cover.vertices / 2;
            Graph graph{.vertices = n};
            for (const Edge& edge : cover.edges) {
              ATTEST_REQUIRE(edge.a < n && edge.b >= n, "an edge between the two halves");
              if (edge.a < edge.b - n) graph.edges.push_back({.a = edge.a, .b = edge.b - n});
            }
            return std::vector<Rational>{is_bipartite(graph) ? 1 : 0};
          }};
}

}  // namespace attest::task
