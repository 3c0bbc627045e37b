// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rechecks certificates of hardness, by code that shares nothing with what found them.
#pragma once

#include <cstdint>

#include "reference/protocol/communication.hpp"

namespace attest::protocol {

/// Whether `order` names every row once and each row is greater than the one before, at the column
/// it says and not earlier.
[[nodiscard]] bool proves_distinct_rows(const BooleanMatrix& matrix, const RowOrder& order);

/// Whether `set` is a fooling set of `matrix`.
[[nodiscard]] bool is_fooling_set(const BooleanMatrix& matrix, const FoolingSet& set);

/// Rank modulo the prime 2^31 - 1 by plain elimination: at most the rank over the rationals.
[[nodiscard]] std::int64_t eliminated_rank(const BooleanMatrix& matrix);

}  // namespace attest::protocol
