// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of constructions A and C: S1.pause, A, S1.search, C.
#include "claims/graph_connectivity_log_depth/distances.hpp"

#include <utility>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/derive/resources.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"
#include "reference/task/shortest_paths.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

/// Whose construction.
enum class Form { pairs, rows };

DistanceShape shape_of_distances(const Params& params) {
  DistanceShape shape;
  shape.n = static_cast<int>(params.at("n"));
  const auto largest = params.find("largest");
  if (largest != params.end()) shape.largest = largest->second;
  return shape;
}

model::Transformer model_of_form(Form form, const DistanceShape& shape) {
  return form == Form::pairs ? build_pairs(shape) : build_rows(shape);
}

Matrix tokens_of_form(Form form, const Matrix& first) {
  return form == Form::pairs ? task::path_tokens(first) : task::row_tokens(first);
}

/// Every labelled graph, its edges of weight 1.
check::CaseSpace graphs_of_form(Form form, int n) {
  check::CaseSpace space = check::mapped(
      derive::labelled_graphs(n),
      [form, n](const check::Case& tokens) -> std::optional<check::Case> {
        return tokens_of_form(
            form, task::first_distances(task::graph_of_tokens(tokens), infinity_of(n, 1)));
      });
  space.description = "all graphs on " + std::to_string(n) + " labelled vertices";
  return space;
}

/// The graphs on n vertices up to isomorphism. \pre n <= 7
check::CaseSpace atlas_of_pairs(int n) {
  std::vector<task::Graph> graphs = task::atlas();
  std::erase_if(graphs, [n](const task::Graph& graph) { return graph.vertices != n; });
  return check::mapped(
      derive::given_graphs("the graphs on " + std::to_string(n) + " vertices up to isomorphism",
                           graphs),
      [n](const check::Case& tokens) -> std::optional<check::Case> {
        return task::path_tokens(
            task::first_distances(task::graph_of_tokens(tokens), infinity_of(n, 1)));
      });
}

/// Directed graphs with weights 0, .., largest; each edge is there in half of the draws.
check::CaseSpace digraphs(Form form, const DistanceShape& shape, std::int64_t size,
                          std::uint64_t seed) {
  const auto pairs = static_cast<unsigned>(shape.n * (shape.n - 1));
  const std::int64_t infinity = infinity_of(shape.n, shape.largest);
  return check::sampled("directed graphs with weights up to " + std::to_string(shape.largest), size,
                        seed, pow(Integer(shape.largest + 2), pairs), "too many to enumerate",
                        [=](Random& random, std::int64_t) -> std::optional<check::Case> {
                          Matrix first(shape.n, shape.n);
                          for (int u = 0; u < shape.n; ++u) {
                            for (int v = 0; v < shape.n; ++v) {
                              const std::int64_t weight = random.between(0, shape.largest);
                              const bool is_edge = random.below(2) == 0;
                              first(u, v) = u == v ? 0 : is_edge ? weight : infinity;
                            }
                          }
                          return tokens_of_form(form, first);
                        });
}

std::vector<check::Promise> promises_of(Form form, const DistanceShape& shape) {
  const derive::Resources used = derive::resources(model_of_form(form, shape));
  std::int64_t squarings_of_n = 0;
  for (std::int64_t reach = 1; reach < shape.n - 1; reach += reach) ++squarings_of_n;
  const std::int64_t n = shape.n;
  if (form == Form::pairs) {
    return {check::at_most("layers", "2 ceil(log2(n-1))", 2 * squarings_of_n, used.layers),
            check::at_most("heads a layer", "2", 2, used.heads),
            check::at_most("width", "18", 18, used.width),
            check::at_most("key dimension", "4", 4, used.key_dimension)};
  }
  return {check::at_most("layers", "ceil(log2(n-1))", squarings_of_n, used.layers),
          check::at_most("heads a layer", "n", n, used.heads),
          check::at_most("width", "n^2 + 3n + 2", n * n + 3 * n + 2, used.width),
          check::at_most("key dimension", "n + 1", n + 1, used.key_dimension)};
}

