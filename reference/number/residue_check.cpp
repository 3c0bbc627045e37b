// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rechecks certificates of rank by multiplication; it includes nothing of the elimination.
#include <algorithm>
#include <utility>

#include "reference/number/residue.hpp"

namespace attest {
namespace {

/// First column of row `row` of U that is not 0; cols if there is none.
int first_of_u(const ResidueMatrix& packed, int row) {
  int col = row;
  while (col < packed.cols && packed(row, col) == 0) ++col;
  return col;
}

/// Rows 0, .., rank-1 of U begin further and further right.
bool is_echelon(const ResidueMatrix& packed, int rank) {
  int last = -1;
  for (int row = 0; row < rank; ++row) {
    const int first = first_of_u(packed, row);
    if (first <= last || first >= packed.cols) return false;
    last = first;
  }
  return true;
}

/// Row `row` of L U.
std::vector<std::uint64_t> row_of_product(const ResidueMatrix& packed, int rank, int row) {
  const auto cols = static_cast<std::size_t>(packed.cols);
  std::vector<ProductSum> sums(cols);
  int pending = 0;
  for (int k = 0; k < std::min(row + 1, rank); ++k) {
    const std::uint64_t factor = k == row ? 1 : packed(row, k);  // L has ones on its diagonal
    if (factor == 0) continue;
    const std::uint64_t* u = &packed.entries[static_cast<std::size_t>(k) * cols];
    for (std::size_t j = static_cast<std::size_t>(k); j < cols; ++j) {
      sums[j] += ProductSum{factor} * u[j];
    }
    if (++pending < products_a_sum - 1) continue;
    for (ProductSum& sum : sums) sum = reduced(sum);
    pending = 0;
  }
  std::vector<std::uint64_t> result(cols);
  for (std::size_t j = 0; j < cols; ++j) result[j] = reduced(sums[j]);
  return result;
}

/// Whether every row is named once.
bool is_order(const std::vector<int>& order, int rows) {
  std::vector<char> is_seen(static_cast<std::size_t>(rows), 0);
  for (const int row : order) {
    if (row < 0 || row >= rows) return false;
    if (std::exchange(is_seen[static_cast<std::size_t>(row)], 1) != 0) return false;
  }
  return std::cmp_equal(order.size(), rows);
}

}  // namespace

bool proves_rank(const ResidueMatrix& matrix, const RankFactors& factors) {
  const ResidueMatrix& packed = factors.packed;
  if (packed.rows != matrix.rows || packed.cols != matrix.cols) return false;
  if (factors.rank < 0 || factors.rank > std::min(matrix.rows, matrix.cols)) return false;
  if (!is_order(factors.row_order, matrix.rows)) return false;
  const auto is_residue = [](std::uint64_t entry) { return entry < residue_prime; };
  if (!std::all_of(packed.entries.begin(), packed.entries.end(), is_residue)) return false;
  if (!std::all_of(matrix.entries.begin(), matrix.entries.end(), is_residue)) return false;
  const int rank = static_cast<int>(factors.rank);
  if (!is_echelon(packed, rank)) return false;
  for (int row = 0; row < matrix.rows; ++row) {
    const std::vector<std::uint64_t> product = row_of_product(packed, rank, row);
    const int original = factors.row_order[static_cast<std::size_t>(row)];
    for (int col = 0; col < matrix.cols; ++col) {
      if (product[static_cast<std::size_t>(col)] != matrix(original, col)) return false;
    }
  }
  return true;
}

}  // namespace attest
