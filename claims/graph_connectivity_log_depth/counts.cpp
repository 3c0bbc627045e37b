// SPDX-License-Identifier: Apache-2.0
/// \file
/// Depth, heads, width, dimensions, units and weights of construction B against what is promised.
#include <algorithm>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

/// ceil(log2(n-1)) + 2 and 2 for n <= 1, by arithmetic of its own.
std::int64_t promised_layers(std::int64_t n) {
  std::int64_t layers = 2;
  for (std::int64_t reach = 1; reach < n - 1; reach += reach) ++layers;
  return layers;
}

}  // namespace

std::vector<check::Promise> promises(const Shape& shape, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t n = shape.n;
  std::int64_t units = 0;
  for (const model::Block& block : model.blocks) units = std::max(units, std::ssize(block.mlp));
  return {
      check::at_most("layers", "ceil(log2(n-1)) + 2", promised_layers(n), used.layers),
      check::at_most("heads a layer", "1", 1, used.heads),
      check::at_most("width", "3n + 8", 3 * n + 8, used.width),
      check::at_most("key dimension", "n + 1", n + 1, used.key_dimension),
      check::at_most("value dimension", "max(n, 4)", std::max<std::int64_t>(n, 4),
                     used.value_dimension),
      check::at_most("ReLU units a layer", "3n", 3 * n, units),
      check::at_most("bits of a weight", "those of n", Integer(n).bit_length(), used.weight_bits)};
}

}  // namespace attest::graph_connectivity_log_depth
