// SPDX-License-Identifier: Apache-2.0
/// \file
/// `bench engine`: exact products of integer matrices beside Eigen's doubles and FLINT.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// product_vs_eigen_dgemm, where sums are below 2^53, and product_vs_flint, where they are below
/// 2^63. All products are compared with each other before they are timed in one random order.
[[nodiscard]] std::vector<EngineRow> product_rows(const Effort& effort);

}  // namespace attest::benchmarks
