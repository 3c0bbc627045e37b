// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of `bench engine` about exhaustive enumeration.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// `enumeration_vs_naive_double`: all words of 16 boolean tokens through a leftmost hardmax head,
/// every query, bit-sliced and in Eigen on doubles; and `threshold_2_40`: a softmax readout
/// compared with MAJORITY on every word of 40 tokens, by split tables on all cores. That runs once;
/// where fewer than 7 repetitions are asked for, on the words of 32 tokens only, and is not met
/// then.
/// \throws BrokenInvariant where a fast path is refused
[[nodiscard]] std::vector<EngineRow> enumeration_rows(const Effort& effort);

}  // namespace attest::benchmarks
