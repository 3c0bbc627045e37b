// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangular attention; see triangular_attention.hpp.
#include "reference/machine/triangular_attention.hpp"

#include <string>

#include "reference/number/contract.hpp"

namespace attest::machine {

Rational triangular_attention(const TriangularHead& head, const Matrix& letters, int row,
                              int column) {
  ATTEST_REQUIRE(letters.rows() == letters.cols(), std::to_string(letters.rows()) + " rows of " +
                                                       std::to_string(letters.cols()) + " pairs");
  Rational above = 0;
  Rational below = 0;
  for (int l = 0; l < letters.rows(); ++l) {
    const PairToken first{.row = row, .column = l, .letter = letters(row, l)};
    const PairToken second{.row = l, .column = column, .letter = letters(l, column)};
    const Rational weight = head.weight(first, second);
    ATTEST_REQUIRE(weight > Rational(0), "a weight of " + weight.to_string());
    above += weight * head.first_value(first) * head.second_value(second);
    below += weight;
  }
  return above / below;
}

}  // namespace attest::machine
