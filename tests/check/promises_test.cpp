// SPDX-License-Identifier: Apache-2.0
/// \file
/// Promises are compared by the relation that they name, and by no other.
#include "reference/check/promises.hpp"

#include <doctest/doctest.h>

#include "reference/number/contract.hpp"

namespace attest::check {
namespace {

bool is_met(const char* relation, const Rational& value, const Rational& used) {
  return promise("units", "n", relation, value, used).is_met;
}

TEST_SUITE("check/promises") {
  TEST_CASE("what is used is compared with the value by the relation") {
    const Rational half(1, 2);
    CHECK(is_met("<=", half, Rational(1, 3)));
    CHECK(is_met("<=", half, half));
    CHECK_FALSE(is_met("<=", half, Rational(2, 3)));
    CHECK_FALSE(is_met(">=", half, Rational(1, 3)));
    CHECK(is_met(">=", half, half));
    CHECK(is_met(">=", half, Rational(2, 3)));
    CHECK_FALSE(is_met("=", half, Rational(1, 3)));
    CHECK(is_met("=", half, half));
    CHECK_FALSE(is_met("=", half, Rational(2, 3)));
    CHECK(is_met("O", half, Rational(100)));
  }

  TEST_CASE("a relation that is none of these is no promise that holds") {
    for (const char* relation : {"", "<", ">", "==", "<= ", "o"}) {
      CHECK_THROWS_AS(is_met(relation, 1, 2), BrokenInvariant);
    }
  }

  TEST_CASE("quantity and formula and both numbers are kept") {
    const Promise made = promise("bits", "2n + 1", "<=", 7, Rational(13, 2));
    CHECK(made.quantity == "bits");
    CHECK(made.formula == "2n + 1");
    CHECK(made.relation == "<=");
    CHECK(made.value == "7");
    CHECK(made.used == "13/2");
  }
}

}  // namespace
}  // namespace attest::check
