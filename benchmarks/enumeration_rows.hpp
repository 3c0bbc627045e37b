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
/// compared with MAJORITY on every word of 40 tokens, by split tables on all cores (once, whatever
/// the number of repetitions; of 32 tokens where a repetition is to be shorter than 10 ms, and then
/// not met).
/// \throws BrokenInvariant where a fast path is refused
[[nodiscard]] std::vector<EngineRow> enumeration_rows(const Effort& effort);

}  // namespace attest::benchmarks
