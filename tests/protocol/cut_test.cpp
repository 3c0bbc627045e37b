// SPDX-License-Identifier: Apache-2.0
/// \file
/// Leading bits, the number of values of a number, and the ledger.
#include "reference/protocol/cut.hpp"

#include <doctest/doctest.h>

#include <set>

namespace attest::protocol {
namespace {

TEST_CASE("leading_bits keeps the top bits and zeroes the rest") {
  CHECK(leading_bits(0b1011011, 3) == 0b1010000);
  CHECK(leading_bits(0b1011011, 7) == 0b1011011);
  CHECK(leading_bits(0b1011011, 1) == 0b1000000);
  CHECK(leading_bits(5, 0) == 5);
  CHECK(leading_bits(0, 3) == 0);
  CHECK(leading_bits(-7, 2) == -6);
  const Integer large = power_of_two(200) + power_of_two(198) + 1;
  CHECK(leading_bits(large, 3) == power_of_two(200) + power_of_two(198));
  CHECK(leading_bits(large, 2) == power_of_two(200));
}

TEST_CASE("leading_bits never moves past the next power for |x| < 2^10 and t <= 11") {
  for (int t = 1; t <= 11; ++t) {
    for (std::int64_t x = -1023; x <= 1023; ++x) {
      const Integer cut = leading_bits(x, t);
      CHECK(cut.abs() <= Integer(x).abs());
      CHECK(cut.bit_length() == Integer(x).bit_length());
      CHECK((Integer(x).abs() - cut.abs()) * power_of_two(static_cast<unsigned>(t)) <
            Integer(2) * Integer(x).abs() + 1);
      CHECK(leading_bits(cut, t) == cut);
    }
  }
}

TEST_CASE("values_of_number counts the cut numbers for E <= 9 and t <= 10") {
  for (int e = 0; e <= 9; ++e) {
    for (int t = 0; t <= 10; ++t) {
      std::set<Integer> natural;
      std::set<Integer> all;
      for (std::int64_t x = 0; x < (1 << e); ++x) {
        natural.insert(leading_bits(x, t));
        all.insert(leading_bits(x, t));
        all.insert(leading_bits(-x, t));
      }
      CHECK(values_of_number(e, t, false) == Integer(natural.size()));
      CHECK(values_of_number(e, t, true) == Integer(all.size()));
    }
  }
}

TEST_CASE("a number of 3 leading bits below 2^7 takes 24 values") {
  CHECK(values_of_number(7, 3, false) == 24);
}

TEST_CASE("the ledger takes the largest sum and counts the bits of whole messages") {
  const Ledger ledger = ledger_of({{3, 100}, {0, 64}, {127, 1}}, 2, 3);
  CHECK(ledger.magnitude_bits == 7);
  CHECK_FALSE(ledger.is_signed);
  CHECK(ledger.values_a_number == 24);
  CHECK(ledger.messages == 576);
  CHECK(ledger.bits() == 10);  // 512 < 576 <= 1024
  CHECK(ledger_of({{3, -1}}, 2, 0).messages == 49);
  CHECK(ledger_of({}, 2, 0).bits() == 0);
}

}  // namespace
}  // namespace attest::protocol
