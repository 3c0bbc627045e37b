// SPDX-License-Identifier: Apache-2.0
/// \file
/// `bench engine`: one exact hardmax layer in the lane engine beside Eigen, FLINT and GMP.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// layer_vs_eigen_double, layer_vs_flint, layer_vs_eigen_mpq. The lane engine and the exact peers
/// are compared with the literal evaluator on every input, the doubles with what their rounding
/// errors can be, before all are timed in one random order.
/// \throws BrokenInvariant where exact evaluators differ or a double is further off than it can be
[[nodiscard]] std::vector<EngineRow> layer_rows(const Effort& effort);

}  // namespace attest::benchmarks
