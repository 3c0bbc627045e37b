// SPDX-License-Identifier: Apache-2.0
/// \file
/// Gauss-Jordan elimination; see elimination.hpp.
#include "reference/number/elimination.hpp"

#include <algorithm>
#include <utility>

namespace attest {

std::vector<int> reduce(Matrix& rows) {
  std::vector<int> pivots;
  for (int column = 0; column < rows.cols(); ++column) {
    const auto rank = static_cast<int>(pivots.size());
    int found = rank;
    while (found < rows.rows() && rows(found, column).is_zero()) ++found;
    if (found == rows.rows()) continue;
    std::ranges::swap_ranges(rows.row(found), rows.row(rank));
    const Rational pivot = rows(rank, column);
    for (int c = column; c < rows.cols(); ++c) rows(rank, c) /= pivot;
    for (int r = 0; r < rows.rows(); ++r) {
      const Rational factor = rows(r, column);
      if (r == rank || factor.is_zero()) continue;
      for (int c = column; c < rows.cols(); ++c) rows(r, c) -= factor * rows(rank, c);
    }
    pivots.push_back(column);
  }
  return pivots;
}

std::vector<std::vector<Rational>> kernel(Matrix rows, int most) {
  const std::vector<int> pivots = reduce(rows);
  std::vector<std::vector<Rational>> basis;
  for (int free = 0; free < rows.cols() && std::cmp_less(basis.size(), most); ++free) {
    if (std::ranges::find(pivots, free) != pivots.end()) continue;
    std::vector<Rational>& x = basis.emplace_back(static_cast<std::size_t>(rows.cols()));
    x[static_cast<std::size_t>(free)] = 1;
    for (std::size_t r = 0; r < pivots.size(); ++r) {
      x[static_cast<std::size_t>(pivots[r])] = -rows(static_cast<int>(r), free);
    }
  }
  return basis;
}

}  // namespace attest
