// SPDX-License-Identifier: Apache-2.0
/// \file
/// The inner loop of split tables for each instruction set, and the choice between them.
#include "reference/engine/split_kernel.hpp"

#include <limits>
#include <vector>

// Instruction sets for parts of a file are a GCC feature; other compilers and machines take the
// baseline, which is portable vector code.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ATTEST_HAS_X86_KERNELS 1
#else
#define ATTEST_HAS_X86_KERNELS 0
#endif

namespace attest::engine {

#define ATTEST_PART_BYTES 16
namespace split_baseline {
namespace {
#include "reference/engine/split_kernel.inc"
}  // namespace
}  // namespace split_baseline
#undef ATTEST_PART_BYTES

#if ATTEST_HAS_X86_KERNELS

#pragma GCC push_options
#pragma GCC target("avx2")
#define ATTEST_PART_BYTES 32
namespace split_avx2 {
namespace {
#include "reference/engine/split_kernel.inc"
}  // namespace
}  // namespace split_avx2
#undef ATTEST_PART_BYTES
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512dq,avx512vl,avx512bw")
#define ATTEST_PART_BYTES 64
namespace split_avx512 {
namespace {
#include "reference/engine/split_kernel.inc"
}  // namespace
}  // namespace split_avx512
#undef ATTEST_PART_BYTES
#pragma GCC pop_options

#endif

namespace {

template <typename Element>
std::vector<SplitKernel<Element>> supported_kernels() {
  std::vector<SplitKernel<Element>> result;
#if ATTEST_HAS_X86_KERNELS
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0) {
    result.push_back({.name = "avx512", .worst = split_avx512::worst<Element>});
  }
  if (__builtin_cpu_supports("avx2") != 0) {
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
