// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangles of a user's graphs.
#include "claims/triangle_counting/parts.hpp"
#include "reference/derive/graph_run.hpp"
#include "reference/task/triangles.hpp"

namespace attest::triangle_counting {

std::vector<check::RunResult> run(const check::RunRequest& request) {
  // Quadratic in the tokens, times the key dimension n + 1: graphs this large take seconds.
  return derive::run_graphs(
      request, {.takes = {.statements = {"S2.summary"}},
                .limits = {.vertices = 200, .edges = 2000},
                .build = [](int n) { return edge_form({.n = n, .view = View::summary}); },
                .mutants = edge_mutants(View::summary),
                .task = task::graph_summary()});
}

}  // namespace attest::triangle_counting
