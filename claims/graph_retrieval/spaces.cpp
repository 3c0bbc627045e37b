// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphs with questions behind them.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_retrieval {
namespace {

/// The kinds of large graphs, in turn: the random ones of small and of larger degree.
enum class Kind { star, clique, cycle, thin, thick, count };

constexpr int most_clique = 48;  // vertices; its tokens number more than 1100

task::Graph large_graph(Kind kind, int n, Random& random) {
  task::Graph graph{.vertices = n};
  const int centre = static_cast<int>(random.below(n));
  const std::int64_t one_in = std::max(2, n / 20);  // about 10 n edges
  for (int a = 0; a < n; ++a) {
    for (int b = a + 1; b < n; ++b) {
      const bool is_there = kind == Kind::star     ? a == centre || b == centre
                            : kind == Kind::clique ? b < most_clique
                            : kind == Kind::cycle  ? b == a + 1 || (a == 0 && b == n - 1)
                            : kind == Kind::thin   ? random.below(n) == 0
                                                   : random.below(one_in) == 0;
      if (is_there) graph.edges.push_back({.a = a, .b = b});
    }
  }
  return graph;
}

/// A pair of different vertices, half of the times an edge.
task::Edge drawn_pair(const task::Graph& graph, Random& random) {
  if (random.below(2) == 0 && !graph.edges.empty()) {
    return graph.edges[static_cast<std::size_t>(random.below(std::ssize(graph.edges)))];
  }
  const int a = static_cast<int>(random.below(graph.vertices - 1));
  return {.a = a, .b = static_cast<int>(random.between(a + 1, graph.vertices - 1))};
}

}  // namespace

std::vector<task::Edge> questions(Question question, std::int64_t n) {
  if (question == Question::counts) return {{.a = 0, .b = 0}};
  std::vector<task::Edge> result;
  for (int u = 0; u < static_cast<int>(n); ++u) {
    if (question == Question::degree) result.push_back({.a = u, .b = u});
    for (int w = u + 1; w < static_cast<int>(n) && question == Question::existence; ++w) {
      result.push_back({.a = u, .b = w});
    }
  }
  return result;
}

check::CaseSpace graphs_with_edges(std::int64_t n, std::int64_t m) {
  check::CaseSpace space = derive::labelled_graphs(static_cast<int>(n));
  // They stand one after the other, behind those with fewer edges.
  std::int64_t before = 0;
  const int pairs = static_cast<int>(n * (n - 1) / 2);
  for (int edges = 0; edges < static_cast<int>(m); ++edges) {
    before += check::subsets(pairs, edges).size;
  }
  space.description += " with " + derive::counted(m, "edge");
  space.size = check::subsets(pairs, static_cast<int>(m)).size;
  space.full_size = space.size;
  space.at = [at = std::move(space.at), before](std::int64_t index) { return at(before + index); };
  return space;
}

check::CaseSpace asked_one_by_one(check::CaseSpace graphs, Question question, std::int64_t n) {
  const std::vector<task::Edge> asked = questions(question, n);
  const auto count = std::ssize(asked);
  check::CaseSpace space = std::move(graphs);
  space.description +=
      count == 1 ? ", with the question" : ", with each of " + std::to_string(count) + " questions";
  space.size *= count;
  space.full_size *= count;
  space.at = [at = std::move(space.at), asked,
              count](std::int64_t index) -> std::optional<check::Case> {
    const std::optional<check::Case> graph = at(index / count);
    if (!graph) return std::nullopt;
    return task::graph_tokens(task::graph_of_tokens(*graph),
                              {asked[static_cast<std::size_t>(index % count)]});
  };
  return space;
}

check::CaseSpace asked_at_once(check::CaseSpace graphs, Question question, std::int64_t n) {
  const std::vector<task::Edge> asked = questions(question, n);
  check::CaseSpace space = check::mapped(
      std::move(graphs), [asked](const check::Case& graph) -> std::optional<check::Case> {
        return task::graph_tokens(task::graph_of_tokens(graph), asked);
      });
  space.description += ", with " + std::to_string(asked.size()) + " questions at once";
  return space;
}

check::CaseSpace large_graphs(std::int64_t n, Question question, std::uint64_t seed) {
  const Integer graphs = power_of_two(static_cast<unsigned>(n * (n - 1) / 2)) * n;
  return check::sampled(
      "stars, cliques, cycles and random graphs on " + std::to_string(n) + " vertices", 20, seed,
      graphs, graphs < 1'000'000'000 ? "all small graphs are judged in the statements before" : "",
      [n, question](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        const task::Graph graph = large_graph(kind, static_cast<int>(n), random);
        task::Edge asked = drawn_pair(graph, random);
        if (question == Question::degree) asked.b = asked.a;
        return task::graph_tokens(graph, {asked});
      });
}

task::Task truth(Question question, task::AskedBy asked) {
  switch (question) {
    case Question::counts:
      return task::graph_question(task::GraphQuestion::counts, asked);
    case Question::existence:
      return task::graph_question(task::GraphQuestion::existence, asked);
    case Question::degree:
      return task::graph_question(task::GraphQuestion::degree, asked);
  }
  ATTEST_REQUIRE(false, "a question outside the enumeration");
}

}  // namespace attest::graph_retrieval
