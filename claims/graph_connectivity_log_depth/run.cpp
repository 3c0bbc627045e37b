// SPDX-License-Identifier: Apache-2.0
/// \file
/// Vertices, edges and components of the graphs of a user's file.
#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/graph_run.hpp"
#include "reference/task/graph_tasks.hpp"

namespace attest::graph_connectivity_log_depth {

std::vector<check::RunResult> run(const check::RunRequest& request) {
  return derive::run_graphs(
      request, {.takes = {.statements = {"B"}},
                .limits = {.vertices = 300, .edges = 3000},  // exact and quadratic: some minutes
                .build = [](int n) { return build({.n = n}); },
                .mutants = mutants(View::counts),
                .task = task::component_counts()});
}

}  // namespace attest::graph_connectivity_log_depth
