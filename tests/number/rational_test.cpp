// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Rational` against Boost's own rational (cpp_rational, which shares no code with GMP), at the
/// promotion edge.
#include "reference/number/rational.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <string>
#include <unordered_set>
#include <vector>

#include "reference/number/error.hpp"
#include "reference/number/random.hpp"

namespace attest {
namespace {

using Oracle = boost::multiprecision::cpp_rational;
using OracleInteger = boost::multiprecision::cpp_int;

struct Pair {
  Rational ours;
  Oracle oracle;
};

// The same fraction in lowest terms.
bool agrees(const Rational& ours, const Oracle& oracle) {
  const OracleInteger num = numerator(oracle);
  const OracleInteger den = denominator(oracle);
  return ours.num().to_string() == num.str() && ours.den().to_string() == den.str();
}

OracleInteger floor_of(const Oracle& x) {
  const OracleInteger num = numerator(x);
  const OracleInteger den = denominator(x);
  const OracleInteger quotient = num / den;  // towards zero
  return num % den != 0 && num < 0 ? OracleInteger(quotient - 1) : quotient;
}

// Numerators and denominators where the representation or the algorithm changes: 0, 1, int32,
// int64, beyond; powers of two (shifts), common factors, coprime ones.
std::vector<Pair> edge_values() {
  const OracleInteger one = 1;
  const std::vector<OracleInteger> nums = {0,
                                           1,
                                           3,
                                           48,
                                           (one << 32) + 1,
                                           (one << 62),
                                           (one << 63) - 1,
                                           (one << 63),
                                           (one << 63) + 1,
                                           (one << 64) - 3};
  const std::vector<OracleInteger> dens = {
      1, 3, 16, 48, (one << 32) - 1, (one << 62), (one << 63) - 1, (one << 63), (one << 64) + 1};
  std::vector<Pair> values;
  for (const OracleInteger& num : nums) {
    for (const OracleInteger& den : dens) {
      for (const int sign : {-1, 1}) {
        const OracleInteger signed_num = sign * num;
        if (sign < 0 && num == 0) continue;
        values.push_back({Rational(Integer::parse(signed_num.str()), Integer::parse(den.str())),
                          Oracle(signed_num, den)});
      }
    }
  }
  return values;
}

TEST_SUITE("number/rational") {
  TEST_CASE("arithmetic equals Boost's at every edge pair") {
    const std::vector<Pair> values = edge_values();
    for (const Pair& left : values) {
      for (const Pair& right : values) {
        const Rational& a = left.ours;
        const Rational& b = right.ours;
        const Oracle& x = left.oracle;
        const Oracle& y = right.oracle;
        CAPTURE(a);
        CAPTURE(b);
        CHECK(agrees(a + b, x + y));
        CHECK(agrees(a - b, x - y));
        CHECK(agrees(a * b, x * y));
        if (!b.is_zero()) CHECK(agrees(a / b, x / y));
      }
    }
  }

  TEST_CASE("orders equal Boost's at every edge pair") {
    const std::vector<Pair> values = edge_values();
    for (const Pair& left : values) {
      for (const Pair& right : values) {
        const Rational& a = left.ours;
        const Rational& b = right.ours;
        const Oracle& x = left.oracle;
        const Oracle& y = right.oracle;
        CAPTURE(a);
        CAPTURE(b);
        const int order = x.compare(y);
        CHECK((a == b) == (order == 0));
        CHECK((a < b) == (order < 0));
        CHECK((a > b) == (order > 0));
      }
    }
  }

  TEST_CASE("functions of one value equal Boost's at every edge value") {
    for (const Pair& pair : edge_values()) {
      const Rational& a = pair.ours;
      const Oracle& x = pair.oracle;
      CAPTURE(a);
      CHECK(agrees(a, x));
      CHECK(agrees(-a, -x));
      CHECK(agrees(a.abs(), x < 0 ? Oracle(-x) : x));
      CHECK(a.sign() == x.sign());
      CHECK(a.is_integer() == (denominator(x) == 1));
      CHECK(a.floor().to_string() == floor_of(x).str());
      CHECK(a.ceil().to_string() == OracleInteger(-floor_of(-x)).str());
      CHECK(a.round_half_up().to_string() == floor_of(x + Oracle(1, 2)).str());
      CHECK(Rational::parse(a.to_string()) == a);
    }
  }

  TEST_CASE("operations on a value and itself equal Boost's at every edge value") {
    for (const Pair& pair : edge_values()) {
      const Rational& a = pair.ours;
      const Oracle& x = pair.oracle;
      CAPTURE(a);
      Rational sum = a;
      Rational difference = a;
      Rational product = a;
      Rational quotient = a;
      CHECK(agrees(sum += sum, x + x));
      CHECK(agrees(difference -= difference, 0));
      CHECK(agrees(product *= product, x * x));
      if (!a.is_zero()) CHECK(agrees(quotient /= quotient, 1));
      Rational copy = a;
      const Rational& alias = copy;
      copy = alias;
      CHECK(agrees(copy, x));
      copy = std::move(sum);
      CHECK(agrees(copy, x + x));
    }
  }

  TEST_CASE("3000 sums of products of sixteenths and thirds and random fractions equal Boost's") {
    Random random(2, 0, 0);
    for (const int kind : {0, 1, 2}) {
      Rational ours;
      Oracle oracle = 0;
      for (int step = 0; step < 1000; ++step) {
        const std::int64_t den = kind == 0 ? 16 : kind == 1 ? 3 : random.between(1, 20);
        const std::int64_t num = random.between(-1000, 1000);
        ours += Rational(num, den) * Rational(step, den);
        oracle += Oracle(num, den) * Oracle(step, den);
        REQUIRE(agrees(ours, oracle));
      }
    }
  }

  TEST_CASE("fractions are in lowest terms with a denominator >= 1") {
    CHECK(Rational(6, -4).to_string() == "-3/2");
    CHECK(Rational(-6, -4).to_string() == "3/2");
    CHECK(Rational(0, -4).to_string() == "0");
    CHECK(Rational(0, 5).den() == 1);
    CHECK(Rational(power_of_two(70), power_of_two(69)) == 2);
    CHECK(Rational(1, std::numeric_limits<std::int64_t>::min()).to_string() ==
          "-1/9223372036854775808");
    CHECK(Rational(std::numeric_limits<std::uint64_t>::max()) == power_of_two(64) - 1);
  }

  TEST_CASE("halves round up") {
    CHECK(Rational(1, 2).round_half_up() == 1);
    CHECK(Rational(-1, 2).round_half_up() == 0);
    CHECK(Rational(-3, 2).round_half_up() == -1);
    CHECK(Rational(5, 3).round_half_up() == 2);
  }

  TEST_CASE("accepts integers and fractions and decimals exactly") {
    CHECK(Rational::parse("3") == 3);
    CHECK(Rational::parse("-3/4") == Rational(-3, 4));
    CHECK(Rational::parse("0.125") == Rational(1, 8));
    CHECK(Rational::parse("-0.5") == Rational(-1, 2));
    CHECK(Rational::parse("-1.25") == Rational(-5, 4));
    CHECK(Rational::parse("6/4") == Rational(3, 2));
    CHECK(Rational::parse("007.50") == Rational(15, 2));
    CHECK(Rational::parse("0/7").is_zero());
    CHECK(Rational::parse("18446744073709551616/2") == power_of_two(63));
  }

  TEST_CASE("refuses other spellings with number-syntax and survives long ones") {
    for (const std::string text :
         {"",      "-",     "/",     ".",  "1/", "/2",  "1.",  ".5",  "1/-2", "1/2/3",
          "1.2.3", "1/2.5", "1.5/2", "+1", " 1", "1e5", "inf", "nan", "1,5",  "0x1"}) {
      CAPTURE(text);
      try {
        (void)Rational::parse(text);
        FAIL("accepted");
      } catch (const InputError& error) {
        CHECK(error.id() == "number-syntax");
      }
    }
    CHECK(Rational::parse("0." + std::string(2000, '0') + "1") ==
          Rational(1, pow(Integer(10), 2001)));
  }

  TEST_CASE("a zero denominator is refused with division-by-zero wherever it comes from") {
    const auto id = [](auto&& divide) -> std::string {
      try {
        (void)divide();
        return "accepted";
      } catch (const InputError& error) {
        return error.id();
      }
    };
    CHECK(id([] { return Rational(1, 0); }) == "division-by-zero");
    CHECK(id([] { return Rational(power_of_two(70), 0); }) == "division-by-zero");
    CHECK(id([] { return Rational(1) / Rational(); }) == "division-by-zero");
    CHECK(id([] { return Rational::parse("1/0"); }) == "division-by-zero");
  }

  TEST_CASE("a moved-from value can be assigned and used") {
    Rational source(power_of_two(100), 3);
    const Rational target = std::move(source);
    CHECK(target == Rational(power_of_two(100), 3));
    source = 5;
    CHECK(source + target == Rational(power_of_two(100) + 15, 3));
  }

  TEST_CASE("equal values hash equally and different edge values differently") {
    std::unordered_set<std::uint64_t> hashes;
    std::unordered_set<std::string> spellings;
    for (const Pair& pair : edge_values()) {
      const Rational& a = pair.ours;
      hashes.insert(a.hash());
      spellings.insert(a.to_string());
      CHECK((a * power_of_two(80) / power_of_two(80)).hash() == a.hash());
    }
    CHECK(hashes.size() == spellings.size());
  }
}

}  // namespace
}  // namespace attest
