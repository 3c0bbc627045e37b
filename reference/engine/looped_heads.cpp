// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bounds over all columns that a head may read; what depends on coordinates that change.
#include "reference/engine/looped_heads.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace attest::engine {
namespace {

bool reads_only(const model::Linear& map, const std::vector<char>& is_allowed) {
  return std::ranges::all_of(
      map, [&](const model::Entry& entry) { return is_allowed[looped_index(entry.from)] != 0; });
}

// Least and greatest output of a head by coordinate, over all columns it may read; every hardmax
// rule takes a mean of some of them.
std::map<int, LoopedBounds> output_bounds(const model::Head& head, const Matrix& state) {
  std::map<int, std::vector<const model::Entry*>> values;
  for (const model::Entry& entry : head.values[0]) values[entry.to].push_back(&entry);
  std::map<int, LoopedBounds> result;
  for (const model::Entry& out : head.out) result[out.to];
  for (int j = 0; j < state.rows(); ++j) {
    const auto row = state.row(j);
    std::map<int, Rational> gains;
    for (const model::Entry& out : head.out) {
      Rational value;
      for (const model::Entry* entry : values[out.from]) {
        if (!row[looped_index(entry->from)].is_zero())
          value += entry->weight.value * row[looped_index(entry->from)];
      }
      gains[out.to] += out.weight.value * value;
    }
    for (const auto& [at, gain] : gains) {
      LoopedBounds& bounds = result[at];
      if (!bounds.least || gain < *bounds.least) bounds.least = gain;
      if (!bounds.greatest || *bounds.greatest < gain) bounds.greatest = gain;
    }
  }
  return result;
}

}  // namespace

LoopedGains head_gains(LoopedLayer& layer, const Matrix& state,
                       const std::vector<char>& is_static) {
  LoopedGains sums;
  std::set<int> unbounded;
  for (const model::Head& head : layer.block->heads) {
    const bool is_fixed = reads_only(head.values[0], is_static);
    layer.has_fixed_values.push_back(is_fixed ? 1 : 0);
    if (!is_fixed) {
      for (const model::Entry& entry : head.out) unbounded.insert(entry.to);
      continue;
    }
    for (const auto& [at, bounds] : output_bounds(head, state)) {
      const auto [place, is_new] = sums.emplace(at, bounds);
      if (is_new) continue;
      *place->second.least += *bounds.least;
      *place->second.greatest += *bounds.greatest;
    }
  }
  for (const int at : unbounded) sums[at] = {};
  return sums;
}

std::vector<LoopedBounds> bounds_after_heads(const std::vector<std::optional<Rational>>& constants,
                                             const LoopedGains& gains) {
  std::vector<LoopedBounds> result(constants.size());
  for (std::size_t at = 0; at < constants.size(); ++at) {
    if (constants[at]) result[at] = {.least = constants[at], .greatest = constants[at]};
  }
  for (const auto& [at, gain] : gains) {
    LoopedBounds& bounds = result[looped_index(at)];
    if (bounds.least && gain.least) {
      bounds = {.least = *bounds.least + *gain.least,
                .greatest = *bounds.greatest + *gain.greatest};
    } else {
      bounds = {};
    }
  }
  return result;
}

void find_movement(LoopedLayer& layer, const std::vector<char>& is_static) {
  const std::size_t heads = layer.block->heads.size();
  layer.moving_keys.assign(heads, {});
  for (LoopedClass& each : layer.classes) {
    each.heads.clear();
    each.is_moving = false;
    each.is_fixed = is_static;
    for (std::size_t at = 0; at < each.constants.size(); ++at) {
      if (each.constants[at]) each.is_fixed[at] = 1;
    }
    const std::vector<int> inputs = each.function.inputs();
    for (std::size_t h = 0; h < heads; ++h) {
      const model::Head& head = layer.block->heads[h];
      if (!reads_only(head.keys[0], each.is_fixed)) {
        layer.moving_keys[h].insert(layer.moving_keys[h].end(), each.columns.begin(),
                                    each.columns.end());
      }
      const bool is_used = std::ranges::any_of(head.out, [&](const model::Entry& entry) {
        return std::ranges::binary_search(inputs, entry.to);
      });
      if (!is_used) continue;
      each.heads.push_back(static_cast<int>(h));
      if (!reads_only(head.query, each.is_fixed)) each.is_moving = true;
    }
  }
  for (std::vector<int>& columns : layer.moving_keys) std::ranges::sort(columns);
}

std::string excess_movement(const LoopedLayer& layer) {
  int moving = 0;
  for (const LoopedClass& each : layer.classes) {
    if (each.is_moving) moving += static_cast<int>(each.columns.size());
  }
  std::string result;
  if (moving > most_moving_columns) {
    result = std::to_string(moving) + " columns may ask another question in every pass";
  }
  for (const std::vector<int>& columns : layer.moving_keys) {
    if (std::cmp_greater(columns.size(), most_moving_columns)) {
      result = std::to_string(columns.size()) + " keys of a head may change";
    }
  }
  return result;
}

}  // namespace attest::engine
