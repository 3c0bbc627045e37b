// SPDX-License-Identifier: Apache-2.0
/// \file
/// `bench engine`: the rows of every part of the engines.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// Every row, part by part; an interruption leaves parts out.
/// \throws BrokenInvariant where exact outputs differ
[[nodiscard]] std::vector<EngineRow> engine_rows(const Effort& effort);

}  // namespace attest::benchmarks
