// SPDX-License-Identifier: Apache-2.0
/// \file
/// The product for each instruction set and the choice between them.
#include "reference/engine/product.hpp"

#include <algorithm>
#include <bit>

#include "reference/engine/instruction_sets.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {

/// Where factors are laid out for a kernel.
struct ProductSpace {
  double* a_doubles;
  double* b_doubles;
  std::int64_t* b_words;
};

namespace {

/// Every |entry| of a factor is at most 2 to that.
struct FactorBits {
  int a;
  int b;
};

using Multiply = void (*)(const ProductShape& shape, const std::int64_t* a, const std::int64_t* b,
                          const ProductSpace& space, std::int64_t* c);

/// The product compiled for one instruction set. All give the same numbers.
struct ProductKernel {
  const char* name;
  std::size_t width;  ///< columns of a panel
  /// Lays the factors out as doubles, rounded where they are above 2^53, and says how large they
  /// are: one pass for both.
  FactorBits (*lay_out)(const ProductShape& shape, const std::int64_t* a, const std::int64_t* b,
                        const ProductSpace& space);
  /// Multiplies what was laid out.
  void (*doubles)(const ProductShape& shape, const ProductSpace& space, std::int64_t* c);
  Multiply halves;
  Multiply words;
};

}  // namespace

#define ATTEST_PART_TYPES                                                                     \
  using Words [[gnu::vector_size(ATTEST_PART_BYTES)]] = std::int64_t;                         \
  using Doubles [[gnu::vector_size(ATTEST_PART_BYTES)]] = double;                             \
  using LooseWords [[gnu::vector_size(ATTEST_PART_BYTES), gnu::may_alias,                     \
                     gnu::aligned(sizeof(std::int64_t))]] = std::int64_t;                     \
  using LooseDoubles                                                                          \
      [[gnu::vector_size(ATTEST_PART_BYTES), gnu::may_alias, gnu::aligned(sizeof(double))]] = \
          double;

#define ATTEST_PART_BYTES 16
namespace baseline {
namespace {
ATTEST_PART_TYPES
constexpr std::size_t block_rows = 4;
constexpr std::size_t block_parts = 2;
ATTEST_INLINE Doubles multiply_add(Doubles x, Doubles y, Doubles sum) { return x * y + sum; }
ATTEST_INLINE Words half_product(Words x, Words y) { return x * y; }
#include "reference/engine/product.inc"
}  // namespace
}  // namespace baseline
#undef ATTEST_PART_BYTES

#if ATTEST_HAS_X86_KERNELS

ATTEST_TARGET_BEGIN(ATTEST_AVX2 ",fma")
#define ATTEST_PART_BYTES 32
namespace avx2 {
namespace {
ATTEST_PART_TYPES
constexpr std::size_t block_rows = 4;
constexpr std::size_t block_parts = 2;
ATTEST_INLINE Doubles multiply_add(Doubles x, Doubles y, Doubles sum) {
  return _mm256_fmadd_pd(x, y, sum);
}
ATTEST_INLINE Words half_product(Words x, Words y) {
  return reinterpret_cast<Words>(
      _mm256_mul_epi32(reinterpret_cast<__m256i>(x), reinterpret_cast<__m256i>(y)));
}
#include "reference/engine/product.inc"
}  // namespace
}  // namespace avx2
#undef ATTEST_PART_BYTES
ATTEST_TARGET_END

ATTEST_TARGET_BEGIN(ATTEST_AVX512 ",fma")
#define ATTEST_PART_BYTES 64
namespace avx512 {
namespace {
ATTEST_PART_TYPES
constexpr std::size_t block_rows = 4;
constexpr std::size_t block_parts = 4;
ATTEST_INLINE Doubles multiply_add(Doubles x, Doubles y, Doubles sum) {
  return _mm512_fmadd_pd(x, y, sum);
}
// the masked form: the plain one reads an uninitialised register in GCC's header
ATTEST_INLINE Words half_product(Words x, Words y) {
  return reinterpret_cast<Words>(
      _mm512_maskz_mul_epi32(0xff, reinterpret_cast<__m512i>(x), reinterpret_cast<__m512i>(y)));
}
#include "reference/engine/product.inc"
}  // namespace
}  // namespace avx512
#undef ATTEST_PART_BYTES
ATTEST_TARGET_END

#endif

