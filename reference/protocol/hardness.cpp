// SPDX-License-Identifier: Apache-2.0
/// \file
/// Distinct rows by sorting, ranks by FLINT, fooling sets by greed.
#include "reference/protocol/hardness.hpp"

#include <flint/fmpz_mat.h>
#include <flint/nmod_mat.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace attest::protocol {
namespace {

/// The first column in which two rows differ; nothing for equal rows.
std::optional<std::int64_t> first_difference(const BooleanMatrix& matrix, std::int64_t a,
                                             std::int64_t b) {
  for (std::int64_t col = 0; col < matrix.cols(); ++col) {
    if (matrix(a, col) != matrix(b, col)) return col;
  }
  return std::nullopt;
}

/// The rows in lexicographic order, equal ones side by side.
std::vector<std::int64_t> sorted_rows(const BooleanMatrix& matrix) {
  std::vector<std::int64_t> rows(static_cast<std::size_t>(matrix.rows()));
  std::iota(rows.begin(), rows.end(), 0);
  std::sort(rows.begin(), rows.end(), [&](std::int64_t a, std::int64_t b) {
    const std::optional<std::int64_t> col = first_difference(matrix, a, b);
    return col && matrix(b, *col);
  });
  return rows;
}

/// Whether (row, col) may join the set: with each pair in it, a crossing has the other answer.
bool may_join(const BooleanMatrix& matrix, const FoolingSet& set, std::int64_t row,
              std::int64_t col) {
  return std::all_of(set.pairs.begin(), set.pairs.end(), [&](const auto& pair) {
    return matrix(pair.first, col) != set.answer || matrix(row, pair.second) != set.answer;
  });
}

}  // namespace

std::int64_t distinct_rows(const BooleanMatrix& matrix) {
  const std::vector<std::int64_t> rows = sorted_rows(matrix);
  std::int64_t count = rows.empty() ? 0 : 1;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    count += first_difference(matrix, rows[i - 1], rows[i]) ? 1 : 0;
  }
  return count;
}

std::optional<RowOrder> order_rows(const BooleanMatrix& matrix) {
  RowOrder order{.rows = sorted_rows(matrix), .first_difference = {}};
  for (std::size_t i = 1; i < order.rows.size(); ++i) {
    const auto col = first_difference(matrix, order.rows[i - 1], order.rows[i]);
    if (!col) return std::nullopt;
    order.first_difference.push_back(*col);
  }
  return order;
}

std::int64_t rank_modulo(const BooleanMatrix& matrix, std::uint64_t prime) {
  nmod_mat_t entries;
  nmod_mat_init(entries, matrix.rows(), matrix.cols(), prime);
  for (std::int64_t row = 0; row < matrix.rows(); ++row) {
    for (std::int64_t col = 0; col < matrix.cols(); ++col) {
      nmod_mat_entry(entries, row, col) = matrix(row, col) ? 1 : 0;
    }
  }
  const std::int64_t rank = nmod_mat_rank(entries);
  nmod_mat_clear(entries);
  return rank;
}

std::int64_t exact_rank(const BooleanMatrix& matrix) {
  fmpz_mat_t entries;
  fmpz_mat_init(entries, matrix.rows(), matrix.cols());
  for (std::int64_t row = 0; row < matrix.rows(); ++row) {
    for (std::int64_t col = 0; col < matrix.cols(); ++col) {
      if (matrix(row, col)) fmpz_one(fmpz_mat_entry(entries, row, col));
    }
  }
  const std::int64_t rank = fmpz_mat_rank(entries);
  fmpz_mat_clear(entries);
  return rank;
}

FoolingSet greedy_fooling_set(const BooleanMatrix& matrix, bool answer) {
  FoolingSet set{.answer = answer, .pairs = {}};
  for (std::int64_t row = 0; row < matrix.rows(); ++row) {
    for (std::int64_t col = 0; col < matrix.cols(); ++col) {
      if (matrix(row, col) != answer || !may_join(matrix, set, row, col)) continue;
      set.pairs.emplace_back(row, col);
      break;  // one pair a row at most: two of one row always cross badly
    }
  }
  return set;
}

}  // namespace attest::protocol
