// SPDX-License-Identifier: Apache-2.0
/// \file
/// Philox4x64-10 and unbiased draws from a range.
#include "reference/number/random.hpp"

#include <string>

#include "reference/number/contract.hpp"
#include "reference/number/word.hpp"

namespace attest {
namespace {

// Multipliers and Weyl increments of Philox4x64 (Salmon et al., table 2 and section 4).
constexpr std::uint64_t multiplier_0 = 0xD2E7470EE14C6C93;
constexpr std::uint64_t multiplier_1 = 0xCA5A826395121157;
constexpr std::uint64_t weyl_0 = 0x9E3779B97F4A7C15;
constexpr std::uint64_t weyl_1 = 0xBB67AE8584CAA73B;

constexpr std::uint64_t high_word(UInt128 x) { return static_cast<std::uint64_t>(x >> 64); }
constexpr std::uint64_t low_word(UInt128 x) { return static_cast<std::uint64_t>(x); }

}  // namespace

std::array<std::uint64_t, 4> philox4x64(std::array<std::uint64_t, 4> counter,
                                        std::array<std::uint64_t, 2> key) noexcept {
  for (int round = 0; round < 10; ++round) {
    const UInt128 product_0 = UInt128{multiplier_0} * counter[0];
    const UInt128 product_1 = UInt128{multiplier_1} * counter[2];
    counter = {high_word(product_1) ^ counter[1] ^ key[0], low_word(product_1),
               high_word(product_0) ^ counter[3] ^ key[1], low_word(product_0)};
    key[0] += weyl_0;
    key[1] += weyl_1;
  }
  return counter;
}

std::uint64_t Random::next() noexcept {
  if (used_ == words_.size()) {
    words_ = philox4x64({block_, index_, 0, 0}, {key_.seed, key_.stream});
    ++block_;
    used_ = 0;
  }
  return words_[used_++];
}

std::int64_t Random::below(std::int64_t bound) {
  ATTEST_REQUIRE(bound >= 1, "below(" + std::to_string(bound) + ") has nothing to draw from");
  return static_cast<std::int64_t>(uniform(static_cast<std::uint64_t>(bound)));
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  ATTEST_REQUIRE(low <= high, "between(" + std::to_string(low) + ", " + std::to_string(high) +
                                  ") has nothing to draw from");
  const std::uint64_t width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  const std::uint64_t offset = width + 1 == 0 ? next() : uniform(width + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

// D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019): the high word
// of bound * word is uniform once the first 2^64 mod bound low words of each interval are refused.
std::uint64_t Random::uniform(std::uint64_t bound) noexcept {
  UInt128 product = UInt128{next()} * bound;
  if (low_word(product) < bound) {
    const std::uint64_t refused = (0 - bound) % bound;  // 2^64 mod bound
    while (low_word(product) < refused) product = UInt128{next()} * bound;
  }
  return high_word(product);
}

}  // namespace attest
