// SPDX-License-Identifier: Apache-2.0
/// \file
/// The interpreter of gate lists for each instruction set, and the choice between them.
#include "reference/engine/sliced_kernel.hpp"

#include <vector>

// Instruction sets for parts of a file are a GCC feature; other compilers and machines take the
// baseline, which is portable vector code.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ATTEST_HAS_X86_KERNELS 1
#include <immintrin.h>
#else
#define ATTEST_HAS_X86_KERNELS 0
#endif

#define ATTEST_INLINE [[gnu::always_inline]] inline
#define ATTEST_LAMBDA __attribute__((always_inline))

namespace attest::engine {

namespace sliced_baseline {
namespace {
using Bits [[gnu::vector_size(16)]] = std::uint64_t;
constexpr std::size_t part_bytes = 16;
constexpr std::size_t parts_at_once = 8;
ATTEST_INLINE Bits chosen(Bits c, Bits a, Bits b) { return b ^ ((a ^ b) & c); }
#include "reference/engine/sliced_kernel.inc"
}  // namespace
}  // namespace sliced_baseline

#if ATTEST_HAS_X86_KERNELS

#pragma GCC push_options
#pragma GCC target("avx2")
namespace sliced_avx2 {
namespace {
using Bits [[gnu::vector_size(32)]] = std::uint64_t;
constexpr std::size_t part_bytes = 32;
constexpr std::size_t parts_at_once = 8;
ATTEST_INLINE Bits chosen(Bits c, Bits a, Bits b) { return b ^ ((a ^ b) & c); }
#include "reference/engine/sliced_kernel.inc"
}  // namespace
}  // namespace sliced_avx2
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512dq,avx512vl,avx512bw")
namespace sliced_avx512 {
namespace {
using Bits = __m512i;
constexpr std::size_t part_bytes = 64;
constexpr std::size_t parts_at_once = 4;
ATTEST_INLINE Bits chosen(Bits c, Bits a, Bits b) {
  return _mm512_ternarylogic_epi64(c, a, b, 0xca);  // the truth table of c ? a : b
}
#include "reference/engine/sliced_kernel.inc"
}  // namespace
}  // namespace sliced_avx512
#pragma GCC pop_options

#endif

namespace {

std::vector<SlicedKernel> supported_kernels() {
  std::vector<SlicedKernel> result;
#if ATTEST_HAS_X86_KERNELS
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0) {
    result.push_back({.name = "avx512", .run = sliced_avx512::run});
  }
  if (__builtin_cpu_supports("avx2") != 0) {
    result.push_back({.name = "avx2", .run = sliced_avx2::run});
  }
#endif
  result.push_back({.name = "baseline", .run = sliced_baseline::run});
  return result;
}

}  // namespace

std::span<const SlicedKernel> sliced_kernels() {
  static const std::vector<SlicedKernel> all = supported_kernels();
  return all;
}

}  // namespace attest::engine
