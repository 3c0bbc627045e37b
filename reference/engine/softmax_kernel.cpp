// SPDX-License-Identifier: Apache-2.0
/// \file
/// The softmax kernel for each instruction set, and the choice between them.
#include "reference/engine/softmax_kernel.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "reference/engine/instruction_sets.hpp"

namespace attest::engine {

#define ATTEST_PART_BYTES 16
#define ATTEST_ROWS_AT_ONCE 4
namespace baseline {
namespace {
using Doubles [[gnu::vector_size(ATTEST_PART_BYTES)]] = double;
constexpr bool has_fused = false;
ATTEST_INLINE Doubles splat(double x) { return Doubles{x, x}; }
ATTEST_INLINE Doubles multiply_add(Doubles a, Doubles b, Doubles c) { return a * b + c; }
ATTEST_INLINE Doubles larger(Doubles a, Doubles b) { return a > b ? a : b; }
#include "reference/engine/softmax_kernel.inc"
}  // namespace
}  // namespace baseline
#undef ATTEST_PART_BYTES
#undef ATTEST_ROWS_AT_ONCE

#if ATTEST_HAS_X86_KERNELS

ATTEST_TARGET_BEGIN(ATTEST_AVX2 ",fma")
#define ATTEST_PART_BYTES 32
#define ATTEST_ROWS_AT_ONCE 4
namespace avx2 {
namespace {
using Doubles = __m256d;
constexpr bool has_fused = true;
ATTEST_INLINE Doubles splat(double x) { return _mm256_set1_pd(x); }
ATTEST_INLINE Doubles multiply_add(Doubles a, Doubles b, Doubles c) {
  return _mm256_fmadd_pd(a, b, c);
}
ATTEST_INLINE Doubles larger(Doubles a, Doubles b) { return _mm256_max_pd(a, b); }
#include "reference/engine/softmax_kernel.inc"
}  // namespace
}  // namespace avx2
#undef ATTEST_PART_BYTES
#undef ATTEST_ROWS_AT_ONCE
ATTEST_TARGET_END

ATTEST_TARGET_BEGIN(ATTEST_AVX512 ",fma")
#define ATTEST_PART_BYTES 64
#define ATTEST_ROWS_AT_ONCE 8
namespace avx512 {
namespace {
using Doubles = __m512d;
constexpr bool has_fused = true;
ATTEST_INLINE Doubles splat(double x) { return _mm512_set1_pd(x); }
ATTEST_INLINE Doubles multiply_add(Doubles a, Doubles b, Doubles c) {
  return _mm512_fmadd_pd(a, b, c);
}
// the masked form: the plain one reads an uninitialised register in GCC's header
ATTEST_INLINE Doubles larger(Doubles a, Doubles b) { return _mm512_maskz_max_pd(0xff, a, b); }
#include "reference/engine/softmax_kernel.inc"
}  // namespace
}  // namespace avx512
#undef ATTEST_PART_BYTES
#undef ATTEST_ROWS_AT_ONCE
ATTEST_TARGET_END

#endif

namespace {

std::vector<SoftmaxKernel> supported_kernels() {
  std::vector<SoftmaxKernel> result;
#if ATTEST_HAS_X86_KERNELS
  if (has_avx512()) {
    result.push_back(avx512::kernel("avx512"));
  }
  if (has_avx2()) result.push_back(avx2::kernel("avx2"));
#endif
  result.push_back(baseline::kernel("baseline"));
  return result;
}

}  // namespace

std::span<const SoftmaxKernel> softmax_kernels() {
  static const std::vector<SoftmaxKernel> all = supported_kernels();
  return all;
}

}  // namespace attest::engine
