// SPDX-License-Identifier: Apache-2.0
/// \file
/// Block strings, pair by pair; see block_string.hpp.
#include "reference/gadget/block_string.hpp"

#include <numeric>

#include "reference/number/contract.hpp"

namespace attest::gadget {

std::vector<BlockToken> block_tokens(const std::vector<std::int64_t>& image, std::int64_t hops,
                                     std::int64_t start, const BlockLayout& layout) {
  ATTEST_REQUIRE(hops >= 0 && 0 <= start && start < std::ssize(image),
                 "hops " + std::to_string(hops) + ", start " + std::to_string(start));
  std::vector<std::int64_t> increasing(image.size());
  std::iota(increasing.begin(), increasing.end(), 0);
  const auto in_block = [&](std::int64_t vertex, std::int64_t block) {
    return BlockToken{.vertex = vertex, .block = layout.is_one_alphabet ? 1 : block};
  };
  std::vector<BlockToken> tokens;
  for (std::int64_t i = 1; i <= hops; ++i) {
    const std::int64_t block = layout.is_first_block_first ? i : hops + 1 - i;
    const auto at = static_cast<std::size_t>(block - 1);
    for (const std::int64_t u : layout.orders.empty() ? increasing : layout.orders.at(at)) {
      tokens.push_back(in_block(u, block));
      tokens.push_back(in_block(image.at(static_cast<std::size_t>(u)), block + 1));
    }
  }
  tokens.push_back(in_block(start, 1));
  return tokens;
}

std::int64_t symbol_of(const BlockToken& token, std::int64_t points) {
  return (token.block - 1) * points + token.vertex + 1;
}

std::vector<std::int64_t> symbols_of(const std::vector<BlockToken>& tokens, std::int64_t points) {
  std::vector<std::int64_t> symbols;
  symbols.reserve(tokens.size());
  for (const BlockToken& token : tokens) symbols.push_back(symbol_of(token, points));
  return symbols;
}

}  // namespace attest::gadget
