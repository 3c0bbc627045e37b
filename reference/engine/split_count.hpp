// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many words a readout accepts, by meeting in the middle.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "reference/engine/split_readout.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// Greatest number of free tokens: two sorted halves of 2^24 sums each.
inline constexpr int most_counted_tokens = 48;
/// Greatest number of words that are decided one by one.
inline constexpr std::int64_t most_exact_words = std::int64_t{1} << 20;

/// Words of one readout. They are counted, not listed: of every sum of the first half only the
/// place of its negative among the sorted sums of the second half is found.
struct SplitCount {
  Integer words = 0;             ///< 2^(free tokens)
  Integer on_side = 0;           ///< of these on the asked side
  std::int64_t exact_words = 0;  ///< decided one by one by `sign_of`: too close to 0 for the tables
  Rational margin = 0;           ///< no word has a sum of smaller absolute value
};

/// Counts exactly, or says why it cannot: too many tokens, or more than `most_exact_words` words
/// whose sum is within the error of the tables.
[[nodiscard]] std::variant<SplitCount, std::string> count_words(const ReadoutSum& sum);

}  // namespace attest::engine
