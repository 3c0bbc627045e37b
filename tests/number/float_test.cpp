// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Float` against rounding to nearest even of exact rationals, written here from the definition.
#include "reference/number/float.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reference/number/ball.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/random.hpp"

namespace attest {
namespace {

// 2^k for any k.
Rational two_to(std::int64_t k) {
  const Integer power = power_of_two(static_cast<unsigned>(k < 0 ? -k : k));
  return k < 0 ? Rational(1, power) : Rational(power);
}

// The p-bit float nearest to x; of two, the one whose significand m in [2^(p-1), 2^p] is even.
Rational nearest_even(const Rational& x, int p) {
  if (x.is_zero()) return 0;
  std::int64_t exponent = x.num().bit_length() - x.den().bit_length();  // off by at most one
  while (two_to(exponent) > x.abs()) --exponent;
  while (two_to(exponent + 1) <= x.abs()) ++exponent;
  const Rational unit = two_to(exponent - p + 1);
  const Rational scaled = x.abs() / unit;
  Integer significand = scaled.floor();
  const Rational rest = scaled - significand;
  const bool is_odd = floor_mod(significand, 2) == 1;
  if (rest > Rational(1, 2) || (rest == Rational(1, 2) && is_odd)) significand += 1;
  return x.sign() * (significand * unit);
}

// Zero and every p-bit float +-m 2^e with m in [2^(p-1), 2^p) and |e| <= 2.
std::vector<Rational> small_floats(int p) {
  std::vector<Rational> values = {0};
  for (std::int64_t m = std::int64_t{1} << (p - 1); m < std::int64_t{1} << p; ++m) {
    for (int e = -2; e <= 2; ++e) {
      values.push_back(m * two_to(e));
      values.push_back(-m * two_to(e));
    }
  }
  return values;
}

std::string error_id(auto&& operation) {
  try {
    (void)operation();
    return "accepted";
  } catch (const InputError& error) {
    return error.id();
  }
}

TEST_SUITE("number/float") {
  TEST_CASE("conversion rounds every a/b with |a| <= 40 and b <= 40 to nearest even for p <= 9") {
    for (int p = 1; p <= 9; ++p) {
      for (int a = -40; a <= 40; ++a) {
        for (int b = 1; b <= 40; ++b) {
          const Rational x(a, b);
          CAPTURE(x);
          CHECK(Float(x, p).to_rational() == nearest_even(x, p));
        }
      }
    }
  }

  TEST_CASE("each operation rounds once for all pairs of p-bit floats with p <= 4 and |e| <= 2") {
    for (int p = 1; p <= 4; ++p) {
      const std::vector<Rational> values = small_floats(p);
      for (const Rational& a : values) {
        for (const Rational& b : values) {
          CAPTURE(a);
          CAPTURE(b);
          const Float x(a, p);
          const Float y(b, p);
          CHECK((x + y).to_rational() == nearest_even(a + b, p));
          CHECK((x - y).to_rational() == nearest_even(a - b, p));
          CHECK((x * y).to_rational() == nearest_even(a * b, p));
          if (!b.is_zero()) CHECK((x / y).to_rational() == nearest_even(a / b, p));
          CHECK((x == y) == (a == b));
          CHECK((x < y) == (a < b));
        }
      }
    }
  }

  TEST_CASE("operations on a float and itself round once for all 4-bit floats with |e| <= 2") {
    for (const Rational& a : small_floats(4)) {
      Float sum(a, 4);
      Float difference(a, 4);
      Float product(a, 4);
      Float quotient(a, 4);
      CHECK((sum += sum).to_rational() == 2 * a);
      CHECK((difference -= difference).to_rational() == 0);
      CHECK((product *= product).to_rational() == nearest_even(a * a, 4));
      if (!a.is_zero()) CHECK((quotient /= quotient).to_rational() == 1);
      CHECK((-Float(a, 4)).to_rational() == -a);
    }
  }

  TEST_CASE("each operation rounds once for 300 random pairs with p in 11 24 53 64 113 200") {
    for (const int p : {11, 24, 53, 64, 113, 200}) {
      Random random(4, static_cast<std::uint64_t>(p), 0);
      for (int draw = 0; draw < 50; ++draw) {
        const auto value = [&] {
          return Rational(random.between(-1'000'000'007, 1'000'000'007),
                          random.between(1, 1'000'003)) *
                 two_to(random.between(-80, 80));
        };
        const Float x(value(), p);
        const Float y(value(), p);
        const Rational a = x.to_rational();
        const Rational b = y.to_rational();
        CAPTURE(a);
        CAPTURE(b);
        CHECK((x + y).to_rational() == nearest_even(a + b, p));
        CHECK((x - y).to_rational() == nearest_even(a - b, p));
        CHECK((x * y).to_rational() == nearest_even(a * b, p));
        if (!b.is_zero()) CHECK((x / y).to_rational() == nearest_even(a / b, p));
      }
    }
  }

  TEST_CASE(
      "exp is the rounding of a certified enclosure for p in 1 2 3 8 11 24 53 and |x| <= 10") {
    for (const int p : {1, 2, 3, 8, 11, 24, 53}) {
      for (int k = -20; k <= 20; ++k) {
        const Float x(Rational(k, 2), p);
        const Ball enclosure = exp(Ball(x.to_rational(), 300));
        const Rational low = nearest_even(enclosure.lower(), p);
        CAPTURE(x);
        REQUIRE(low == nearest_even(enclosure.upper(), p));
        CHECK(exp(x).to_rational() == low);
      }
    }
  }

  TEST_CASE("ties go to the even significand and away from zero at one bit") {
    CHECK(Float(5, 2).to_rational() == 4);  // between 4 = 10b 2 and 6 = 11b 2
    CHECK(Float(7, 2).to_rational() == 8);  // between 6 = 11b 2 and 8 = 10b 4
    CHECK(Float(3, 1).to_rational() == 4);  // between 2 = 1b 2 and 4 = 10b 2
    CHECK(Float(Rational(-3, 2), 1).to_rational() == -2);
    CHECK(Float(power_of_two(53) + 1, 53).to_rational() == power_of_two(53));
    CHECK(Float(power_of_two(53) + 3, 53).to_rational() == power_of_two(53) + 4);
  }

  TEST_CASE("there are no subnormals: 2^-100000 keeps all its bits") {
    const Rational tiny = Rational(5, 7) * two_to(-100000);
    CHECK(Float(tiny, 11).to_rational() == nearest_even(tiny, 11));
    CHECK((Float(two_to(-60000), 8) * Float(two_to(-60000), 8)).to_rational() == two_to(-120000));
  }

  TEST_CASE("precisions mix to the larger and round_to rounds once more") {
    const Float coarse(Rational(1, 3), 4);
    const Float fine(Rational(1, 3), 20);
    CHECK((coarse + fine).precision() == 20);
    CHECK((coarse + fine).to_rational() ==
          nearest_even(coarse.to_rational() + fine.to_rational(), 20));
    CHECK((Float() + coarse).precision() == 4);
    CHECK(fine.round_to(4).to_rational() == nearest_even(fine.to_rational(), 4));
    CHECK(fine.round_to(4).precision() == 4);
    CHECK(coarse.round_to(20) == coarse);
    CHECK(Float(1, 3) == Float(1, 50));
  }

  TEST_CASE("zero has no sign") {
    const Float zero = -Float(0, 5);
    CHECK(zero == Float(0, 5));
    CHECK(zero.sign() == 0);
    CHECK((Float(-1, 5) * Float(0, 5)).to_string() == "0");
    CHECK(exp(zero).to_rational() == 1);
  }

  TEST_CASE("results that are not finite floats are refused with float-range") {
    const Float one(1, 8);
    const Float large(two_to(60), 8);
    CHECK(error_id([&] { return one / Float(0, 8); }) == "float-range");
    CHECK(error_id([&] { return Float(0, 8) / Float(0, 8); }) == "float-range");
    CHECK(error_id([&] { return exp(large); }) == "float-range");
    CHECK(error_id([&] { return exp(-large); }) == "float-range");
    CHECK(error_id([&] { return exp(one); }) == "accepted");
    CHECK_THROWS_AS(Float(1, 0), BrokenInvariant);
    CHECK_THROWS_AS((void)exp(Float(two_to(28), 8)).to_rational(), BrokenInvariant);
  }
}

}  // namespace
}  // namespace attest
