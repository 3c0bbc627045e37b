// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers, and tokens, width or heads, against the number of vertices.
#include "reference/derive/series.hpp"

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using check::LineKind;
using check::Series;
using derive::Resources;

model::Transformer edges_form(std::int64_t n) { return build({.n = static_cast<int>(n)}); }

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
      {.name = "breadth-first search",
       .kind = LineKind::baseline,
       .formula = "$n - 1$",
       .note = "one edge a layer: the path, and any message passing between neighbours",
       .count = [](std::int64_t n) { return std::optional<Rational>(n - 1); }},
      {.name = "least depth of small width",
       .kind = LineKind::lower_bound,
       .formula = "$2$",
       .note = "Theorem 6, recalled: one layer takes width times heads almost linear in N",
       .bounded = "edge tokens, one head",
       .count = derive::constant(2)},
  };
  return series;
}

}  // namespace

std::vector<Series> series() { return {layers_series()}; }

}  // namespace attest::graph_connectivity_log_depth
