// SPDX-License-Identifier: Apache-2.0
/// \file
/// The inner loop of split tables for each instruction set.
#pragma once

#include <cstdint>
#include <span>

namespace attest::engine {

/// Entries of a low table, at most: both tables in 32-bit numbers take a third of a 48 KiB cache.
inline constexpr int split_low_bits = 11;

/// Sums of the low tokens, and of the tokens that number the blocks.
template <typename Element>
struct SplitTables {
  const Element* value;         ///< [size]
  const Element* truth;         ///< [size]
  std::int64_t size;            ///< a multiple of 256
  const Element* value_blocks;  ///< by block
  const Element* truth_blocks;  ///< by block
};

/// The loop compiled for one instruction set; all give the same numbers. Element is std::int16_t,
/// std::int32_t or std::int64_t.
template <typename Element>
struct SplitKernel {
  const char* name;

  /// The least over the words of blocks [begin, end) of v if t >= 0 and of -v - 1 otherwise, where
  /// v = value + value_blocks + value_shift and t = truth + truth_blocks + truth_shift. \pre no sum
  /// overflows; begin < end
  Element (*worst)(const SplitTables<Element>& tables, std::int64_t begin, std::int64_t end,
                   Element value_shift, Element truth_shift);
};

/// Those that this machine can run, the fastest first; the last one is "baseline".
template <typename Element>
[[nodiscard]] std::span<const SplitKernel<Element>> split_kernels();

}  // namespace attest::engine
