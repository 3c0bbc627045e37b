// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of the engine table on the certified softmax filter.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// softmax_vs_arb64 and softmax_vs_std_exp: means of d = 16 channels over n = 256 keys under
/// e^score, in nanoseconds a query-key pair. Empty if interrupted.
[[nodiscard]] std::vector<EngineRow> softmax_rows(const Effort& effort);

}  // namespace attest::benchmarks
