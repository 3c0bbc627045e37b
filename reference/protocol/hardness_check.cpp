// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plain loops over the definitions, and school-book elimination.
#include "reference/protocol/hardness_check.hpp"

#include <algorithm>
#include <utility>

namespace attest::protocol {
namespace {

constexpr std::uint64_t prime = 2147483647;  // 2^31 - 1: products of residues fit 62 bits

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t result = 1;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result = result * base % prime;
    base = base * base % prime;
  }
  return result;
}

using Row = std::vector<std::uint64_t>;

/// target -= factor * pivot, from column `first` on.
void subtract(Row& target, const Row& pivot, std::uint64_t factor, std::size_t first) {
  for (std::size_t col = first; col < target.size(); ++col) {
    target[col] = (target[col] + (prime - factor) * pivot[col]) % prime;
  }
}

}  // namespace

bool proves_distinct_rows(const BooleanMatrix& matrix, const RowOrder& order) {
  if (std::cmp_not_equal(order.rows.size(), matrix.rows())) return false;
  std::vector<char> is_seen(order.rows.size(), 0);
  for (const std::int64_t row : order.rows) {
    if (row < 0 || row >= matrix.rows()) return false;
    if (std::exchange(is_seen[static_cast<std::size_t>(row)], 1) != 0) return false;
  }
  if (order.first_difference.size() + 1 != std::max<std::size_t>(order.rows.size(), 1))
    return false;
  for (std::size_t i = 0; i + 1 < order.rows.size(); ++i) {
    const std::int64_t col = order.first_difference[i];
    if (col < 0 || col >= matrix.cols()) return false;
    for (std::int64_t before = 0; before < col; ++before) {
      if (matrix(order.rows[i], before) != matrix(order.rows[i + 1], before)) return false;
    }
    if (matrix(order.rows[i], col) || !matrix(order.rows[i + 1], col)) return false;
  }
  return true;
}

bool is_fooling_set(const BooleanMatrix& matrix, const FoolingSet& set) {
  for (const auto& [b, a] : set.pairs) {
    if (b < 0 || b >= matrix.rows() || a < 0 || a >= matrix.cols()) return false;
    if (matrix(b, a) != set.answer) return false;
  }
  for (std::size_t i = 0; i < set.pairs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool crossed = matrix(set.pairs[i].first, set.pairs[j].second);
      const bool other = matrix(set.pairs[j].first, set.pairs[i].second);
      if (crossed == set.answer && other == set.answer) return false;
    }
  }
  return true;
}

std::int64_t eliminated_rank(const BooleanMatrix& matrix) {
  std::vector<Row> rows;
  for (std::int64_t row = 0; row < matrix.rows(); ++row) {
    Row& copy = rows.emplace_back();
    for (std::int64_t col = 0; col < matrix.cols(); ++col) copy.push_back(matrix(row, col) ? 1 : 0);
  }
  std::size_t rank = 0;
  for (std::size_t col = 0; std::cmp_less(col, matrix.cols()) && rank < rows.size(); ++col) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][col] == 0) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[rank], rows[pivot]);
    const std::uint64_t inverse = power(rows[rank][col], prime - 2);
    for (std::size_t row = rank + 1; row < rows.size(); ++row) {
      if (rows[row][col] == 0) continue;
      subtract(rows[row], rows[rank], rows[row][col] * inverse % prime, col);
    }
    ++rank;
  }
  return static_cast<std::int64_t>(rank);
}

}  // namespace attest::protocol
