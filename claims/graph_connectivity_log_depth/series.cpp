// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, and tokens, width or heads, against the number of vertices.
#include "reference/derive/series.hpp"

#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/shortest_paths.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using check::LineKind;
using check::Series;
using derive::Resources;

model::Transformer edges_form(std::int64_t n) { return build({.n = static_cast<int>(n)}); }

model::Transformer pairs_form(std::int64_t n) {
  DistanceShape shape;
  shape.n = static_cast<int>(n);
  return build_pairs(shape);
}

model::Transformer rows_form(std::int64_t n) {
  DistanceShape shape;
  shape.n = static_cast<int>(n);
  return build_rows(shape);
}

/// Layers of C, whose description has n^2 weights a head and is built up to 32 vertices.
std::optional<Rational> layers_of_c(std::int64_t n) {
  if (n > 32) return std::nullopt;
  return Rational(derive::resources(rows_form(n)).layers);
}

/// Tokens of A, counted on the case of the empty graph.
std::optional<Rational> tokens_of_a(std::int64_t n) {
  return Rational(task::path_tokens(Matrix(static_cast<int>(n), static_cast<int>(n))).rows());
}

std::optional<Rational> bound_of_b(std::int64_t n) {
  std::int64_t layers = 2;
  for (std::int64_t reach = 1; reach < n - 1; reach += reach) ++layers;
  return Rational(layers);
}

Series layers_series() {
  Series series{.name = "layers",
                .title = "Layers that connectivity takes",
                .size = "n",
                .size_meaning = "vertices",
                .quantity = "depth [layers]",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t n = 4; n <= 512; n *= 2) series.sizes.push_back(n);
  series.lines = {
      {.name = "bound of B",
       .kind = LineKind::upper_bound,
       .formula = "$\\lceil\\log_2(n-1)\\rceil + 2$",
       .note = "B",
       .bounded = "edge tokens, one head",
       .count = bound_of_b},
      {.name = "edge tokens, one head",
       .note = "B",
       .count = derive::resource_of(edges_form, &Resources::layers)},
      {.name = "pairs and triples, O(1) integers each",
       .note = "A, all distances; n^2 + n^3 tokens",
       .count = derive::resource_of(pairs_form, &Resources::layers)},
      {.name = "rows of distances, n heads",
       .note = "C, all distances; built up to 32 vertices",
       .count = layers_of_c},
      {.name = "breadth-first search",
       .kind = LineKind::baseline,
       .formula = "$n - 1$",
       .note = "one edge a layer: the path, and any message passing between neighbours",
       .count = [](std::int64_t n) { return std::optional<Rational>(n - 1); }},
      {.name = "least depth of small width",
       .kind = LineKind::lower_bound,
       .formula = "$2$",
       .note = "Theorem 6, recalled and asymptotic: one layer takes width times heads almost "
               "linear in N",
       .bounded = "edge tokens, one head",
       .count = derive::constant(2)},
  };
  return series;
}

Series sizes_series() {
  Series series{.name = "sizes",
                .title = "What each construction pays with",
                .size = "n",
                .size_meaning = "vertices",
                .quantity = "tokens, channels or heads [count]",
                .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48},
                .is_log_size = true,
                .is_log_quantity = true};
  series.lines = {
      {.name = "width of B, promised",
       .kind = LineKind::upper_bound,
       .formula = "$3n + 8$",
       .note = "B",
       .bounded = "width of B",
       .count = [](std::int64_t n) { return std::optional<Rational>(3 * n + 8); }},
      {.name = "width of B",
       .note = "one head, n + |E| + 1 tokens",
       .count = derive::resource_of(edges_form, &Resources::width)},
      {.name = "tokens of A", .note = "18 integers each, two heads", .count = tokens_of_a},
      {.name = "heads of C",
       .note = "n tokens, key dimension n + 1",
       .count = derive::resource_of(rows_form, &Resources::heads)},
      {.name = "width of C",
       .note = "every head writes what it picked to registers of its own",
       .count = derive::resource_of(rows_form, &Resources::width)},
      {.name = "tokens of B on the complete graph",
       .kind = LineKind::baseline,
       .formula = "$n + n(n-1)/2 + 1$",
       .note = "the input itself: a token a vertex and a token an edge",
       .count = [](std::int64_t n) { return std::optional<Rational>(most_tokens(n)); }},
  };
  return series;
}

}  // namespace

std::vector<Series> series() { return {layers_series(), sizes_series()}; }

}  // namespace attest::graph_connectivity_log_depth