namespace {

const std::vector<ProductKernel>& all_kernels() {
  static const std::vector<ProductKernel> all = [] {
    std::vector<ProductKernel> result;
#if ATTEST_HAS_X86_KERNELS
    if (has_avx512()) {
      result.push_back(avx512::kernel("avx512"));
    }
    if (has_avx2()) result.push_back(avx2::kernel("avx2"));
#endif
    result.push_back(baseline::kernel("baseline"));
    return result;
  }();
  return all;
}

/// |sum| <= inner 2^(a + b) <= 2^bits of the result.
ProductPath path_of(std::size_t inner, int a_bits, int b_bits) {
  const int inner_bits = static_cast<int>(std::bit_width(inner > 0 ? inner - 1 : 0));
  const int bits = inner_bits + a_bits + b_bits;
  if (bits <= 53 && a_bits <= 53 && b_bits <= 53) return ProductPath::doubles;
  if (bits > 62) return ProductPath::big;
  // 2^31 itself does not fit a signed half
  return a_bits <= 30 && b_bits <= 30 ? ProductPath::halves : ProductPath::words;
}

ProductProof proof_of(std::size_t inner, FactorBits bits) {
  return {
      .inner = inner, .a_bits = bits.a, .b_bits = bits.b, .path = path_of(inner, bits.a, bits.b)};
}

}  // namespace

Product::Product(const ProductShape& shape) : shape_(shape) {
  // columns are padded to whole panels; the widest kernel is the first
  const std::size_t width = all_kernels().front().width;
  const std::size_t padded = (shape.cols + width - 1) / width * width * shape.inner;
  // 64 bytes of room, so that panels can start at a cache line
  constexpr std::size_t room = 64 / sizeof(double);
  a_doubles_.resize(shape.rows * shape.inner);
  b_doubles_.resize(padded + room);
  b_words_.resize(padded + room);
}

ProductProof Product::run(std::span<const std::int64_t> a, std::span<const std::int64_t> b,
                          std::span<std::int64_t> c) {
  require_shape(a, b, c);
  const ProductSpace space = this->space();
  const ProductKernel& kernel = all_kernels()[kernel_];
  const ProductProof proof =
      proof_of(shape_.inner, kernel.lay_out(shape_, a.data(), b.data(), space));
  if (proof.path == ProductPath::doubles) {
    kernel.doubles(shape_, space, c.data());
  } else if (proof.path != ProductPath::big) {
    run_proved(proof, a, b, c);
  }
  return proof;
}

void Product::run_proved(const ProductProof& proof, std::span<const std::int64_t> a,
                         std::span<const std::int64_t> b, std::span<std::int64_t> c) {
  require_shape(a, b, c);
  ATTEST_REQUIRE(proof.inner == shape_.inner, "a proof for the shape");
  const ProductSpace space = this->space();
  const ProductKernel& kernel = all_kernels()[kernel_];
  switch (proof.path) {
    case ProductPath::doubles:
      kernel.lay_out(shape_, a.data(), b.data(), space);
      return kernel.doubles(shape_, space, c.data());
    case ProductPath::halves:
      return kernel.halves(shape_, a.data(), b.data(), space, c.data());
    case ProductPath::words:
      return kernel.words(shape_, a.data(), b.data(), space, c.data());
    case ProductPath::big:
      break;
  }
  ATTEST_REQUIRE(false, "a path of 64 bits");
}

void Product::require_shape(std::span<const std::int64_t> a, std::span<const std::int64_t> b,
                            std::span<const std::int64_t> c) const {
  ATTEST_REQUIRE(a.size() == shape_.rows * shape_.inner && b.size() == shape_.inner * shape_.cols &&
                     c.size() == shape_.rows * shape_.cols,
                 "matrices of the shape");
}

ProductSpace Product::space() {
  const auto aligned = [](auto* data) {
    const auto address = reinterpret_cast<std::uintptr_t>(data);
    return data + (64 - address % 64) % 64 / sizeof(*data);
  };
  return {.a_doubles = a_doubles_.data(),
          .b_doubles = aligned(b_doubles_.data()),
          .b_words = aligned(b_words_.data())};
}

void Product::use(std::string_view kernel) {
  const std::vector<std::string> names = product_kernels();
  const auto found = std::find(names.begin(), names.end(), kernel);
  ATTEST_REQUIRE(found != names.end(), std::string(kernel));
  kernel_ = static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string> product_kernels() {
  std::vector<std::string> names;
  for (const ProductKernel& kernel : all_kernels()) names.emplace_back(kernel.name);
  return names;
}

}  // namespace attest::engine
