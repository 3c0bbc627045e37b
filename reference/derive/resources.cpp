// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counting a description; see resources.hpp.
#include "reference/derive/resources.hpp"

#include <algorithm>

namespace attest::derive {
namespace {

/// Largest `to` + 1: the dimension of the image of a map.
std::int64_t dimension(const model::Linear& map) {
  std::int64_t result = 0;
  for (const model::Entry& entry : map) result = std::max<std::int64_t>(result, entry.to + 1);
  return result;
}

/// Running maximum over all weights of a description.
struct WeightMeter {
  Rational largest = 0;
  std::int64_t bits = 0;

  void add(const model::Weight& weight) {
    largest = std::max(largest, weight.value.abs());
    bits = std::max({bits, weight.value.num().bit_length(), weight.value.den().bit_length()});
  }
  void add(const model::Linear& map) {
    for (const model::Entry& entry : map) add(entry.weight);
  }
  void add(const std::vector<model::Term>& terms) {
    for (const model::Term& term : terms) add(term.weight);
  }
};

void count_head(const model::Head& head, Resources& total, WeightMeter& meter) {
  std::vector<const model::Linear*> maps{&head.query};
  for (const model::Linear& map : head.keys) maps.push_back(&map);
  for (const model::Linear& map : head.values) maps.push_back(&map);
  for (const model::Linear* map : maps) {
    total.nonzeros += static_cast<std::int64_t>(map->size());
    meter.add(*map);
  }
  meter.add(head.out);
  total.order = std::max(total.order, static_cast<std::int64_t>(head.keys.size()) + 1);
  total.key_dimension = std::max(total.key_dimension, dimension(head.query));
  for (const model::Linear& map : head.values) {
    total.value_dimension = std::max(total.value_dimension, dimension(map));
  }
}

void count_unit(const model::Relu& unit, Resources& total, WeightMeter& meter) {
  total.nonzeros += static_cast<std::int64_t>(unit.in.size() + unit.out.size());
  if (!unit.bias.value.is_zero()) ++total.nonzeros;
  meter.add(unit.in);
  meter.add(unit.bias);
  meter.add(unit.out);
}

}  // namespace

Resources resources(const model::Transformer& model) {
  Resources total;
  WeightMeter meter;
  total.width = model::width(model);
  total.extra_tokens = static_cast<std::int64_t>(model.extra_tokens.size());
  for (const auto& [block, times] : model.schedule) {
    const model::Block& layer = model.blocks[static_cast<std::size_t>(block)];
    if (layer.heads.empty()) {
      total.mlp_layers += times;
    } else {
      total.layers += times;
    }
    const auto heads = static_cast<std::int64_t>(layer.heads.size());
    total.heads = std::max(total.heads, heads);
    total.heads_in_all += heads * times;
  }
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) count_head(head, total, meter);
    for (const model::Relu& unit : block.mlp) count_unit(unit, total, meter);
    total.units += static_cast<std::int64_t>(block.mlp.size());
    for (const model::Circuit& map : block.token_maps) {
      total.token_map_ops += static_cast<std::int64_t>(map.steps.size());
    }
  }
  total.weight_bits = meter.bits;
  total.largest_weight = meter.largest.to_string();
  return total;
}

std::map<std::string, std::string> table_of(const Resources& resources) {
  return {
      {"layers", std::to_string(resources.layers)},
      {"mlp_layers", std::to_string(resources.mlp_layers)},
      {"heads", std::to_string(resources.heads)},
      {"heads_in_all", std::to_string(resources.heads_in_all)},
      {"order", std::to_string(resources.order)},
      {"width", std::to_string(resources.width)},
      {"key_dimension", std::to_string(resources.key_dimension)},
      {"value_dimension", std::to_string(resources.value_dimension)},
      {"units", std::to_string(resources.units)},
      {"nonzeros", std::to_string(resources.nonzeros)},
      {"weight_bits", std::to_string(resources.weight_bits)},
      {"largest_weight", resources.largest_weight},
      {"extra_tokens", std::to_string(resources.extra_tokens)},
      {"token_map_ops", std::to_string(resources.token_map_ops)},
  };
}

}  // namespace attest::derive
