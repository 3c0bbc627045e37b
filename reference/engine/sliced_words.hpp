// SPDX-License-Identifier: Apache-2.0
/// \file
/// All words over an alphabet in blocks of planes: which letter stands where.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/engine/sliced_kernel.hpp"

namespace attest::engine {

/// The words of one length in the order of check::words: word w has the digits of w in base
/// `alphabet`, the first letter most significant. A block holds up to block_cases consecutive words
/// with one prefix; the letters behind the prefix run through a table that is made once.
class WordPlanes {
 public:
  /// \pre n >= 1, alphabet >= 1, alphabet^n <= 2^62
  WordPlanes(int n, int alphabet);

  [[nodiscard]] std::int64_t blocks() const { return prefixes_ * chunks_; }
  [[nodiscard]] std::int64_t words() const { return prefixes_ * suffixes_; }
  /// The first word of a block, and how many there are.
  [[nodiscard]] std::int64_t first_word(std::int64_t block) const;
  [[nodiscard]] int word_count(std::int64_t block) const;
  /// The block that has a word.
  [[nodiscard]] std::int64_t block_of(std::int64_t word) const;

  /// Writes the planes of a block, [n x alphabet]: plane (j, v) says that letter j is v. Cases
  /// behind word_count(block) have letters too, which mean nothing. \pre `planes` is as the last
  /// call for `previous` left it, or previous == -1
  void fill(std::int64_t block, std::int64_t previous, PlaneBits* planes) const;

 private:
  int n_;
  int alphabet_;
  int suffix_;                         // letters behind the prefix
  std::int64_t prefixes_ = 1;          // alphabet^(n - suffix)
  std::int64_t suffixes_ = 1;          // alphabet^suffix
  std::int64_t chunks_ = 1;            // blocks of one prefix
  std::vector<PlaneBits> table_ = {};  // [chunks x suffix x alphabet]
};

}  // namespace attest::engine
