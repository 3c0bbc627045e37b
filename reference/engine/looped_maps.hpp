// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of machine integers and sparse maps between them, coordinates that stand together taken
/// together.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Rows of d integers.
struct LoopedRows {
  int d = 0;
  std::vector<std::int32_t> entries = {};

  [[nodiscard]] std::int32_t* row(int column) {
    return entries.data() + static_cast<std::size_t>(column) * static_cast<std::size_t>(d);
  }
  [[nodiscard]] const std::int32_t* row(int column) const {
    return entries.data() + static_cast<std::size_t>(column) * static_cast<std::size_t>(d);
  }
};

/// y[to + i] += weight * x[from + i] for i < count.
struct LoopedCopy {
  int from = 0;
  int to = 0;
  int count = 0;
  std::int32_t weight = 0;
};
using LoopedMap = std::vector<LoopedCopy>;

/// A positive multiple of a query or key map, in integers, for rows of entries of at most `most`.
/// \returns nothing if a sum of absolute values exceeds 2^24 or the vector has more than 2^10
/// coordinates, so that inner products stay below 2^58
[[nodiscard]] std::optional<LoopedMap> looped_vector_map(const model::Linear& map,
                                                         std::int32_t most);

/// What a head adds for each column that it reads: out after value. \returns nothing if a weight is
/// not an integer below 2^24
[[nodiscard]] std::optional<model::Linear> looped_gain(const model::Head& head);

/// The part of an integer map that writes `coordinates` [ascending], by place in them.
[[nodiscard]] LoopedMap looped_map(const model::Linear& map, const std::vector<int>& coordinates);

/// Copies `coordinates` [ascending] to their places in `places` [ascending], which has them all.
[[nodiscard]] LoopedMap looped_selection(const std::vector<int>& coordinates,
                                         const std::vector<int>& places);

/// y += map(x).
inline void looped_add(const LoopedMap& map, const std::int32_t* x, std::int32_t* y) {
  constexpr int lanes = 4;
  using Lanes [[gnu::vector_size(lanes * sizeof(std::int32_t))]] = std::int32_t;
  for (const LoopedCopy& copy : map) {
    const std::int32_t* from = x + copy.from;
    std::int32_t* to = y + copy.to;
    int i = 0;
    for (; i + lanes <= copy.count; i += lanes) {
      Lanes a;
      Lanes b;
      std::memcpy(&a, from + i, sizeof a);
      std::memcpy(&b, to + i, sizeof b);
      b += copy.weight == 1 ? a : a * copy.weight;
      std::memcpy(to + i, &b, sizeof b);
    }
    for (; i < copy.count; ++i) to[i] += copy.weight * from[i];
  }
}

/// y = map(x).
inline void looped_apply(const LoopedMap& map, const std::int32_t* x, std::span<std::int32_t> y) {
  for (std::int32_t& entry : y) entry = 0;
  looped_add(map, x, y.data());
}

}  // namespace attest::engine
