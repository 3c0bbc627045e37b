// SPDX-License-Identifier: Apache-2.0
/// \file
/// The peak of two FMA units.
#include "benchmarks/limit.hpp"

#include "benchmarks/doubles.hpp"
#include "benchmarks/machine.hpp"

namespace attest::benchmarks {

std::optional<double> least_seconds(std::int64_t multiply_adds) {
  const DoubleKernel kernel = double_kernel();
  const double megahertz = this_moment().megahertz;
  if (!kernel.has_fma || megahertz <= 0) return std::nullopt;
  const int per_cycle = 2 * kernel.doubles_a_register;
  return static_cast<double>(multiply_adds) / (per_cycle * megahertz * 1e6);
}

}  // namespace attest::benchmarks
