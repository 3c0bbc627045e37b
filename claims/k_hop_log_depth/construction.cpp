// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the layers of the construction (reference/gadget/pointer_doubling) hold, and its counts
/// against what is promised.
#include <algorithm>
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::k_hop_log_depth {
namespace {

/// Promised depth and its formula, by arithmetic of its own.
struct Depth {
  const char* formula;
  std::int64_t layers;
};

Depth promised_depth(Form form, std::int64_t k) {
  if (form == Form::sequential) return {"k + 1", k + 1};
  const bool is_ceiling = form == Form::standard;
  std::int64_t logarithm = 0;
  for (std::int64_t power = 2; power <= k; power *= 2) ++logarithm;
  const bool is_power_of_two = (std::int64_t{1} << logarithm) == k;
  if (is_ceiling && !is_power_of_two) ++logarithm;
  return {is_ceiling ? "ceil(log2 k) + 2" : "floor(log2 k) + 2", logarithm + 2};
}

/// Coordinates in which queries and keys of a block meet, the largest over its heads.
std::int64_t key_dimension_of(const model::Block& block) {
  int largest = -1;
  for (const model::Head& head : block.heads) {
    for (const model::Entry& entry : head.query) largest = std::max(largest, entry.to);
    for (const model::Linear& keys : head.keys) {
      for (const model::Entry& entry : keys) largest = std::max(largest, entry.to);
    }
  }
  return largest + 1;
}

check::Promise at_most(std::string quantity, std::int64_t value, std::int64_t used) {
  return check::at_most(std::move(quantity), std::to_string(value), value, used);
}

}  // namespace

Reach reach(Form form, std::int64_t k, std::int64_t layers) {
  if (form == Form::sequential) return {.pointer = 1, .value = layers - 1};
  const bool is_standard = form == Form::standard;
  const std::int64_t pointer = std::int64_t{1} << (layers - (is_standard ? 2 : 1));
  const std::int64_t hops = is_standard ? k - 1 : k;  // that the layers above the first ones add
  return {.pointer = pointer, .value = k - hops + hops % pointer};
}

std::vector<check::Promise> promises(Form form, std::int64_t k, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const Depth depth = promised_depth(form, k);
  const std::size_t finds = form == Form::standard ? 1 : 0;  // the block that finds the pointer
  std::int64_t units = 0;
  std::int64_t above = 0;
  for (std::size_t b = 0; b < model.blocks.size(); ++b) {
    units = std::max(units, std::ssize(model.blocks[b].mlp));
    if (b > finds) above = std::max(above, key_dimension_of(model.blocks[b]));
  }
  const bool is_standard = form == Form::standard;
  const bool is_powers = form == Form::powers;
  std::vector<check::Promise> result{
      check::at_most("layers", depth.formula, depth.layers, used.layers),
      at_most("heads a layer", 1, used.heads),
      at_most("width",
              is_standard ? 12
              : is_powers ? 14
                          : 11,
              used.width)};
  if (is_standard) {
    result.push_back(at_most("key dimension, layer 1", 2, key_dimension_of(model.blocks.at(0))));
  }
  result.push_back(at_most(is_standard ? "key dimension, layer 2" : "key dimension, layer 1",
                           is_powers ? 5 : 4, key_dimension_of(model.blocks.at(finds))));
  result.push_back(at_most("key dimension above", 2, above));
  result.push_back(at_most("ReLU units a layer", 4, units));
  return result;
}

}  // namespace attest::k_hop_log_depth
