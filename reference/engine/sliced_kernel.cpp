// SPDX-License-Identifier: Apache-2.0
/// \file
/// The interpreter of gate lists for each instruction set, and the choice between them.
#include "reference/engine/sliced_kernel.hpp"

#include <vector>

#include "reference/engine/instruction_sets.hpp"

namespace attest::engine {

#define ATTEST_PART_BYTES 16
#define ATTEST_PARTS_AT_ONCE 8
namespace sliced_baseline {
namespace {
using Bits [[gnu::vector_size(16)]] = std::uint64_t;
ATTEST_INLINE Bits chosen(Bits c, Bits a, Bits b) { return b ^ ((a ^ b) & c); }
#include "reference/engine/sliced_kernel.inc"
}  // namespace
}  // namespace sliced_baseline
#undef ATTEST_PART_BYTES
#undef ATTEST_PARTS_AT_ONCE

#if ATTEST_HAS_X86_KERNELS

ATTEST_TARGET_BEGIN(ATTEST_AVX2)
#define ATTEST_PART_BYTES 32
#define ATTEST_PARTS_AT_ONCE 8
namespace sliced_avx2 {
namespace {
using Bits [[gnu::vector_size(32)]] = std::uint64_t;
ATTEST_INLINE Bits chosen(Bits c, Bits a, Bits b) { return b ^ ((a ^ b) & c); }
#include "reference/engine/sliced_kernel.inc"
}  // namespace
}  // namespace sliced_avx2
#undef ATTEST_PART_BYTES
#undef ATTEST_PARTS_AT_ONCE
ATTEST_TARGET_END

ATTEST_TARGET_BEGIN(ATTEST_AVX512)
#define ATTEST_PART_BYTES 64
#define ATTEST_PARTS_AT_ONCE 4
namespace sliced_avx512 {
namespace {
using Bits = __m512i;
ATTEST_INLINE Bits chosen(Bits c, Bits a, Bits b) {
  return _mm512_ternarylogic_epi64(c, a, b, 0xca);  // the truth table of c ? a : b
}
#include "reference/engine/sliced_kernel.inc"
}  // namespace
}  // namespace sliced_avx512
#undef ATTEST_PART_BYTES
#undef ATTEST_PARTS_AT_ONCE
ATTEST_TARGET_END

#endif

namespace {

std::vector<SlicedKernel> supported_kernels() {
  std::vector<SlicedKernel> result;
#if ATTEST_HAS_X86_KERNELS
  if (has_avx512()) {
    result.push_back({.name = "avx512", .run = sliced_avx512::run});
  }
  if (has_avx2()) {
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
