// SPDX-License-Identifier: Apache-2.0
/// \file
/// Packing of a communication matrix.
#include "reference/protocol/communication.hpp"

#include <string>

#include "reference/number/contract.hpp"
#include "reference/number/function.hpp"

namespace attest::protocol {

BooleanMatrix::BooleanMatrix(std::int64_t rows, std::int64_t cols,
                             const Function<bool(std::int64_t, std::int64_t)>& entry)
    : rows_(rows), cols_(cols), words_a_row_((cols + 63) / 64) {
  ATTEST_REQUIRE(rows >= 0 && cols >= 0,
                 "a matrix of " + std::to_string(rows) + " x " + std::to_string(cols));
  words_.resize(static_cast<std::size_t>(rows_ * words_a_row_));
  for (std::int64_t row = 0; row < rows_; ++row) {
    for (std::int64_t col = 0; col < cols_; ++col) {
      if (entry(row, col)) words_[index(row, col)] |= std::uint64_t{1} << (col % 64);
    }
  }
}

}  // namespace attest::protocol
