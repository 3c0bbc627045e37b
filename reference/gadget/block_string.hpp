// SPDX-License-Identifier: Apache-2.0
/// \file
/// Block strings: words on which hops walk a map of points, one step a hop.
///
/// Block r lists the pair (u, r) (map(u), r + 1) for every point u. The blocks stand from the last
/// to the first and the word ends with (start, 1). The last occurrence of (u, r) before the hop
/// arrives there is the first half of its pair, so a hop goes from (u, r) to (map(u), r + 1). This
/// needs an injective map: else an equal second half may stand nearer.
#pragma once

#include <cstdint>
#include <vector>

namespace attest::gadget {

/// A token of a block string.
struct BlockToken {
  std::int64_t vertex = 0;  ///< 0, .., points - 1
  std::int64_t block = 1;   ///< 1, .., hops + 1

  friend bool operator==(const BlockToken&, const BlockToken&) = default;
};

/// How the pairs are laid out; the defaults are the construction.
struct BlockLayout {
  /// The order of the points within block r, at r - 1; none: increasing in every block.
  std::vector<std::vector<std::int64_t>> orders = {};
  bool is_first_block_first = false;  ///< blocks from the first to the last
  bool is_one_alphabet = false;       ///< (u, 1) for every (u, r)
};

/// The block string of the map u -> image[u]: 2 hops points + 1 tokens. Its k-th hop from the end
/// is (map^k(start), k + 1) for k <= hops. \pre hops >= 0, 0 <= start < points
[[nodiscard]] std::vector<BlockToken> block_tokens(const std::vector<std::int64_t>& image,
                                                   std::int64_t hops, std::int64_t start,
                                                   const BlockLayout& layout);

/// The symbol of a token, from 1: (block - 1) points + vertex + 1.
[[nodiscard]] std::int64_t symbol_of(const BlockToken& token, std::int64_t points);
[[nodiscard]] std::vector<std::int64_t> symbols_of(const std::vector<BlockToken>& tokens,
                                                   std::int64_t points);

}  // namespace attest::gadget
