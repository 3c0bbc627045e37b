// SPDX-License-Identifier: Apache-2.0
/// \file
/// Planes of words: a table for the last letters, constants for the first.
#include "reference/engine/sliced_words.hpp"

#include <algorithm>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// Suffixes in the table, at most.
constexpr std::int64_t most_suffixes = std::int64_t{1} << 15;

std::int64_t chunks_of(std::int64_t suffixes) { return (suffixes + block_cases - 1) / block_cases; }

void set_bit(PlaneBits& plane, std::size_t i) {
  plane.word[i / 64] |= std::uint64_t{1} << (i % 64);
}

}  // namespace

WordPlanes::WordPlanes(int n, int alphabet) : n_(n), alphabet_(alphabet), suffix_(0) {
  ATTEST_REQUIRE(n >= 1 && alphabet >= 1,
                 std::to_string(n) + " letters of " + std::to_string(alphabet));
  std::int64_t words = 1;
  for (int i = 0; i < n; ++i) {
    ATTEST_REQUIRE(!__builtin_mul_overflow(words, std::int64_t{alphabet}, &words) &&
                       words <= std::int64_t{1} << 62,
                   "more than 2^62 words");
  }
  // As few blocks as possible, and then as few letters in the table as possible.
  std::int64_t best = words;
  std::int64_t suffixes = 1;
  for (int letters = 0; letters <= n && suffixes <= most_suffixes; ++letters) {
    const std::int64_t blocks = words / suffixes * chunks_of(suffixes);
    if (blocks < best || letters == 0) {
      best = blocks;
      suffix_ = letters;
      suffixes_ = suffixes;
    }
    suffixes *= alphabet;
  }
  prefixes_ = words / suffixes_;
  chunks_ = chunks_of(suffixes_);
  const auto letters = static_cast<std::size_t>(suffix_);
  const auto values = static_cast<std::size_t>(alphabet);
  table_.resize(static_cast<std::size_t>(chunks_) * letters * values);
  for (std::int64_t word = 0; word < chunks_ * block_cases; ++word) {
    const auto chunk = static_cast<std::size_t>(word / block_cases);
    std::int64_t rest = word % suffixes_;  // cases behind the last word repeat the first ones
    for (std::size_t letter = letters; letter-- > 0; rest /= alphabet) {
      const auto value = static_cast<std::size_t>(rest % alphabet);
      set_bit(table_[(chunk * letters + letter) * values + value],
              static_cast<std::size_t>(word % block_cases));
    }
  }
}

std::int64_t WordPlanes::first_word(std::int64_t block) const {
  return block / chunks_ * suffixes_ + block % chunks_ * block_cases;
}

int WordPlanes::word_count(std::int64_t block) const {
  return static_cast<int>(
      std::min<std::int64_t>(block_cases, suffixes_ - block % chunks_ * block_cases));
}

std::int64_t WordPlanes::block_of(std::int64_t word) const {
  return word / suffixes_ * chunks_ + word % suffixes_ / block_cases;
}

void WordPlanes::fill(std::int64_t block, std::int64_t previous, PlaneBits* planes) const {
  const auto values = static_cast<std::size_t>(alphabet_);
  const std::int64_t chunk = block % chunks_;
  if (previous < 0 || previous % chunks_ != chunk) {
    const auto size = static_cast<std::size_t>(suffix_) * values;
    std::copy_n(table_.begin() + chunk * static_cast<std::int64_t>(size), size,
                planes + static_cast<std::size_t>(n_ - suffix_) * values);
  }
  std::int64_t prefix = block / chunks_;
  std::int64_t before = previous < 0 ? -1 : previous / chunks_;
  for (int letter = n_ - suffix_; letter-- > 0;) {
    if (prefix == before) return;  // so are all letters in front of this one
    const std::int64_t value = prefix % alphabet_;
    for (std::int64_t v = 0; v < alphabet_; ++v) {
      PlaneBits& plane = planes[letter * alphabet_ + v];
      plane.word.fill(v == value ? ~std::uint64_t{0} : 0);
    }
    prefix /= alphabet_;
    if (before >= 0) before /= alphabet_;
  }
}

}  // namespace attest::engine
