// SPDX-License-Identifier: Apache-2.0
/// \file
/// Chooses among the layers on doubles.
#include "benchmarks/doubles.hpp"

#include "benchmarks/doubles_kernels.hpp"

namespace attest::benchmarks {

DoubleKernel double_kernel() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool has_fma = __builtin_cpu_supports("fma") != 0;
  if (has_fma && __builtin_cpu_supports("avx512f") != 0 &&
      __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
    return {.name = "avx512",
            .doubles_a_register = 8,
            .has_fma = true,
            .run = avx512::run_doubles,
            .multiply = avx512::multiply_doubles};
  }
  if (has_fma && __builtin_cpu_supports("avx2") != 0) {
    return {.name = "avx2",
            .doubles_a_register = 4,
            .has_fma = true,
            .run = avx2::run_doubles,
            .multiply = avx2::multiply_doubles};
  }
#endif
  return {.name = "baseline",
          .doubles_a_register = 2,
          .has_fma = false,
          .run = baseline::run_doubles,
          .multiply = baseline::multiply_doubles};
}

}  // namespace attest::benchmarks
