// SPDX-License-Identifier: Apache-2.0
/// \file
/// Residues modulo one safe prime, matrices of them, and certificates of their rank.
///
/// The rank of a matrix of integers modulo a prime is at most its rank over the rationals; so a
/// rank found here is a lower bound there. p and (p-1)/2 are prime: every residue but 0, 1, -1 has
/// a large order, and ranks of matrices of small powers do not collapse as they do modulo 2^61 - 1.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/number/containers.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/word.hpp"

namespace attest {

/// p = 2^61 + 5967.
inline constexpr std::uint64_t residue_prime = 2305843009213699919;

/// A sum of at most 32 products of residues, below 2^128.
using ProductSum = UInt128;

/// How many products of residues fit a ProductSum.
inline constexpr int products_a_sum = 32;

/// x mod p. Cost: two small products, no division.
[[nodiscard]] constexpr std::uint64_t reduced(ProductSum x) {
  constexpr std::uint64_t low_bits = (std::uint64_t{1} << 61) - 1;
  constexpr std::uint64_t excess = residue_prime - (std::uint64_t{1} << 61);  // 2^61 = -excess
  // x = high 2^61 + low = low - excess high; excess high < 2^80 is split once more.
  const ProductSum fold = (x >> 61) * excess;
  const auto low = static_cast<std::uint64_t>(x) & low_bits;
  const auto fold_low = static_cast<std::uint64_t>(fold) & low_bits;
  const auto fold_high = static_cast<std::uint64_t>(fold >> 61) * excess;  // < 2^33
  const std::uint64_t sum = low + fold_high + (residue_prime - fold_low);  // < 2^63
  const std::uint64_t once = sum >= residue_prime ? sum - residue_prime : sum;
  return once >= residue_prime ? once - residue_prime : once;
}

/// x mod p.
[[nodiscard]] std::uint64_t residue_of(const Integer& x);

/// A matrix of residues [rows x cols], row-major.
struct ResidueMatrix {
  ResidueMatrix() = default;
  /// The zero matrix. \pre rows_in, cols_in >= 0
  ResidueMatrix(int rows_in, int cols_in);

  [[nodiscard]] std::uint64_t& operator()(int row, int col) { return entries[index(row, col)]; }
  [[nodiscard]] std::uint64_t operator()(int row, int col) const {
    return entries[index(row, col)];
  }

  int rows = 0;
  int cols = 0;
  std::vector<std::uint64_t> entries = {};  ///< below p

  friend bool operator==(const ResidueMatrix&, const ResidueMatrix&) = default;

 private:
  [[nodiscard]] std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
           static_cast<std::size_t>(col);
  }
};

/// The product. \pre a.cols == b.rows
[[nodiscard]] ResidueMatrix operator*(const ResidueMatrix& a, const ResidueMatrix& b);
/// The sum. \pre equal shapes
[[nodiscard]] ResidueMatrix operator+(const ResidueMatrix& a, const ResidueMatrix& b);
[[nodiscard]] ResidueMatrix transposed(const ResidueMatrix& a);

/// Certificate of a rank r: the rows of a matrix in the order `row_order` are L U.
struct RankFactors {
  std::int64_t rank = 0;
  std::vector<int> row_order;  ///< every row once
  /// L below the diagonal in the first r columns, with ones on it; U, r rows in echelon form, on
  /// the diagonal and above. One matrix of the shape of the original.
  ResidueMatrix packed;
};

/// Elimination by FLINT. Cost: rows cols rank, with fast products.
[[nodiscard]] RankFactors rank_factors(const ResidueMatrix& matrix);

/// Whether `factors` proves that the rank modulo p is factors.rank: L U is the matrix, row by row;
/// the r rows of U begin at increasing columns, so they are independent, and so are the columns of
/// L. By multiplication alone, in code that knows nothing of elimination. Cost: a third of rows
/// cols rank products.
[[nodiscard]] bool proves_rank(const ResidueMatrix& matrix, const RankFactors& factors);

}  // namespace attest