Computes distances_on(Form form, const Params& params, check::CaseSpace inputs) {
  const DistanceShape shape = shape_of_distances(params);
  const std::int64_t infinity = infinity_of(shape.n, shape.largest);
  return {
      .model = model_of_form(form, shape),
      .task = form == Form::pairs ? task::pair_distances(infinity) : task::row_distances(infinity),
      .inputs = std::move(inputs),
      .promises = promises_of(form, shape)};
}

Statement distances(Form form, std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence =
      form == Form::pairs
          ? "With a token a pair and a blank token a triple of vertices, $n^2 + n^3$ tokens of "
            "O(1) integers, $2\\lceil\\log_2(n-1)\\rceil$ layers of at most two heads compute all "
            "distances of a graph with weights $0, \\ldots, W$."
          : "With a token a vertex that holds its row of distances, $\\lceil\\log_2(n-1)\\rceil$ "
            "layers of $n$ heads of key dimension $n + 1$ compute all distances of a graph with "
            "weights $0, \\ldots, W$, and every argmax is unique.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every labelled graph with edges of weight 1, all n^2 distances "
                            "against Floyd and Warshall.",
                        .gap = "The stated n; other weights are drawn (A.weighted, C.weighted)."};
  statement.parameters = {vertices(1, 6)};
  return statement;
}

Statement exhaustive_distances(Form form) {
  const bool is_pairs = form == Form::pairs;
  Statement statement =
      distances(form, is_pairs ? "A" : "C",
                is_pairs ? "Distances with pause tokens" : "Distances by n heads");
  statement.points = [is_pairs](Rung rung) {
    if (rung == Rung::fast) return check::points_between("n", 1, 4);
    // A on the 2^15 graphs on 6 vertices, 252 tokens each, takes minutes; see A.atlas.
    return check::points_between("n", 1, is_pairs && rung == Rung::nightly ? 5 : 6);
  };
  // triples_read needs two squarings, which n = 4 has.
  statement.mutant_points = [is_pairs](Rung) {
    return check::points_between("n", 3, is_pairs ? 4 : 3);
  };
  return derive::computes(
      std::move(statement),
      [form](const Params& params, std::uint64_t) {
        const int n = static_cast<int>(params.at("n"));
        return distances_on(form, params, graphs_of_form(form, n));
      },
      distance_mutants(is_pairs));
}

/// Construction A on graphs up to isomorphism, which reach one vertex further.
Statement atlas_distances() {
  Statement statement =
      distances(Form::pairs, "A.atlas", "Distances with pause tokens, up to isomorphism");
  statement.fidelity.checked =
      "Every graph on n vertices up to isomorphism, against Floyd and Warshall.";
  statement.fidelity.gap = "One labelling of each; A has all labellings of fewer vertices.";
  statement.parameters = {vertices(1, 7)};
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? check::points_between("n", 4, 4) : check::points_between("n", 4, 6);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::computes(std::move(statement),
                          [](const Params& params, std::uint64_t) {
                            const int n = static_cast<int>(params.at("n"));
                            return distances_on(Form::pairs, params, atlas_of_pairs(n));
                          },
                          {});
}

