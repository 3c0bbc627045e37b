// SPDX-License-Identifier: Apache-2.0
/// \file
/// Communication matrices of two-party problems, and what certifies that they are hard.
///
/// One-way, Bob to Alice: a message for each of Bob's inputs that has a row of its own, so at least
/// log2(distinct rows) bits. Two-way: at least log2(rank) bits; log2 of a fooling set's size.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "reference/number/function.hpp"

namespace attest::protocol {

/// A 0-1 matrix, 64 entries a word: entry (b, a) is the answer on Bob's input b and Alice's input
/// a.
class BooleanMatrix {
 public:
  /// The matrix of `entry`. \pre rows, cols >= 0
  BooleanMatrix(std::int64_t rows, std::int64_t cols,
                const Function<bool(std::int64_t row, std::int64_t col)>& entry);

  [[nodiscard]] std::int64_t rows() const { return rows_; }
  [[nodiscard]] std::int64_t cols() const { return cols_; }
  [[nodiscard]] bool operator()(std::int64_t row, std::int64_t col) const {
    return (words_[index(row, col)] >> (col % 64) & 1) != 0;
  }

 private:
  [[nodiscard]] std::size_t index(std::int64_t row, std::int64_t col) const {
    return static_cast<std::size_t>(row * words_a_row_ + col / 64);
  }

  std::int64_t rows_;
  std::int64_t cols_;
  std::int64_t words_a_row_;
  std::vector<std::uint64_t> words_;
};

/// Certificate that all rows differ: the rows in strictly increasing lexicographic order.
struct RowOrder {
  std::vector<std::int64_t> rows;
  /// Between rows[i] and rows[i+1]: the first column in which they differ, 0 above and 1 below.
  std::vector<std::int64_t> first_difference;
};

/// Certificate of a fooling set: pairs (b, a) with one answer, of which any two crossed give the
/// other answer at least once.
struct FoolingSet {
  bool answer = true;
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
};

}  // namespace attest::protocol
