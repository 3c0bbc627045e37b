// SPDX-License-Identifier: Apache-2.0
/// \file
/// Search in the graph of one-number tokens.
#include "reference/task/edge_questions.hpp"

#include <algorithm>
#include <set>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

const char* name_of(EdgeQuestion question) {
  switch (question) {
    case EdgeQuestion::path:
      return "path";
    case EdgeQuestion::distance:
      return "distance";
    case EdgeQuestion::cycle:
      return "cycle";
    case EdgeQuestion::triangle:
      return "triangle";
    case EdgeQuestion::connected:
      return "connected";
  }
  ATTEST_REQUIRE(false, "a question outside the enumeration");
}

/// Whether every token is the question or an edge a < b < V that no other token is.
bool is_simple(const Matrix& tokens, std::int64_t vertices) {
  std::set<Rational> seen;
  for (int i = 0; i < tokens.rows(); ++i) {
    const Rational& token = tokens(i, 0);
    if (token.is_zero()) continue;
    if (!token.is_integer() || token < 0 || !seen.insert(token).second) return false;
    const std::int64_t code = token.num().to_int64();
    if (code / vertices >= code % vertices) return false;
  }
  return true;
}

bool answer_of(EdgeQuestion question, const Graph& graph) {
  switch (question) {
    case EdgeQuestion::path:
      return distances(graph, 0).at(1).has_value();
    case EdgeQuestion::distance:
      return distances(graph, 0).at(1) == 2;
    case EdgeQuestion::cycle:
      return has_cycle(graph);
    case EdgeQuestion::triangle:
      return triangle_count(graph) > 0;
    case EdgeQuestion::connected:
      return component_count(graph) == 1;
  }
  ATTEST_REQUIRE(false, "a question outside the enumeration");
}

}  // namespace

std::vector<Edge> edges_of_codes(const Matrix& tokens, std::int64_t vertices) {
  std::vector<Edge> edges;
  for (int i = 0; i < tokens.rows(); ++i) {
    // A number below 0 names no vertices, so it is no edge; only a broken map has one.
    const std::int64_t code = tokens(i, 0).num().to_int64();
    const int a = static_cast<int>(code / vertices);
    const int b = static_cast<int>(code % vertices);
    if (code > 0 && a != b) edges.push_back({.a = std::min(a, b), .b = std::max(a, b)});
  }
  return edges;
}

Task edge_question(EdgeQuestion question, std::int64_t vertices) {
  ATTEST_REQUIRE(vertices >= 2, "vertices " + std::to_string(vertices));
  return {.id = std::string("edge_question ") + name_of(question) +
                " vertices=" + std::to_string(vertices),
          .answer = [question, vertices](const Matrix& tokens) {
            if (!is_simple(tokens, vertices)) return std::vector<Rational>{0};
            const Graph graph{.vertices = static_cast<int>(vertices),
                              .edges = edges_of_codes(tokens, vertices)};
            return std::vector<Rational>{answer_of(question, graph) ? 1 : 0};
          }};
}

}  // namespace attest::task
