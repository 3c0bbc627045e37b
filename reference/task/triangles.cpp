// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangles by loops over triples of vertices.
#include "reference/task/triangles.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::task {
namespace {

/// The graph of row tokens. \pre rows are symmetric, with diagonal 0
Graph graph_of_rows(const Matrix& tokens) {
  std::vector<std::pair<int, int>> edges;
  for (int u = 0; u < tokens.rows(); ++u) {
    ATTEST_REQUIRE(tokens(u, 0) == u && tokens(u, u + 1) == 0, "row " + std::to_string(u));
    for (int w = u + 1; w < tokens.rows(); ++w) {
      ATTEST_REQUIRE(tokens(u, w + 1) == tokens(w, u + 1), "a symmetric matrix");
      if (tokens(u, w + 1) == 1) edges.emplace_back(u, w);
    }
  }
  return graph_of_edges(tokens.rows(), edges);
}

/// How many vertices stand in both ascending lists.
std::int64_t common(const std::vector<int>& first, const std::vector<int>& second) {
  return std::ranges::count_if(first,
                               [&](int u) { return std::ranges::find(second, u) != second.end(); });
}

}  // namespace

Task triangles() {
  return {.id = "triangles", .answer = [](const Matrix& tokens) {
            return std::vector<Rational>{triangle_count(graph_of_tokens(tokens))};
          }};
}

Task graph_summary() {
  return {.id = "graph_summary", .answer = [](const Matrix& tokens) {
            const Graph graph = graph_of_tokens(tokens);
            return std::vector<Rational>{graph.vertices, std::ssize(graph.edges),
                                         triangle_count(graph)};
          }};
}

Task adjacency_rows(int n) {
  return {.id = "adjacency_rows n=" + std::to_string(n), .answer = [n](const Matrix& tokens) {
            const std::vector<std::vector<int>> next = neighbours(graph_of_tokens(tokens));
            const auto width = static_cast<std::size_t>(n);
            ATTEST_REQUIRE(next.size() <= width, "at most n vertices");
            std::vector<Rational> entries(static_cast<std::size_t>(tokens.rows()) * width);
            for (std::size_t u = 0; u < next.size(); ++u) {
              for (const int w : next[u]) entries[u * width + static_cast<std::size_t>(w)] = 1;
            }
            return entries;
          }};
}

Task common_neighbours() {
  return {.id = "common_neighbours", .answer = [](const Matrix& tokens) {
            const Graph graph = graph_of_tokens(tokens);
            const std::vector<std::vector<int>> next = neighbours(graph);
            std::vector<Rational> entries(static_cast<std::size_t>(graph.vertices));
            for (const Edge& edge : graph.edges) {
              entries.emplace_back(common(next[static_cast<std::size_t>(edge.a)],
                                          next[static_cast<std::size_t>(edge.b)]));
            }
            return entries;
          }};
}

Task triangles_of_rows() {
  return {.id = "triangles_of_rows", .answer = [](const Matrix& tokens) {
            return std::vector<Rational>{triangle_count(graph_of_rows(tokens))};
          }};
}

Task triangle_corners() {
  return {.id = "triangle_corners", .answer = [](const Matrix& tokens) {
            const std::vector<std::vector<int>> next = neighbours(graph_of_rows(tokens));
            std::vector<Rational> entries;
            for (const std::vector<int>& around : next) {
              std::int64_t twice = 0;
              for (const int w : around) twice += common(around, next[static_cast<std::size_t>(w)]);
              entries.emplace_back(twice, 2);
            }
            return entries;
          }};
}

}  // namespace attest::task
