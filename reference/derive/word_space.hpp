// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces that look like all words over consecutive integers, and the numbers of their words.
#pragma once

#include <cstdint>
#include <optional>

#include "reference/check/case_space.hpp"

namespace attest::derive {

/// Words of some lengths over the letters {first, .., first + letters - 1}.
struct WordSpace {
  int shortest = 0;
  int longest = 0;
  std::int64_t first = 0;
  std::int64_t letters = 0;

  /// The number of a word among those of its length, the first letter most significant; nothing for
  /// what is no such word. \pre letters^longest < 2^63
  [[nodiscard]] std::optional<std::int64_t> number_of(const check::Case& tokens) const;
};

/// The words that a space may consist of: its first case is the least of the shortest, its last
/// case the greatest of the longest, and it is as large as that makes it. What stands between is
/// not looked at: number_of says of every case whether it is such a word.
[[nodiscard]] std::optional<WordSpace> word_space(const check::CaseSpace& space);

}  // namespace attest::derive
