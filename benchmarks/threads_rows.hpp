// SPDX-License-Identifier: Apache-2.0
/// \file
/// `bench engine`: the check runner on two threads beside one.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// threads_2, in wall time. Digests of both are compared.
[[nodiscard]] std::vector<EngineRow> threads_rows(const Effort& effort);

}  // namespace attest::benchmarks
