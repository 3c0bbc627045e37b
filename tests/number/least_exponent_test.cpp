// SPDX-License-Identifier: Apache-2.0
/// \file
/// `least_exponent` against values worked by hand: 2 < e < 3, 7 < e^2 < 8 and 20 < e^3 < 21.
#include "reference/number/least_exponent.hpp"

#include <doctest/doctest.h>

#include "reference/number/integer.hpp"

namespace attest {

TEST_SUITE("number/least_exponent") {
  TEST_CASE("1 up to 2 and 2 up to 7 and 3 from 8 on") {
    CHECK(least_exponent(1) == 1);
    CHECK(least_exponent(2) == 1);
    CHECK(least_exponent(3) == 2);
    CHECK(least_exponent(7) == 2);
    CHECK(least_exponent(8) == 3);
    CHECK(least_exponent(21) == 4);
    CHECK(least_exponent(Rational(1, 2)) == 1);
  }

  TEST_CASE("7 at 2^10 and 70 at 2^100") {
    CHECK(least_exponent(power_of_two(10)) == 7);
    CHECK(least_exponent(power_of_two(100)) == 70);
  }
}

}  // namespace attest
