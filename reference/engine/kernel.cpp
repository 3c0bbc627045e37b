// SPDX-License-Identifier: Apache-2.0
/// \file
/// The kernel of the lane engine for each instruction set, and the choice between them.
#include "reference/engine/kernel.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <type_traits>

#include "reference/engine/instruction_sets.hpp"

namespace attest::engine {

#define ATTEST_PART_BYTES 16
namespace baseline {
namespace {
using Bits [[gnu::vector_size(ATTEST_PART_BYTES)]] = std::uint64_t;
ATTEST_INLINE bool is_any_bit(Bits x) { return (x[0] | x[1]) != 0; }
ATTEST_INLINE Bits product_of_halves(Bits x, Bits y) { return x * y; }
#if ATTEST_HAS_X86_KERNELS
ATTEST_INLINE Bits products_of_pairs(Bits x, Bits y) {
  return reinterpret_cast<Bits>(
      _mm_madd_epi16(reinterpret_cast<__m128i>(x), reinterpret_cast<__m128i>(y)));
}
#else
ATTEST_INLINE Bits products_of_pairs(Bits x, Bits y) {
  using Signed [[gnu::vector_size(ATTEST_PART_BYTES)]] = std::int32_t;
  using Wrapping [[gnu::vector_size(ATTEST_PART_BYTES)]] = std::uint32_t;
  const auto low = [](Bits z) {
    return reinterpret_cast<Wrapping>((reinterpret_cast<Signed>(z) << 16) >> 16);
  };
  const auto high = [](Bits z) {
    return reinterpret_cast<Wrapping>(reinterpret_cast<Signed>(z) >> 16);
  };
  return reinterpret_cast<Bits>(low(x) * low(y) + high(x) * high(y));
}
#endif
#include "reference/engine/kernel_elements.inc"
}  // namespace
}  // namespace baseline
#undef ATTEST_PART_BYTES

#if ATTEST_HAS_X86_KERNELS

ATTEST_TARGET_BEGIN(ATTEST_AVX2)
#define ATTEST_PART_BYTES 32
namespace avx2 {
namespace {
using Bits = __m256i;
ATTEST_INLINE bool is_any_bit(Bits x) { return _mm256_testz_si256(x, x) == 0; }
ATTEST_INLINE Bits product_of_halves(Bits x, Bits y) { return _mm256_mul_epi32(x, y); }
ATTEST_INLINE Bits products_of_pairs(Bits x, Bits y) { return _mm256_madd_epi16(x, y); }
#include "reference/engine/kernel_elements.inc"
}  // namespace
}  // namespace avx2
#undef ATTEST_PART_BYTES
ATTEST_TARGET_END

ATTEST_TARGET_BEGIN(ATTEST_AVX512)
#define ATTEST_PART_BYTES 64
namespace avx512 {
namespace {
using Bits = __m512i;
ATTEST_INLINE bool is_any_bit(Bits x) { return _mm512_test_epi64_mask(x, x) != 0; }
// the masked form: the plain one reads an uninitialised register in GCC's header
ATTEST_INLINE Bits product_of_halves(Bits x, Bits y) { return _mm512_maskz_mul_epi32(0xff, x, y); }
ATTEST_INLINE Bits products_of_pairs(Bits x, Bits y) { return _mm512_madd_epi16(x, y); }
#include "reference/engine/kernel_elements.inc"
}  // namespace
}  // namespace avx512
#undef ATTEST_PART_BYTES
ATTEST_TARGET_END

#endif

namespace {

template <typename Element>
std::vector<Kernel<Element>> supported_kernels() {
  std::vector<Kernel<Element>> result;
#if ATTEST_HAS_X86_KERNELS
  if (has_avx512()) {
    result.push_back(avx512::kernel<Element>("avx512"));
  }
  if (has_avx2()) result.push_back(avx2::kernel<Element>("avx2"));
#endif
  result.push_back(baseline::kernel<Element>("baseline"));
  return result;
}

}  // namespace

template <typename Element>
Workspace<Element> workspace_for(const Program& program) {
  std::size_t projections = 0;
  std::size_t slots = 0;
  std::size_t heads = 0;
  std::size_t units = 0;
  std::size_t packed = 0;
  for (const LayerProgram& layer : program.layers) {
    projections = std::max<std::size_t>(projections, layer.projections);
    slots = std::max<std::size_t>(slots, layer.slots);
    heads = std::max(heads, layer.heads.size());
    units = std::max<std::size_t>(units, layer.units);
    packed = std::max<std::size_t>(packed, layer.packed);
  }
  const std::size_t row = program.d + 1;
  Workspace<Element> work;
  work.state.resize(2 * program.n * row);
  work.attended.resize(row);
  work.projected.resize(program.n * projections);
  work.slots.resize(slots);
  work.totals.resize(slots);
  work.queries.resize(program.n * packed);
  work.keys.resize(program.n * packed);
  work.scores.resize(program.n);
  work.maximal.resize(program.n);
  work.counts.resize(heads);
  work.units.resize(units);
  work.scales.resize(program.n);
  work.ratios.resize(program.n);
  return work;
}

template <typename Element>
std::span<const Kernel<Element>> kernels() {
  static const std::vector<Kernel<Element>> all = supported_kernels<Element>();
  return all;
}

template Workspace<std::int32_t> workspace_for(const Program& program);
template Workspace<std::int64_t> workspace_for(const Program& program);
template std::span<const Kernel<std::int32_t>> kernels();
template std::span<const Kernel<std::int64_t>> kernels();

}  // namespace attest::engine
