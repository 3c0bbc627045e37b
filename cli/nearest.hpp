// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names that were perhaps meant: for messages about unknown claims, flags, statements and keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::cli {

/// The candidate with the least edit distance to `word` (the first of several); empty if none is
/// within a third of the longer of the two.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

/// "one of a, b, c (did you mean b?)", or "nothing" where there is no candidate.
[[nodiscard]] std::string one_of(std::string_view word, const std::vector<std::string>& candidates);

/// The text between backquotes, cut after 80 bytes and with control characters as `?`.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace attest::cli
