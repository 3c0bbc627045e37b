// SPDX-License-Identifier: Apache-2.0
/// \file
/// Linear maps of descriptions as runs of integers.
#include "reference/engine/looped_maps.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace attest::engine {
namespace {

constexpr std::int64_t most_sum = 1 << 24;
constexpr int most_width = 1 << 10;

using MapWeights = std::map<std::pair<int, int>, Rational>;  // by (to, from)

MapWeights map_weights_of(const model::Linear& map) {
  MapWeights result;
  for (const model::Entry& entry : map) result[{entry.to, entry.from}] += entry.weight.value;
  std::erase_if(result, [](const auto& item) { return item.second.is_zero(); });
  return result;
}

// Joins neighbours. \pre the weights are small integers
LoopedMap runs_of(const MapWeights& weights) {
  LoopedMap result;
  for (const auto& [place, weight] : weights) {
    const LoopedCopy copy{.from = place.second,
                          .to = place.first,
                          .count = 1,
                          .weight = static_cast<std::int32_t>(weight.num().to_int64())};
    const auto is_next = [&](const LoopedCopy& run) {
      return run.weight == copy.weight && run.from + run.count == copy.from &&
             run.to + run.count == copy.to;
    };
    const auto run = std::ranges::find_if(result, is_next);
    if (run == result.end()) {
      result.push_back(copy);
    } else {
      ++run->count;
    }
  }
  return result;
}

}  // namespace

std::vector<std::int32_t> LoopedRows::row(int column) const {
  std::vector<std::int32_t> result;
  for (int i = 0; i < d_; ++i) result.push_back(at(column, i));
  return result;
}

LoopedMap looped_in_planes(const LoopedMap& map, int n) {
  constexpr int line = LoopedRows::line;
  LoopedMap result;
  for (const LoopedCopy& copy : map) {
    for (int i = 0; i < copy.count;) {
      const int from = copy.from + i;
      const int count = std::min(copy.count - i, line - from % line);
      result.push_back({.from = from / line * line * n + from % line,
                        .to = copy.to + i,
                        .count = count,
                        .weight = copy.weight});
      i += count;
    }
  }
  return result;
}

LoopedLists::LoopedLists(int count, std::vector<std::pair<int, int>> items)
    : first_(static_cast<std::size_t>(count) + 1) {
  std::ranges::stable_sort(items, {}, &std::pair<int, int>::first);
  for (const auto& [list, item] : items) {
    ++first_[static_cast<std::size_t>(list) + 1];
    items_.push_back(item);
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

std::optional<LoopedMap> looped_vector_map(const model::Linear& map, std::int32_t most) {
  MapWeights weights = map_weights_of(map);
  Integer multiple = 1;
  for (const auto& [place, weight] : weights) multiple = lcm(multiple, weight.den());
  std::map<int, Integer> sums;
  for (auto& [place, weight] : weights) {
    weight *= Rational(multiple);
    Integer& sum = sums[place.first];
    sum += weight.abs().num() * most;
    if (sum > most_sum || place.first >= most_width) return std::nullopt;
  }
  return runs_of(weights);
}

std::optional<model::Linear> looped_gain(const model::Head& head) {
  model::Linear product;
  for (const model::Entry& out : head.out) {
    for (const model::Entry& value : head.values[0]) {
      if (value.to != out.from) continue;
      product.push_back({.from = value.from,
                         .to = out.to,
                         .weight = {.value = out.weight.value * value.weight.value}});
    }
  }
  model::Linear result;
  for (const auto& [place, weight] : map_weights_of(product)) {
    if (!weight.is_integer() || weight.abs() > Rational(most_sum)) return std::nullopt;
    result.push_back({.from = place.second, .to = place.first, .weight = {.value = weight}});
  }
  return result;
}

LoopedMap looped_map(const model::Linear& map, const std::vector<int>& coordinates) {
  MapWeights weights;
  for (const model::Entry& entry : map) {
    const auto place = std::ranges::lower_bound(coordinates, entry.to);
    if (place == coordinates.end() || *place != entry.to) continue;
    weights[{static_cast<int>(place - coordinates.begin()), entry.from}] += entry.weight.value;
  }
  return runs_of(weights);
}

LoopedMap looped_selection(const std::vector<int>& coordinates, const std::vector<int>& places) {
  model::Linear identity;
  for (const int at : coordinates)
    identity.push_back({.from = at, .to = at, .weight = {.value = 1}});
  return looped_map(identity, places);
}

}  // namespace attest::engine
