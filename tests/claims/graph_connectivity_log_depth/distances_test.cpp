// SPDX-License-Identifier: Apache-2.0
/// \file
/// Constructions A and C: how many graphs each broken version gets wrong, and a graph of others.
#include "claims/graph_connectivity_log_depth/distances.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "claims/graph_connectivity_log_depth/claim.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/graph_file.hpp"
#include "reference/task/graph_tokens.hpp"
#include "reference/task/shortest_paths.hpp"
#include "tests/claims/runner.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

/// How many labelled graphs on n vertices get a wrong distance from construction A.
std::int64_t wrong_pairs(int n, const DistanceChoices& choices) {
  DistanceShape shape;
  shape.n = n;
  shape.choices = choices;
  const model::Transformer model = build_pairs(shape);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const std::int64_t infinity = infinity_of(n, 1);
  const check::CaseSpace graphs = derive::labelled_graphs(n);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < graphs.size; ++i) {
    const Matrix tokens =
        task::path_tokens(task::first_distances(task::graph_of_tokens(*graphs.at(i)), infinity));
    wrong += evaluator.answer(tokens) == task::pair_distances(infinity).answer(tokens) ? 0 : 1;
  }
  return wrong;
}

task::Graph karate() {
  const std::string text = tests::input_text(claim_id, "karate.edges");
  return task::parse_graphs(text, "karate.edges", task::GraphFormat::edges).front().graph;
}

TEST_SUITE("graph_connectivity_log_depth") {
  TEST_CASE("broken versions of A get as many graphs wrong as stated") {
    CHECK(wrong_pairs(3, {}) == 0);
    CHECK(wrong_pairs(3, {.gap_offset = -1}) == 4);
    CHECK(wrong_pairs(3, {.are_triples_excluded = false}) == 0);
    CHECK(wrong_pairs(4, {.are_triples_excluded = false}) == 64);
    CHECK(wrong_pairs(4, {.are_pairs_excluded = false}) == 0);
    CHECK(wrong_pairs(4, {.are_triples_excluded = false, .are_pairs_excluded = false}) == 0);
    CHECK(wrong_pairs(3, {.is_saturated = false}) == 0);
    CHECK(wrong_pairs(3, {.squarings_offset = -1}) == 3);
  }

  TEST_CASE("the karate club has diameter 5 and radius 3 and distances that sum to 2702") {
    const task::Graph graph = karate();
    REQUIRE(graph.vertices == 34);
    DistanceShape shape;
    shape.n = 34;
    const Matrix first = task::first_distances(graph, infinity_of(34, 1));
    const std::vector<Rational> found =
        model::answer(build_rows(shape), task::row_tokens(first), {});
    REQUIRE(found.size() == 34 * 34);
    Rational sum = 0;
    Rational diameter = 0;
    Rational radius = 34;
    for (std::size_t u = 0; u < 34; ++u) {
      Rational farthest = 0;
      for (std::size_t v = 0; v < 34; ++v) {
        sum += found[34 * u + v];
        farthest = std::max(farthest, found[34 * u + v]);
      }
      diameter = std::max(diameter, farthest);
      radius = std::min(radius, farthest);
    }
    CHECK(sum == 2702);
    CHECK(diameter == 5);
    CHECK(radius == 3);
    CHECK(found == task::row_distances(34).answer(task::row_tokens(first)));
  }
}

}  // namespace
}  // namespace attest::graph_connectivity_log_depth
