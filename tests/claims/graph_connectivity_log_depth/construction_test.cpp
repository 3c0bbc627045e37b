// SPDX-License-Identifier: Apache-2.0
/// \file
/// Construction B: how many graphs each broken version gets wrong, and known counts of graphs.
#include <doctest/doctest.h>

#include <map>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tasks.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using Counts = std::vector<std::int64_t>;

/// How many labelled graphs on n vertices get another last entry than the task gives.
std::int64_t wrong_last(int n, const Shape& shape, const task::Task& task) {
  const model::Transformer model = build(shape);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const check::CaseSpace graphs = derive::labelled_graphs(n);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < graphs.size; ++i) {
    const check::Case tokens = *graphs.at(i);
    wrong += evaluator.answer(tokens).back() == task.answer(tokens).back() ? 0 : 1;
  }
  return wrong;
}

std::int64_t wrong_components(int n, const Choices& choices) {
  Shape shape;
  shape.n = n;
  shape.choices = choices;
  return wrong_last(n, shape, task::component_counts());
}

/// How many labelled graphs on n vertices get a wrong register R.
std::int64_t wrong_reach(int n, const Choices& choices) {
  Shape shape;
  shape.n = n;
  shape.view = View::reach;
  shape.choices = choices;
  const model::Transformer model = build(shape);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const task::Task task = task::within_distance(n, n);
  const check::CaseSpace graphs = derive::labelled_graphs(n);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < graphs.size; ++i) {
    const check::Case tokens = *graphs.at(i);
    wrong += evaluator.answer(tokens) == task.answer(tokens) ? 0 : 1;
  }
  return wrong;
}

/// How many labelled graphs on n vertices get each last entry, 0 and up to `most`.
Counts frequencies(int n, View view, std::int64_t most) {
  Shape shape;
  shape.n = n;
  shape.view = view;
  const model::Transformer model = build(shape);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const check::CaseSpace graphs = derive::labelled_graphs(n);
  Counts found(static_cast<std::size_t>(most + 1), 0);
  for (std::int64_t i = 0; i < graphs.size; ++i) {
    check::Case tokens = *graphs.at(i);
    if (view == View::bipartite) {
      tokens = task::graph_tokens(task::double_cover(task::graph_of_tokens(tokens)));
    }
    ++found.at(static_cast<std::size_t>(evaluator.answer(tokens).back().num().to_int64()));
  }
  return found;
}

TEST_SUITE("graph_connectivity_log_depth") {
  TEST_CASE("graphs on five vertices by components are 728 and 230 and 55 and 10 and 1") {
    CHECK(frequencies(5, View::counts, 5) == Counts{0, 728, 230, 55, 10, 1});
    CHECK(frequencies(4, View::counts, 4)[1] == 38);
    CHECK(frequencies(3, View::counts, 3)[1] == 4);
  }

  TEST_CASE("graphs with a cycle and bipartite graphs are as many as known for n <= 5") {
    const Counts with_cycle{0, 0, 1, 26, 733};
    const Counts bipartite{1, 2, 7, 41, 376};
    for (int n = 1; n <= 5; ++n) {
      const auto at = static_cast<std::size_t>(n - 1);
      CHECK(frequencies(n, View::cycle, 1)[1] == with_cycle[at]);
      CHECK(frequencies(n, View::bipartite, 1)[1] == bipartite[at]);
    }
  }

  TEST_CASE("broken versions get as many of the 1024 graphs on five vertices wrong as stated") {
    CHECK(wrong_components(5, {}) == 0);
    CHECK(wrong_components(5, {.has_gather_sentinel = false}) == 252);
    CHECK(wrong_components(5, {.has_gather_one = false}) == 252);  // the same scores
    CHECK(wrong_components(5, {.has_root_threshold = false}) == 1024);
    CHECK(wrong_components(5, {.has_squaring_sentinel = false}) == 0);
    CHECK(wrong_components(5, {.slope_offset = 1}) == 0);
    CHECK(wrong_components(3, {.slope_offset = -1}) == 1);  // the path whose middle is vertex 2
    CHECK(wrong_components(5, {.has_loops = false}) == 0);
    CHECK(wrong_components(5, {.has_loops = false, .is_residual = false}) == 0);
  }

  TEST_CASE("without R_uu anywhere walks of exact length are counted") {
    const Choices walks{.has_loops = false, .has_own_coordinate = false, .is_residual = false};
    CHECK(wrong_components(3, walks) == 6);
    CHECK(wrong_components(4, walks) == 40);
    CHECK(wrong_components(5, walks) == 391);
  }

  TEST_CASE("R is wrong of the 3 paths under slope 2 and where a vertex is isolated without R_uu") {
    CHECK(wrong_reach(3, {.slope_offset = -1}) == 3);
    CHECK(wrong_reach(5, {.has_loops = false}) == 256);
    CHECK(wrong_reach(5, {}) == 0);
  }

  TEST_CASE("one squaring fewer on a path labelled in order changes nothing for n <= 20") {
    for (int n = 3; n <= 20; ++n) {
      Shape shape;
      shape.n = n;
      shape.choices.squarings_offset = -1;
      const model::Transformer fewer = build(shape);
      const auto counted = model::answer(fewer, task::graph_tokens(task::path_graph(n)), {});
      CHECK(counted == std::vector<Rational>{n, n - 1, 1});
    }
  }

  TEST_CASE("squarings are ceil log2 of n - 1 and of n on a double cover") {
    for (const auto& [n, plain, cover] :
         {std::tuple{1, 0, 0}, {2, 0, 1}, {3, 1, 2}, {5, 2, 3}, {6, 3, 3}, {9, 3, 4}, {34, 6, 6}}) {
      CHECK(squarings(n, View::counts) == plain);
      CHECK(squarings(n, View::bipartite) == cover);
    }
    CHECK(task::double_cover(task::path_graph(2)) == task::graph_of_edges(4, {{0, 3}, {1, 2}}));
  }
}

}  // namespace
}  // namespace attest::graph_connectivity_log_depth
