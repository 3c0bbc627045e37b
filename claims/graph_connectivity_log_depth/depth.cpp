// SPDX-License-Identifier: Apache-2.0
/// \file
/// B.depth and A.depth: one squaring fewer is too few.
#include <utility>

#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"
#include "reference/task/shortest_paths.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;

/// What constructions B, A and C say of the ends of the path on n vertices: R, then distances.
std::vector<Rational> ends_of_path(int n, int squarings_offset) {
  Shape shape;
  shape.n = n;
  shape.view = View::reach;
  shape.choices.squarings_offset = squarings_offset;
  DistanceShape distances;
  distances.n = n;
  distances.choices.squarings_offset = squarings_offset;
  const task::Graph path = task::path_graph(n);
  const Matrix first = task::first_distances(path, infinity_of(n, 1));
  const auto last = static_cast<std::size_t>(n - 1);
  return {model::answer(build(shape), task::graph_tokens(path), {}).at(last),
          model::answer(build_pairs(distances), task::path_tokens(first), {}).at(last),
          model::answer(build_rows(distances), task::row_tokens(first), {}).at(last)};
}

}  // namespace

task::Graph hidden_end(int n) {
  ATTEST_REQUIRE(n >= 3, "n = " + std::to_string(n));
  std::vector<std::pair<int, int>> edges{{0, 2}, {n - 1, 1}};
  for (int u = 2; u + 1 < n; ++u) edges.emplace_back(u, u + 1);
  return task::graph_of_edges(n, edges);
}

Statement depth_is_needed() {
  Statement statement = check::about(claim_id, "B.depth", "One squaring fewer is too few");
  statement.sentence =
      "For every $n \\ge 3$ construction B with one squaring fewer finds 2 components on the path "
      "$0, 2, 3, \\ldots, n-1, 1$: vertex 1 does not see 0, and no other smaller vertex.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "The three counts on this path, every n up to the stated one.",
                        .gap =
                            "This construction; that every transformer of width O(N^eps) needs "
                            "the depth is conditional (Theorem 3) and not treated."};
  statement.parameters = {{.name = "n", .meaning = "largest n", .lo = 3, .hi = 128}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"n", rung == Rung::fast ? 9 : 33}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 6}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return derive::Agrees{
        .relation = derive::Relation::equal,
        .left =
            [](const check::Case& chosen, const std::string& twist) {
              const int n = static_cast<int>(chosen(0, 0).num().to_int64());
              const bool is_full = twist == "all_squarings";
              const auto model = build({.n = n, .choices = {.squarings_offset = is_full ? 0 : -1}});
              const auto path = twist == "labelled_in_order" ? task::path_graph(n) : hidden_end(n);
              return model::answer(model, task::graph_tokens(path), {});
            },
        .right =
            [](const check::Case& chosen) {
              return std::vector<Rational>{chosen(0, 0), chosen(0, 0) - 1, 2};
            },
        .cases = check::integer_box({3}, {params.at("n")}),
        .evaluator = "literal"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "all_squarings", .why = "as many squarings as B has", .proof = {}},
       {.name = "labelled_in_order",
        .why = "the path 0, 1, .., n-1: each vertex but 0 sees a smaller one",
        .proof = {}}});
}

Statement squarings_are_needed() {
  Statement statement = check::about(claim_id, "A.depth", "Every path needs every squaring");
  statement.sentence =
      "For every $n \\ge 3$ the ends of the path on $n$ vertices are apart after one squaring "
      "fewer than $\\lceil\\log_2(n-1)\\rceil$: $R_{0,n-1} = 0$ in B, and their distance is "
      "$INF$ in A and in C.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "The entry of the two ends in all three constructions.",
                        .gap = "These constructions, every n from 3 to the stated one."};
  statement.parameters = {{.name = "n", .meaning = "largest n", .lo = 3, .hi = 8}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"n", rung == Rung::fast ? 4 : 6}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return derive::Agrees{.relation = derive::Relation::equal,
                          .left =
                              [](const check::Case& chosen, const std::string& twist) {
                                const int n = static_cast<int>(chosen(0, 0).num().to_int64());
                                return ends_of_path(n, twist == "all_squarings" ? 0 : -1);
                              },
                          .right =
                              [](const check::Case& chosen) {
                                return std::vector<Rational>{0, chosen(0, 0), chosen(0, 0)};
                              },
                          .cases = check::integer_box({3}, {params.at("n")}),
                          .evaluator = "literal"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "all_squarings", .why = "as many squarings as they have", .proof = {}}});
}

}  // namespace attest::graph_connectivity_log_depth