Statement weighted(Form form) {
  const bool is_pairs = form == Form::pairs;
  Statement statement =
      distances(form, is_pairs ? "A.weighted" : "C.weighted", "Weighted directed graphs");
  statement.standing = check::Standing::finite_instance;
  statement.fidelity.checked =
      "Seeded directed graphs with weights 0, .., W, against Floyd and Warshall.";
  statement.fidelity.gap = "A sample.";
  statement.parameters = {vertices(1, is_pairs ? 16 : 64),
                          {.name = "largest", .meaning = "W", .lo = 0, .hi = 1000}};
  statement.points = [is_pairs](Rung rung) {
    std::vector<Params> points{{{"n", is_pairs ? 4 : 6}, {"largest", 9}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", is_pairs ? 5 : 8}, {"largest", 1}});
    points.push_back({{"n", is_pairs ? 7 : 16}, {"largest", 20}});
    if (!is_pairs) points.push_back({{"n", 32}, {"largest", 20}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::computes(std::move(statement),
                          [form](const Params& params, std::uint64_t seed) {
                            const DistanceShape shape = shape_of_distances(params);
                            return distances_on(
                                form, params, digraphs(form, shape, shape.n <= 8 ? 40 : 10, seed));
                          },
                          {});
}

/// A theorem of the paper that A or C is an instance of.
Statement published(Form form) {
  const bool is_pairs = form == Form::pairs;
  Statement statement = distances(form, is_pairs ? "S1.pause" : "S1.search",
                                  is_pairs ? "Logarithmic depth with pause tokens"
                                           : "Search tasks in logarithmic "
                                             "depth");
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.sentence =
      is_pairs ? "There are transformers of $O(\\log N)$ layers, constant width and $poly(N)$ "
                 "blank tokens that decide connectivity: all distances, $INF$ without a path."
               : "There are transformers of $O(\\log N)$ layers for shortest paths, reachability, "
                 "diameter and radius: all distances.";
  statement.fidelity = {
      .published = is_pairs ? "Theorem 2: connectivity and the other parallelizable tasks are in "
                              "LogDepthPause."
                            : "Theorem 4: shortest path, diameter, reachability, radius and median "
                              "are in LogDepthWide.",
      .checked = is_pairs ? "Construction A on every labelled graph on n vertices."
                          : "Construction C on every labelled graph on n vertices.",
      .gap = is_pairs
                 ? "The stated n; the graph is given by n^2 pair tokens, not by its edges."
                 : "The stated n; the graph is given by n row tokens, and the n heads of dimension "
                   "n + 1 are wider than O(N^{1/2}) unless it is dense. Diameter, radius and "
                   "median are read off the distances outside the model."};
  statement.parameters = {vertices(2, 6)};
  statement.points = [](Rung rung) {
    return check::points_between("n", 2, rung == Rung::fast ? 3 : 4);
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::computes(std::move(statement),
                          [form](const Params& params, std::uint64_t) {
                            const int n = static_cast<int>(params.at("n"));
                            return distances_on(form, params, graphs_of_form(form, n));
                          },
                          {});
}

}  // namespace

std::vector<derive::NamedMutant> distance_mutants(bool is_pairs) {
  const Form form = is_pairs ? Form::pairs : Form::rows;
  std::vector<derive::Wrong<DistanceChoices>> all{
      {"one_squaring_fewer", "one squaring fewer", {.squarings_offset = -1}}};
  if (form == Form::pairs) {
    all.push_back({"gap_one_less", "S = INF", {.gap_offset = -1}});
    all.push_back({"triples_read",
                   "triples score 0 where pairs are looked up",
                   {.are_triples_excluded = false}});
    all.push_back({"pairs_join",
                   "pairs score -T where triples are chosen",
                   {.are_pairs_excluded = false},
                   "T >= 0, and every triple of (u, v) but (0, 0) scores at least S - INF = 1; at "
                   "(0, 0) the least T is 0, and so is that of every pair that ties"});
    all.push_back({"not_saturated",
                   "T is the plain sum",
                   {.is_saturated = false},
                   "w = u offers D(u, v) <= INF, so the least sum is at most INF, and only the "
                   "least is read"});
  } else {
    all.push_back({"ties_unbroken", "no term - w", {.prefers_first = false}});
    all.push_back({"not_gated", "all first distances are added", {.is_gated = false}});
  }
  return derive::computes_mutants(all,
                                  [form](const DistanceChoices& choices, const Params& params) {
                                    DistanceShape shape = shape_of_distances(params);
                                    shape.choices = choices;
                                    return model_of_form(form, shape);
                                  });
}

std::vector<Statement> distance_statements() {
  std::vector<Statement> all;
  for (const Form form : {Form::pairs, Form::rows}) {
    all.push_back(published(form));
    all.push_back(exhaustive_distances(form));
    all.push_back(weighted(form));
    if (form != Form::pairs) continue;
    all.push_back(atlas_distances());
    all.push_back(squarings_are_needed());
  }
  return all;
}

}  // namespace attest::graph_connectivity_log_depth
