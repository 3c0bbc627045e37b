// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangles counted by the weights: how many graphs each broken form gets wrong, and values worked
/// out beforehand.
#include <doctest/doctest.h>

#include "claims/triangle_counting/parts.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_file.hpp"
#include "reference/task/graph_tokens.hpp"
#include "reference/task/triangles.hpp"
#include "tests/claims/runner.hpp"

namespace attest::triangle_counting {
namespace {

/// Number of cases of a space that `model` gets wrong; no value is wrong.
std::int64_t wrong_cases(const model::Transformer& model, const task::Task& truth,
                         const check::CaseSpace& cases) {
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  std::int64_t count = 0;
  for (std::int64_t i = 0; i < cases.size; ++i) {
    const check::Case tokens = *cases.at(i);
    try {
      count += evaluator.answer(tokens) == truth.answer(tokens) ? 0 : 1;
    } catch (const model::Undefined&) {
      ++count;
    }
  }
  return count;
}

/// Of the 1,024 labelled graphs on 5 vertices.
std::int64_t wrong_on_edges(const EdgeChoices& choices) {
  return wrong_cases(edge_form({.n = 5, .choices = choices}), task::triangles(),
                     derive::labelled_graphs(5));
}

/// Of the 64 labelled graphs on 4 vertices.
std::int64_t wrong_on_rows(const RowChoices& choices) {
  return wrong_cases(row_form({.n = 4, .choices = choices}), task::triangles_of_rows(),
                     graph_rows(4));
}

/// The answer of the edge form.
Rational counted(const task::Graph& graph) {
  const auto n = static_cast<std::int64_t>(std::max(graph.vertices, 1));
  return model::answer(edge_form({.n = n}), task::graph_tokens(graph), {}).at(0);
}

TEST_SUITE("triangle_counting") {
  TEST_CASE("broken edge forms are wrong on as many of 1024 graphs as worked out") {
    CHECK(wrong_on_edges({}) == 0);
    CHECK(wrong_on_edges({.has_row_sentinel = false}) == 1023);
    CHECK(wrong_on_edges({.is_self_subtracted = false}) == 1023);
    CHECK(wrong_on_edges({.row_value = 1}) == 636);
    CHECK(wrong_on_edges({.end_query = 1}) == 636);
    CHECK(wrong_on_edges({.corners = 6}) == 636);
    CHECK(wrong_on_edges({.slope_offset = 1}) == 0);
    CHECK(wrong_on_edges({.has_pair_sentinel = false}) == 0);
  }

  TEST_CASE("broken row forms are wrong on as many of 64 graphs as worked out") {
    CHECK(wrong_on_rows({}) == 0);
    CHECK(wrong_on_rows({.has_diagonal = true}) == 64);
    CHECK(wrong_on_rows({.has_sentinel = false}) == 23);
    CHECK(wrong_on_rows({.is_rescaled = false}) == 23);
    CHECK(wrong_on_rows({.corners = 3}) == 23);
  }

  TEST_CASE("triangles of all labelled graphs on 3 to 5 vertices sum to 1 and 32 and 1280") {
    const auto total = [](int n) {
      const check::CaseSpace graphs = derive::labelled_graphs(n);
      const model::Transformer model = edge_form({.n = n});
      const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
      Rational sum;
      for (std::int64_t i = 0; i < graphs.size; ++i) sum += evaluator.answer(*graphs.at(i)).at(0);
      return sum;
    };
    CHECK(total(3) == 1);
    CHECK(total(4) == 32);
    CHECK(total(5) == 1280);
  }

  TEST_CASE("the 1253 graphs with at most 7 vertices have 5660 triangles and 173 have none") {
    Rational sum;
    std::int64_t without = 0;
    std::int64_t on_six = 0;
    std::int64_t six_without = 0;
    for (const task::Graph& graph : task::atlas()) {
      const Rational triangles = counted(graph);
      CHECK(triangles == task::triangle_count(graph));
      sum += triangles;
      without += triangles.is_zero() ? 1 : 0;
      if (graph.vertices != 6) continue;
      on_six += triangles.num().to_int64();
      six_without += triangles.is_zero() ? 1 : 0;
    }
    CHECK(sum == 5660);
    CHECK(without == 173);
    CHECK(on_six == 468);
    CHECK(six_without == 38);
  }

  TEST_CASE("cliques and bipartite cliques and cycles up to 12 vertices are counted by hand") {
    for (int n = 0; n <= 12; ++n) {
      CHECK(counted(task::complete_graph(n)) == Rational(n * (n - 1) * (n - 2) / 6));
      CHECK(counted(task::complete_bipartite_graph(n / 2, n - n / 2)) == 0);
      if (n >= 3) CHECK(counted(task::cycle_graph(n)) == (n == 3 ? 1 : 0));
    }
  }

  TEST_CASE("a planar graph of every kind of large graphs has at least 3n - 8 triangles") {
    const check::CaseSpace graphs = large_graphs(20, 1);
    CHECK(graphs.size == 5);
    CHECK(task::triangles().answer(*graphs.at(0)).at(0) == 1140);
    CHECK(task::triangles().answer(*graphs.at(1)).at(0) == 0);
    CHECK(task::triangles().answer(*graphs.at(2)).at(0) >= 52);
  }

  TEST_CASE("the forms have width 4n + 5 and 2n + 6 and three and two layers for n up to 40") {
    for (std::int64_t n = 1; n <= 40; ++n) {
      const derive::Resources edges = derive::resources(edge_form({.n = n}));
      CHECK(edges.width == 4 * n + 5);
      CHECK(edges.layers == 3);
      CHECK(edges.mlp_layers == 0);
      CHECK(edges.heads_in_all == 3);
      const derive::Resources rows = derive::resources(row_form({.n = n}));
      CHECK(rows.width == 2 * n + 6);
      CHECK(rows.layers == 2);
    }
  }

  TEST_CASE("layer 1 turns the path of three vertices into its adjacency matrix") {
    const model::Transformer model = edge_form({.n = 3, .view = View::rows});
    const std::vector<Rational> rows =
        model::answer(model, task::graph_tokens(task::path_graph(3)), {});
    CHECK(rows == std::vector<Rational>{0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0});
  }

  TEST_CASE("the softmax form in base 3nN counts 45 triangles of the karate club") {
    const std::vector<task::NamedGraph> graphs = task::parse_graphs(
        tests::input_text(claim_id, "karate.col"), "karate.col", task::GraphFormat::dimacs);
    const task::Graph& karate = graphs.at(0).graph;
    const Matrix tokens = task::graph_tokens(karate);
    const std::int64_t count = tokens.rows() + 1;
    CHECK(count == 113);
    const Attention attention{.norm = model::Norm::softmax_base, .base = 3 * 34 * count};
    CHECK(model::answer(edge_form({.n = 34, .attention = attention}), tokens, {}).at(0) == 45);
  }

  TEST_CASE("the least base for 3 and for 34 vertices is 63 and 60792") {
    CHECK(sufficient_base(3) == 63);
    CHECK(sufficient_base(34) == 60792);
  }
}

}  // namespace
}  // namespace attest::triangle_counting
