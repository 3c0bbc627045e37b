// SPDX-License-Identifier: Apache-2.0
/// \file
/// Products of any size by FLINT, and proofs of the others made again.
#include <flint/fmpz_mat.h>

#include <algorithm>

#include "reference/engine/product.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// A matrix of FLINT that frees itself.
class BigMatrix {
 public:
  BigMatrix(std::size_t rows, std::size_t cols) {
    fmpz_mat_init(matrix, static_cast<slong>(rows), static_cast<slong>(cols));
  }
  BigMatrix(std::size_t rows, std::size_t cols, std::span<const std::int64_t> entries)
      : BigMatrix(rows, cols) {
    for (std::size_t i = 0; i < rows * cols; ++i) fmpz_set_si(matrix->entries + i, entries[i]);
  }
  BigMatrix(const BigMatrix&) = delete;
  BigMatrix& operator=(const BigMatrix&) = delete;
  ~BigMatrix() { fmpz_mat_clear(matrix); }

  fmpz_mat_t matrix;
};

Integer integer_of(const fmpz* value) {
  if (fmpz_fits_si(value) != 0) return Integer(fmpz_get_si(value));
  std::vector<std::uint64_t> limbs(static_cast<std::size_t>(fmpz_size(value)));
  fmpz_t magnitude;
  fmpz_init(magnitude);
  fmpz_abs(magnitude, value);
  fmpz_get_ui_array(limbs.data(), static_cast<slong>(limbs.size()), magnitude);
  fmpz_clear(magnitude);
  return Integer::from_limbs(limbs, fmpz_sgn(value) < 0);
}

}  // namespace

std::string recheck_product(const ProductProof& proof, std::span<const std::int64_t> a,
                            std::span<const std::int64_t> b) {
  const Integer most_a = pow(Integer(2), static_cast<unsigned>(std::max(proof.a_bits, 0)));
  const Integer most_b = pow(Integer(2), static_cast<unsigned>(std::max(proof.b_bits, 0)));
  for (const std::int64_t x : a) {
    if (Integer(x).abs() > most_a) return "an entry of the first factor is too large";
  }
  for (const std::int64_t x : b) {
    if (Integer(x).abs() > most_b) return "an entry of the second factor is too large";
  }
  const Integer sum = Integer(proof.inner) * most_a * most_b;
  const Integer half = Integer(std::int64_t{1} << 31);
  switch (proof.path) {
    case ProductPath::doubles: {
      const Integer exact = Integer(std::int64_t{1} << 53);
      const bool is_sound = sum <= exact && most_a <= exact && most_b <= exact;
      return is_sound ? "" : "a number may be above 2^53";
    }
    case ProductPath::halves:
      if (most_a >= half || most_b >= half) return "a factor may not fit 32 bits";
      [[fallthrough]];
    case ProductPath::words:
      return sum.fits_int64() ? "" : "a sum may not fit 64 bits";
    case ProductPath::big:
      return "";
  }
  ATTEST_REQUIRE(false, "a path outside the enumeration");
}

std::vector<Integer> big_product(const ProductShape& shape, std::span<const std::int64_t> a,
                                 std::span<const std::int64_t> b) {
  ATTEST_REQUIRE(a.size() == shape.rows * shape.inner && b.size() == shape.inner * shape.cols,
                 "matrices of the shape");
  const BigMatrix left(shape.rows, shape.inner, a);
  const BigMatrix right(shape.inner, shape.cols, b);
  BigMatrix result(shape.rows, shape.cols);
  fmpz_mat_mul(result.matrix, left.matrix, right.matrix);
  std::vector<Integer> entries;
  for (std::size_t i = 0; i < shape.rows * shape.cols; ++i) {
    entries.push_back(integer_of(result.matrix->entries + i));
  }
  return entries;
}

std::string_view name_of(ProductPath path) {
  switch (path) {
    case ProductPath::doubles:
      return "doubles";
    case ProductPath::halves:
      return "halves";
    case ProductPath::words:
      return "words";
    case ProductPath::big:
      return "big";
  }
  ATTEST_REQUIRE(false, "a path outside the enumeration");
}

}  // namespace attest::engine
