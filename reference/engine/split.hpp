// SPDX-License-Identifier: Apache-2.0
/// \file
/// A readout over boolean tokens against a threshold function, on every word: split tables.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/engine/split_readout.hpp"

namespace attest::engine {

/// Ground truth: true iff the sum of weight[j] over the tokens j with value 1 is at least
/// `threshold`.
struct LinearThreshold {
  std::vector<std::int64_t> weight = {};  ///< by input token
  std::int64_t threshold = 0;
};

/// The truth of a word of all tokens, the first token most significant.
[[nodiscard]] bool is_true(const LinearThreshold& truth, std::uint64_t whole_word);

/// What comparing some blocks gave.
struct SplitResult {
  std::int64_t words = 0;          ///< compared, each one by itself
  std::int64_t exact_words = 0;    ///< of these decided by `sign_of`
  std::int64_t narrow_blocks = 0;  ///< decided by 16-bit numbers alone
  std::int64_t wide_blocks = 0;    ///< by 32-bit numbers, where 16 did not suffice
  std::int64_t widest_blocks = 0;  ///< by 64-bit numbers and, for `exact_words`, by `sign_of`
  std::optional<std::uint64_t> least_failure = {};  ///< word of free tokens
  /// No word has a sum of smaller absolute value; 0 where one was decided by `sign_of`.
  std::optional<Rational> margin = {};

  /// Adds the result of other blocks.
  void add(const SplitResult& other);
};

/// Compares whether a word is on the asked side of a readout with a threshold function, for every
/// word of free tokens. Sums split in two: T1[low word] + T2[high word], in 16, 32 or 64 bits;
/// where the sum is further from 0 than its error bound its sign is proved, and what no table
/// decides is decided by `sign_of`. Const and thread-safe once made.
class SplitCheck {
 public:
  /// \pre truth.weight.size() == sum.inputs; sum.tokens.size() <= 62
  /// \throws InputError `split-truth` where the weights of the truth do not fit 60 bits
  SplitCheck(const ReadoutSum& sum, const LinearThreshold& truth);
  ~SplitCheck();
  SplitCheck(SplitCheck&&) noexcept;
  SplitCheck& operator=(SplitCheck&&) noexcept;

  /// Number of blocks of words; the low bits of a word are its place in a block.
  [[nodiscard]] std::int64_t blocks() const;
  /// Compares the words of blocks [begin, end), up to the first block with a failure.
  [[nodiscard]] SplitResult compare(std::int64_t begin, std::int64_t end) const;

  /// Runs on the kernels with this name, for tests.
  void use(const std::string& kernel);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attest::engine
