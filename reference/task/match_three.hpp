// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task Match3: which tokens lie in a triple that sums to zero modulo M.
#pragma once

#include <cstdint>

#include "reference/task/task.hpp"

namespace attest::task {

/// Whether a token may stand more than once in a triple.
enum class Repeats { allowed, excluded };

/// Entry i is 1 iff there are j and k with x_i + x_j + x_k = 0 mod `modulus`; i, j, k may be equal
/// or, with Repeats::excluded, differ. Cases: integers of one field, one a token. \pre modulus >= 1
[[nodiscard]] Task match_three(std::int64_t modulus, Repeats repeats = Repeats::allowed);

/// The one entry of match_three at token `position`, 0-based. \pre modulus >= 1, position >= 0
[[nodiscard]] Task match_three_at(std::int64_t modulus, int position);

/// Whether the last token has the first one as its neighbour.
enum class LastToken { has_no_successor, wraps_around };

/// Entry i is 1 iff there is a pair of neighbours j, j+1, i among them allowed, with
/// x_i + x_j + x_{j+1} = 0 mod `modulus`. Cases as above. \pre modulus >= 1
[[nodiscard]] Task match_three_bigram(std::int64_t modulus,
                                      LastToken last = LastToken::has_no_successor);

/// Entry i is 1 iff there are j and k at distance at most `reach` from i, equal to each other or to
/// i allowed, with x_i + x_j + x_k = 0 mod `modulus`. Cases as above. \pre modulus >= 1, reach >= 0
[[nodiscard]] Task match_three_local(std::int64_t modulus, std::int64_t reach);

}  // namespace attest::task
