// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangular attention by hand.
#include "reference/machine/triangular_attention.hpp"

#include <doctest/doctest.h>

namespace attest::machine {
namespace {

TEST_SUITE("machine/triangular_attention") {
  TEST_CASE("the pairs (i l) and (l j) meet for every l of two") {
    // Letters 1 2 / 3 5; weight 1 + l, values the letters: (0, 1) reads (1*2 + 2*2*5)/3.
    Matrix letters(2, 2);
    letters(0, 0) = 1;
    letters(0, 1) = 2;
    letters(1, 0) = 3;
    letters(1, 1) = 5;
    const TriangularHead head{.weight =
                                  [](const PairToken& first, const PairToken& second) {
                                    return Rational(first.column + second.row + 2, 2);
                                  },
                              .first_value = [](const PairToken& token) { return token.letter; },
                              .second_value = [](const PairToken& token) { return token.letter; }};
    CHECK(triangular_attention(head, letters, 0, 1) == Rational(22, 3));
    // (1, 0): (3*1 + 2*5*3)/3.
    CHECK(triangular_attention(head, letters, 1, 0) == Rational(11));
  }

  TEST_CASE("weights see both pairs that meet for one letter that stands out of nine") {
    Matrix letters(3, 3);
    letters(0, 2) = 1;
    letters(2, 1) = 1;
    const TriangularHead head{.weight =
                                  [](const PairToken& first, const PairToken& second) {
                                    return first.letter * second.letter * Rational(9) + Rational(1);
                                  },
                              .first_value = [](const PairToken& token) { return token.letter; },
                              .second_value = [](const PairToken& token) { return token.letter; }};
    CHECK(triangular_attention(head, letters, 0, 1) == Rational(10, 12));
    CHECK(triangular_attention(head, letters, 0, 0) == Rational(0));
  }
}

}  // namespace
}  // namespace attest::machine
