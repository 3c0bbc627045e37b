// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements, mutants, series and figure of the claim, shared by its own files.
#pragma once

#include <string>
#include <vector>

#include "claims/graph_connectivity_log_depth/claim.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/graph.hpp"

namespace attest::graph_connectivity_log_depth {

/// Parameter n, at least `lo`.
[[nodiscard]] check::Parameter vertices(std::int64_t lo, std::int64_t hi);

/// Layers, heads, width, dimensions, units and weights of construction B against what is promised.
[[nodiscard]] std::vector<check::Promise> promises(const Shape& shape,
                                                   const model::Transformer& model);

/// The wrong choices for a view of construction B, at the parameter n.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(View view);

/// 0 - 2 - 3 - .. - (n-1) - 1: vertex 1 sees no smaller vertex on the way to 0. \pre n >= 3
[[nodiscard]] task::Graph hidden_end(int n);

/// S1, B and its parts: components, cycles, the register R after every layer.
[[nodiscard]] std::vector<check::Statement> component_statements();

/// B.depth: one squaring fewer is too few.
[[nodiscard]] check::Statement depth_is_needed();

/// B.bipartite: the double cover.
[[nodiscard]] std::vector<check::Statement> cover_statements();

/// B.softmax, B.natural.
[[nodiscard]] std::vector<check::Statement> softmax_statements();

/// Reach that doubles on the path of n vertices, at least 10 and at most 12 of them.
[[nodiscard]] check::Drawing reach_figure(const check::Params& params);

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::graph_connectivity_log_depth
