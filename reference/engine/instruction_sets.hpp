// SPDX-License-Identifier: Apache-2.0
/// \file
/// Instruction sets for parts of a file: GCC takes them by pragmas, clang by attributes of every
/// function in a region. Other machines have the baseline only, which is portable vector code.
///
///     #if ATTEST_HAS_X86_KERNELS
///     ATTEST_TARGET_BEGIN(ATTEST_AVX2)
///     ...
///     ATTEST_TARGET_END
///     #endif
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#define ATTEST_HAS_X86_KERNELS 1
#include <immintrin.h>  // IWYU pragma: export
#else
#define ATTEST_HAS_X86_KERNELS 0
#endif

#define ATTEST_AVX2 "avx2"
#define ATTEST_AVX512 "avx2,avx512f,avx512dq,avx512vl,avx512bw"

#define ATTEST_PRAGMA(tokens) _Pragma(#tokens)
#if defined(__clang__)
#define ATTEST_TARGET_BEGIN(sets) \
  ATTEST_PRAGMA(clang attribute push(__attribute__((target(sets))), apply_to = function))
#define ATTEST_TARGET_END ATTEST_PRAGMA(clang attribute pop)
#else
#define ATTEST_TARGET_BEGIN(sets) ATTEST_PRAGMA(GCC push_options) ATTEST_PRAGMA(GCC target(sets))
#define ATTEST_TARGET_END ATTEST_PRAGMA(GCC pop_options)
#endif

// Code inside a region must be inlined into it, or it keeps the baseline's instructions.
#define ATTEST_INLINE [[gnu::always_inline]] inline
#define ATTEST_LAMBDA __attribute__((always_inline))

namespace attest::engine {

#if ATTEST_HAS_X86_KERNELS
/// Whether this machine runs code for ATTEST_AVX2 with fused multiply-add.
inline bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}
/// Whether this machine runs code for ATTEST_AVX512 with fused multiply-add.
inline bool has_avx512() {
  return has_avx2() && __builtin_cpu_supports("avx512f") != 0 &&
         __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
         __builtin_cpu_supports("avx512bw") != 0;
}
#endif

}  // namespace attest::engine
