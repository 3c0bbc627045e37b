// SPDX-License-Identifier: Apache-2.0
/// \file
/// The inner loop of split tables for each instruction set, and the choice between them.
#include "reference/engine/split_kernel.hpp"

#include <limits>
#include <vector>

#include "reference/engine/instruction_sets.hpp"

namespace attest::engine {

#define ATTEST_PART_BYTES 16
namespace split_baseline {
namespace {
#include "reference/engine/split_kernel.inc"
}  // namespace
}  // namespace split_baseline
#undef ATTEST_PART_BYTES

#if ATTEST_HAS_X86_KERNELS

ATTEST_TARGET_BEGIN(ATTEST_AVX2)
#define ATTEST_PART_BYTES 32
namespace split_avx2 {
namespace {
#include "reference/engine/split_kernel.inc"
}  // namespace
}  // namespace split_avx2
#undef ATTEST_PART_BYTES
ATTEST_TARGET_END

ATTEST_TARGET_BEGIN(ATTEST_AVX512)
#define ATTEST_PART_BYTES 64
namespace split_avx512 {
namespace {
#include "reference/engine/split_kernel.inc"
}  // namespace
}  // namespace split_avx512
#undef ATTEST_PART_BYTES
ATTEST_TARGET_END

#endif

namespace {

template <typename Element>
std::vector<SplitKernel<Element>> supported_kernels() {
  std::vector<SplitKernel<Element>> result;
#if ATTEST_HAS_X86_KERNELS
  if (has_avx512()) {
    result.push_back({.name = "avx512", .worst = split_avx512::worst<Element>});
  }
  if (has_avx2()) {
    result.push_back({.name = "avx2", .worst = split_avx2::worst<Element>});
  }
#endif
  result.push_back({.name = "baseline", .worst = split_baseline::worst<Element>});
  return result;
}

}  // namespace

template <typename Element>
std::span<const SplitKernel<Element>> split_kernels() {
  static const std::vector<SplitKernel<Element>> all = supported_kernels<Element>();
  return all;
}

template std::span<const SplitKernel<std::int16_t>> split_kernels();
template std::span<const SplitKernel<std::int32_t>> split_kernels();
template std::span<const SplitKernel<std::int64_t>> split_kernels();

}  // namespace attest::engine
