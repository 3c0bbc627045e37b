// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layer and product on doubles, once for each instruction set; see doubles.hpp.
#pragma once

#include "benchmarks/doubles.hpp"

namespace attest::benchmarks {
namespace baseline {
void run_doubles(const DoubleLayer& layer, const double* x, double* result);
void multiply_doubles(const double* a, const double* b, double* c);
}  // namespace baseline
/// \pre of both: the machine has AVX2 and FMA
namespace avx2 {
void run_doubles(const DoubleLayer& layer, const double* x, double* result);
void multiply_doubles(const double* a, const double* b, double* c);
}  // namespace avx2
/// \pre of both: the machine has AVX-512 F, DQ and VL, and FMA
namespace avx512 {
void run_doubles(const DoubleLayer& layer, const double* x, double* result);
void multiply_doubles(const double* a, const double* b, double* c);
}  // namespace avx512
}  // namespace attest::benchmarks
