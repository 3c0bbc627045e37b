// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims on graphs share when they run a user's file: a result for each graph of the file.
#pragma once

#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/graph_file.hpp"

namespace attest::derive {

/// The largest graph that a run takes.
struct GraphLimits {
  int vertices = task::most_vertices;
  int edges = task::most_edges;
};

/// \throws InputError graph-size for a graph beyond the limits
void require_within(const GraphLimits& limits, const std::string& name, const task::Graph& graph);

/// The graphs of the request's file, whose format is --set format or follows from the ending.
/// \throws InputError graph-size for a graph beyond the limits, or what task::parse_graphs throws
[[nodiscard]] std::vector<task::NamedGraph> graphs_of(const check::RunRequest& request,
                                                      const GraphLimits& limits);

/// The same with directions and weights.
[[nodiscard]] std::vector<task::NamedNetwork> networks_of(const check::RunRequest& request,
                                                          const GraphLimits& limits);

/// A construction that answers the same questions about any graph.
struct GraphRun {
  RunTakes takes;  ///< the setting format is taken too
  GraphLimits limits;
  /// The model for graphs of at most n >= 1 vertices; its decode outputs name the entries of the
  /// result.
  Function<model::Transformer(int n)> build;
  std::vector<NamedMutant> mutants;  ///< with the parameter n
  task::Task task;                   ///< on the tokens of a graph
};

/// {"nodes":34,"edges":78,"components":1}: the answer under the names of its outputs; an entry that
/// is no integer is a string, and without an answer each is null.
[[nodiscard]] std::string object_of(const std::vector<model::Output>& names,
                                    const std::vector<Rational>& answer);

/// One result a graph, in the order of the file; ends early where the request is interrupted.
/// \throws InputError model-params for a model file that is too small, model-outputs
[[nodiscard]] std::vector<check::RunResult> run_graphs(const check::RunRequest& request,
                                                       const GraphRun& run);

}  // namespace attest::derive
