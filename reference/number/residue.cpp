// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small matrices of residues; ranks by FLINT's elimination.
#include "reference/number/residue.hpp"

#include <flint/nmod_mat.h>
#include <flint/perm.h>

#include "reference/number/contract.hpp"

namespace attest {

ResidueMatrix::ResidueMatrix(int rows_in, int cols_in)
    : rows(rows_in),
      cols(cols_in),
      entries(static_cast<std::size_t>(rows_in) * static_cast<std::size_t>(cols_in)) {}

std::uint64_t residue_of(const Integer& x) {
  static const Integer prime =
      Integer::from_limbs(std::vector<std::uint64_t>{residue_prime}, false);
  const std::vector<std::uint64_t> limbs = floor_mod(x, prime).magnitude_limbs();
  return limbs.empty() ? 0 : limbs[0];
}

ResidueMatrix operator*(const ResidueMatrix& a, const ResidueMatrix& b) {
  ATTEST_REQUIRE(a.cols == b.rows,
                 std::to_string(a.cols) + " columns against " + std::to_string(b.rows) + " rows");
  ResidueMatrix result(a.rows, b.cols);
  for (int i = 0; i < a.rows; ++i) {
    for (int j = 0; j < b.cols; ++j) {
      ProductSum sum = 0;
      for (int k = 0; k < a.cols; ++k) {
        sum += ProductSum{a(i, k)} * b(k, j);
        if (k % products_a_sum == products_a_sum - 1) sum = reduced(sum);
      }
      result(i, j) = reduced(sum);
    }
  }
  return result;
}

ResidueMatrix operator+(const ResidueMatrix& a, const ResidueMatrix& b) {
  ATTEST_REQUIRE(a.rows == b.rows && a.cols == b.cols, "sums are of equal shapes");
  ResidueMatrix result = a;
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    result.entries[i] = reduced(ProductSum{a.entries[i]} + b.entries[i]);
  }
  return result;
}

ResidueMatrix transposed(const ResidueMatrix& a) {
  ResidueMatrix result(a.cols, a.rows);
  for (int i = 0; i < a.rows; ++i) {
    for (int j = 0; j < a.cols; ++j) result(j, i) = a(i, j);
  }
  return result;
}

RankFactors rank_factors(const ResidueMatrix& matrix) {
  nmod_mat_t entries;
  nmod_mat_init(entries, matrix.rows, matrix.cols, residue_prime);
  for (int i = 0; i < matrix.rows; ++i) {
    for (int j = 0; j < matrix.cols; ++j) nmod_mat_entry(entries, i, j) = matrix(i, j);
  }
  slong* order = _perm_init(matrix.rows);
  RankFactors result;
  result.rank = nmod_mat_lu(order, entries, /*rank_check=*/0);
  result.packed = ResidueMatrix(matrix.rows, matrix.cols);
  for (int i = 0; i < matrix.rows; ++i) {
    result.row_order.push_back(static_cast<int>(order[i]));
    for (int j = 0; j < matrix.cols; ++j) result.packed(i, j) = nmod_mat_entry(entries, i, j);
  }
  _perm_clear(order);
  nmod_mat_clear(entries);
  return result;
}

}  // namespace attest
