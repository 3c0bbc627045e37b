// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Matrix`: a dense matrix of exact rationals.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reference/number/containers.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/rational.hpp"

namespace attest {

/// A dense matrix of exact rationals [rows x cols], row-major.
class Matrix {
 public:
  /// The empty matrix [0 x 0].
  Matrix() = default;
  /// The zero matrix [rows x cols]. A template, so that a braced list never means a shape. \pre
  /// rows, cols >= 0
  template <std::same_as<int> Count>
  Matrix(Count rows, Count cols) : rows_(rows), cols_(cols) {
    allocate();
  }
  /// The matrix with the given rows. \throws InputError matrix-shape when they differ in length
  explicit Matrix(const std::vector<std::vector<Rational>>& rows);

  [[nodiscard]] int rows() const noexcept { return rows_; }
  [[nodiscard]] int cols() const noexcept { return cols_; }

  /// Entry in row i and column j, both 0-based. \pre i < rows(), j < cols()
  [[nodiscard]] Rational& operator()(int i, int j) { return entries_[offset(i, j)]; }
  /// Entry in row i and column j, both 0-based. \pre i < rows(), j < cols()
  [[nodiscard]] const Rational& operator()(int i, int j) const { return entries_[offset(i, j)]; }

  /// Row i [cols]; valid until the matrix is assigned or destroyed. \pre i < rows()
  [[nodiscard]] std::span<Rational> row(int i);
  /// Row i [cols]; valid until the matrix is assigned or destroyed. \pre i < rows()
  [[nodiscard]] std::span<const Rational> row(int i) const;

  /// Equal shape and equal entries.
  friend bool operator==(const Matrix&, const Matrix&) = default;

  /// A well-mixed hash of shape and entries, the same on every machine.
  [[nodiscard]] std::uint64_t hash() const;

 private:
  [[nodiscard]] std::size_t offset(int i, int j) const {
    ATTEST_REQUIRE(0 <= i && i < rows_ && 0 <= j && j < cols_, out_of_range(i, j));
    return static_cast<std::size_t>(i) * static_cast<std::size_t>(cols_) +
           static_cast<std::size_t>(j);
  }
  void allocate();
  [[nodiscard]] std::string out_of_range(int i, int j) const;

  int rows_ = 0;
  int cols_ = 0;
  std::vector<Rational> entries_;  // row-major
};

}  // namespace attest

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::Matrix>;
