// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's graphs: vertices, edges and components by B, all distances by A and C.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/graph_run.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_tasks.hpp"
#include "reference/task/shortest_paths.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

/// The largest distance from each vertex; nothing where it does not reach every other.
std::vector<std::optional<Rational>> eccentricities(const Matrix& distance, std::int64_t infinity) {
  std::vector<std::optional<Rational>> result;
  for (int u = 0; u < distance.rows(); ++u) {
    Rational most = 0;
    for (const Rational& d : distance.row(u)) most = std::max(most, d);
    result.push_back(most < infinity ? std::optional(most) : std::nullopt);
  }
  return result;
}

/// What is read off the distances: {"nodes", "arcs", "unreachable", "diameter", "radius", "sum"},
/// over ordered pairs of vertices; a diameter or radius that is infinite is null.
std::string summary_of(const task::Network& network, const Matrix& distance,
                       std::int64_t infinity) {
  std::int64_t unreachable = 0;
  Rational sum = 0;
  for (int u = 0; u < distance.rows(); ++u) {
    for (const Rational& d : distance.row(u)) {
      if (d < infinity) {
        sum += d;
      } else {
        ++unreachable;
      }
    }
  }
  std::optional<Rational> diameter;
  std::optional<Rational> radius;
  bool is_strong = true;
  for (const std::optional<Rational>& most : eccentricities(distance, infinity)) {
    is_strong = is_strong && most;
    if (!most) continue;
    diameter = std::max(diameter.value_or(*most), *most);
    radius = std::min(radius.value_or(*most), *most);
  }
  if (!is_strong) diameter.reset();
  const auto text = [](const std::optional<Rational>& d) { return d ? d->to_string() : "null"; };
  return "{\"nodes\":" + std::to_string(network.vertices) +
         ",\"arcs\":" + std::to_string(network.arcs.size()) +
         ",\"unreachable\":" + std::to_string(unreachable) + ",\"diameter\":" + text(diameter) +
         ",\"radius\":" + text(radius) + ",\"sum\":" + sum.to_string() + "}";
}

/// Construction A or C on one network: the entries of its answer, row by row.
check::RunResult result_of(const task::NamedNetwork& named, bool is_pairs,
                           const std::string& mutant) {
  const task::Network& network = named.network;
  const int n = network.vertices;
  if (n == 0) throw InputError("graph-size", named.name, "no vertex", "at least one vertex");
  std::int64_t largest = 0;
  for (const task::Arc& arc : network.arcs) largest = std::max(largest, arc.weight);
  const DistanceShape shape{.n = n, .largest = largest};
  const std::int64_t infinity = infinity_of(n, largest);
  const model::Transformer built =
      derive::broken(is_pairs ? build_pairs(shape) : build_rows(shape), mutant,
                     distance_mutants(is_pairs), {{"n", n}, {"largest", largest}});
  const Matrix first = task::first_distances(network, infinity);
  const model::Evaluator evaluator(built, model::Arithmetic::rational, 0);
  check::RunResult result{.input = named.name, .model = derive::facts_of(built)};
  std::vector<Rational> found;
  try {
    found = evaluator.answer(is_pairs ? task::path_tokens(first) : task::row_tokens(first));
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.result_json = "{}";
    return result;
  }
  // A says 0 at a triple, and the pairs come first.
  Matrix distance(network.vertices, network.vertices);
  for (int u = 0; u < network.vertices; ++u) {
    for (int v = 0; v < network.vertices; ++v) {
      distance(u, v) = found[static_cast<std::size_t>(u * network.vertices + v)];
    }
  }
  result.result_json = summary_of(network, distance, infinity);
  result.agrees = distance == task::all_distances(first, infinity);
  return result;
}

/// All distances of each network of the file. \throws InputError
std::vector<check::RunResult> run_distances(const check::RunRequest& request, bool is_pairs) {
  // A has n^2 + n^3 tokens, C n heads over rows of n: these take some seconds.
  const derive::GraphLimits limits{.vertices = is_pairs ? 16 : 128, .edges = 20'000};
  const std::vector<task::NamedNetwork> networks = derive::networks_of(request, limits);
  std::vector<check::RunResult> results;
  for (const task::NamedNetwork& named : networks) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(networks));
    results.push_back(result_of(named, is_pairs, request.mutant));
  }
  return results;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  if (request.statement == "A" || request.statement == "C") {
    derive::require_taken(request, {.statements = {"A", "C"},
                                    .settings = {"format"},
                                    .no_model = "the weights of A and C depend on the largest "
                                                "weight of the graph"});
    return run_distances(request, request.statement == "A");
  }
  return derive::run_graphs(
      request, {.takes = {.statements = {"B", "A", "C"}},
                .limits = {.vertices = 300, .edges = 3000},  // exact and quadratic: some minutes
                .build = [](int n) { return build({.n = n}); },
                .mutants = mutants(View::counts),
                .task = task::component_counts()});
}

}  // namespace attest::graph_connectivity_log_depth
