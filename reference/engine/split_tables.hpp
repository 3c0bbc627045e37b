// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of sums over the bits of words: a sum of tokens in three parts.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reference/engine/split_kernel.hpp"

namespace attest::engine {

/// Bits of a block's number that one table holds; the blocks that share the others are a group.
inline constexpr int middle_bits = 12;
/// Kernels read whole tables of this many entries.
inline constexpr std::size_t least_table = 256;

/// A table of sums over the bits of an index.
template <typename Element>
struct SplitTable {
  std::vector<Element> entries;  // with room to align
  std::size_t first = 0;
  std::size_t size = 0;

  /// Sums of `base` and gains[i][bit i of the index] for 2^gains.size() indices, the first of them
  /// repeated up to `least` entries.
  SplitTable(std::int64_t base, std::span<const std::array<std::int64_t, 2>> gains,
             std::size_t least) {
    std::vector<std::int64_t> sums{base};
    for (const auto& gain : gains) {
      const std::size_t half = sums.size();
      for (std::size_t i = 0; i < half; ++i) sums.push_back(sums[i] + gain[1]);
      for (std::size_t i = 0; i < half; ++i) sums[i] += gain[0];
    }
    sums.resize(std::max(least, sums.size()), sums.front());
    size = sums.size();
    entries.resize(size + 64 / sizeof(Element));
    const auto address = reinterpret_cast<std::uintptr_t>(entries.data());
    first = (64 - address % 64) % 64 / sizeof(Element);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      entries[first + i] = static_cast<Element>(sums[i]);
    }
  }

  [[nodiscard]] const Element* data() const { return entries.data() + first; }
  [[nodiscard]] Element at(std::size_t i) const { return entries[first + i]; }
};

/// One sum of tokens in three parts.
template <typename Element>
struct Split {
  SplitTable<Element> low;
  SplitTable<Element> middle;
  std::vector<std::array<std::int64_t, 2>> high;

  Split(std::int64_t constant, std::span<const std::array<std::int64_t, 2>> gains)
      : low(constant, gains.first(std::min<std::size_t>(split_low_bits, gains.size())),
            least_table),
        middle(0, rest(gains, split_low_bits, middle_bits), 1) {
    const auto top = rest(gains, split_low_bits + middle_bits, gains.size());
    high.assign(top.begin(), top.end());
  }

  /// The sum over the tokens above those of the two tables, for a group of blocks.
  [[nodiscard]] Element of_group(std::int64_t group) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < high.size(); ++i) {
      sum += high[i][(static_cast<std::uint64_t>(group) >> i) & 1U];
    }
    return static_cast<Element>(sum);
  }

  static std::span<const std::array<std::int64_t, 2>> rest(
      std::span<const std::array<std::int64_t, 2>> gains, std::size_t begin, std::size_t count) {
    begin = std::min(begin, gains.size());
    return gains.subspan(begin, std::min(count, gains.size() - begin));
  }
};

}  // namespace attest::engine
