// SPDX-License-Identifier: Apache-2.0
/// \file
/// Construction, rows and hash of a rational matrix.
#include "reference/number/matrix.hpp"

#include "reference/number/error.hpp"
#include "reference/number/hash128.hpp"

namespace attest {

Matrix::Matrix(const std::vector<std::vector<Rational>>& rows)
    : rows_(static_cast<int>(rows.size())),
      cols_(rows.empty() ? 0 : static_cast<int>(rows.front().size())) {
  entries_.reserve(rows.size() * static_cast<std::size_t>(cols_));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != rows.front().size()) {
      throw InputError("matrix-shape", "row " + std::to_string(i),
                       std::to_string(rows[i].size()) + " entries",
                       std::to_string(cols_) + ", as in row 0");
    }
    entries_.insert(entries_.end(), rows[i].begin(), rows[i].end());
  }
}

std::span<Rational> Matrix::row(int i) {
  ATTEST_REQUIRE(0 <= i && i < rows_, out_of_range(i, 0));
  const auto width = static_cast<std::size_t>(cols_);
  return std::span(entries_).subspan(static_cast<std::size_t>(i) * width, width);
}

std::span<const Rational> Matrix::row(int i) const {
  ATTEST_REQUIRE(0 <= i && i < rows_, out_of_range(i, 0));
  const auto width = static_cast<std::size_t>(cols_);
  return std::span(entries_).subspan(static_cast<std::size_t>(i) * width, width);
}

std::uint64_t Matrix::hash() const {
  Hasher128 hasher;
  hasher.add(static_cast<std::uint64_t>(rows_));
  hasher.add(static_cast<std::uint64_t>(cols_));
  for (const Rational& entry : entries_) hasher.add(entry);
  return hasher.finish().low;
}

void Matrix::allocate() {
  ATTEST_REQUIRE(rows_ >= 0 && cols_ >= 0,
                 "a matrix of " + std::to_string(rows_) + " x " + std::to_string(cols_));
  entries_.resize(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_));
}

std::string Matrix::out_of_range(int i, int j) const {
  return "(" + std::to_string(i) + ", " + std::to_string(j) + ") in a matrix of " +
         std::to_string(rows_) + " x " + std::to_string(cols_);
}

}  // namespace attest

template class std::vector<attest::Matrix>;
