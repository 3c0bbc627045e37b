// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layer on doubles, once for each instruction set; see doubles.hpp.
#pragma once

#include "benchmarks/doubles.hpp"

namespace attest::benchmarks {
namespace baseline {
void run_doubles(const DoubleLayer& layer, const double* x, double* result);
}
namespace avx2 {
/// \pre the machine has AVX2 and FMA
void run_doubles(const DoubleLayer& layer, const double* x, double* result);
}  // namespace avx2
namespace avx512 {
/// \pre the machine has AVX-512 F, DQ and VL, and FMA
void run_doubles(const DoubleLayer& layer, const double* x, double* result);
}  // namespace avx512
}  // namespace attest::benchmarks
