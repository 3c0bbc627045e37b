// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphs as sets of pairs; see graph_cases.hpp.
#include "reference/derive/graph_cases.hpp"

#include <memory>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::derive {
namespace {

constexpr int most_labelled = 11;  // 2^55 graphs; on 12 vertices there are 2^66

/// The pairs of n vertices in lexicographic order.
std::vector<task::Edge> pairs_of(int n) {
  std::vector<task::Edge> pairs;
  for (int a = 0; a < n; ++a) {
    for (int b = a + 1; b < n; ++b) pairs.push_back({.a = a, .b = b});
  }
  return pairs;
}

}  // namespace

check::CaseSpace labelled_graphs(int n) {
  ATTEST_REQUIRE(n >= 0, "a number of vertices");
  const std::string description = "all graphs on " + std::to_string(n) + " labelled vertices";
  if (n > most_labelled) {
    throw InputError("case-space-size", description, "n = " + std::to_string(n),
                     "n <= " + std::to_string(most_labelled));
  }
  const std::vector<task::Edge> pairs = pairs_of(n);
  const int count = static_cast<int>(pairs.size());
  std::vector<check::CaseSpace> parts;
  for (int edges = 0; edges <= count; ++edges) parts.push_back(check::subsets(count, edges));
  check::CaseSpace space = check::mapped(
      check::concatenated(std::move(parts)),
      [n, pairs](const check::Case& chosen) -> std::optional<check::Case> {
        task::Graph graph{.vertices = n};
        for (int i = 0; i < chosen.rows(); ++i) {
          graph.edges.push_back(pairs[static_cast<std::size_t>(chosen(i, 0).num().to_int64())]);
        }
        return task::graph_tokens(graph);
      });
  space.description = description;
  return space;
}

check::CaseSpace given_graphs(std::string description, std::vector<task::Graph> graphs) {
  const auto size = std::ssize(graphs);
  const auto list = std::make_shared<const std::vector<task::Graph>>(std::move(graphs));
  return {.description = std::move(description),
          .coverage = check::Coverage::given,
          .size = size,
          .full_size = size,
          .why_sampled = {},
          .at = [list](std::int64_t index) -> std::optional<check::Case> {
            return task::graph_tokens((*list)[static_cast<std::size_t>(index)]);
          }};
}

check::CaseSpace random_graphs(int n, int percent, std::int64_t size, std::uint64_t seed) {
  const std::vector<task::Edge> pairs = pairs_of(n);
  return check::sampled(
      "graphs on " + std::to_string(n) + " vertices with each edge in " + std::to_string(percent) +
          " of 100",
      size, seed, pow(Integer(2), static_cast<unsigned>(pairs.size())),
      "all graphs on " + std::to_string(n) + " vertices are too many to enumerate",
      [n, percent, pairs](Random& random, std::int64_t) -> std::optional<check::Case> {
        task::Graph graph{.vertices = n};
        for (const task::Edge& pair : pairs) {
          if (random.below(100) < percent) graph.edges.push_back(pair);
        }
        return task::graph_tokens(graph);
      });
}

}  // namespace attest::derive
