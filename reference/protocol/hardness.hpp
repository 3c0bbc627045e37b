// SPDX-License-Identifier: Apache-2.0
/// \file
/// How hard a two-party problem is: distinct rows, rank, fooling sets of its matrix.
#pragma once

#include <cstdint>
#include <optional>

#include "reference/protocol/communication.hpp"

namespace attest::protocol {

/// A safe prime: p and (p-1)/2 are prime, so every element but 0, 1, -1 has a large order, and the
/// ranks of matrices of small powers do not collapse. (2^61 - 1 is not: 2 has order 61.)
inline constexpr std::uint64_t safe_prime = 2305843009213699919;

/// Number of different rows.
[[nodiscard]] std::int64_t distinct_rows(const BooleanMatrix& matrix);

/// The certificate that all rows differ; nothing if two are equal.
[[nodiscard]] std::optional<RowOrder> order_rows(const BooleanMatrix& matrix);

/// Rank modulo `prime`, at most the rank over the rationals. Cost: rows cols min(rows, cols).
[[nodiscard]] std::int64_t rank_modulo(const BooleanMatrix& matrix, std::uint64_t prime);

/// Rank over the rationals, by fraction-free elimination.
[[nodiscard]] std::int64_t exact_rank(const BooleanMatrix& matrix);

/// A fooling set for `answer`, found greedily in the order of (row, column); not always the
/// largest.
[[nodiscard]] FoolingSet greedy_fooling_set(const BooleanMatrix& matrix, bool answer);

}  // namespace attest::protocol
