// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of machine integers and sparse maps between them, coordinates that stand together taken
/// together.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "reference/model/transformer.hpp"

namespace attest::engine {

/// A number of a column or coordinate as an index.
[[nodiscard]] inline std::size_t looped_index(int i) { return static_cast<std::size_t>(i); }

/// Rows of d integers in planes of 16 coordinates, one row of a plane a line of the cache: what few
/// coordinates of many columns hold stands together. Coordinate `at` of a column stands `place(at)`
/// entries behind begin(column).
class LoopedRows {
 public:
  static constexpr int line = 16;  ///< entries

  /// Whether places fit int.
  [[nodiscard]] static bool fits(int n, int d) {
    return (static_cast<std::int64_t>(d) + line) * n <= std::numeric_limits<std::int32_t>::max();
  }
  /// \pre fits(n, d)
  LoopedRows(int n, int d)
      : n_(n), d_(d), lines_(looped_index((d + line - 1) / line) * looped_index(n)) {}

  [[nodiscard]] int n() const { return n_; }
  [[nodiscard]] int d() const { return d_; }
  [[nodiscard]] int place(int at) const { return at / line * line * n_ + at % line; }
  [[nodiscard]] std::int32_t* begin(int column) {
    return lines_[looped_index(column)].entries.data();
  }
  [[nodiscard]] const std::int32_t* begin(int column) const {
    return lines_[looped_index(column)].entries.data();
  }
  [[nodiscard]] std::int32_t& at(int column, int at) { return begin(column)[place(at)]; }
  [[nodiscard]] std::int32_t at(int column, int at) const { return begin(column)[place(at)]; }
  /// The row of a column [d].
  [[nodiscard]] std::vector<std::int32_t> row(int column) const;

 private:
  struct alignas(line * sizeof(std::int32_t)) Line {
    std::array<std::int32_t, line> entries = {};
  };

  int n_;
  int d_;
  std::vector<Line> lines_;
};

/// Lists of integers one after the other in memory.
class LoopedLists {
 public:
  LoopedLists() = default;
  /// \param items each with the number of its list, below `count`
  LoopedLists(int count, std::vector<std::pair<int, int>> items);

  [[nodiscard]] std::span<const int> at(int number) const {
    const int first = first_[static_cast<std::size_t>(number)];
    const int last = first_[static_cast<std::size_t>(number) + 1];
    return std::span(items_).subspan(static_cast<std::size_t>(first),
                                     static_cast<std::size_t>(last - first));
  }

 private:
  std::vector<int> first_ = {};  // [count + 1]
  std::vector<int> items_ = {};
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

/// The map with places in LoopedRows of n columns for coordinates of x.
[[nodiscard]] LoopedMap looped_in_planes(const LoopedMap& map, int n);

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
