// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Integer` against Boost's own integer (cpp_int, which shares no code with GMP), at the promotion
/// edge.
#include "reference/number/integer.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <string>
#include <unordered_set>
#include <vector>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/random.hpp"

namespace attest {
namespace {

using Oracle = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                             boost::multiprecision::et_off>;

constexpr std::int64_t min64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t max64 = std::numeric_limits<std::int64_t>::max();

struct Pair {
  Integer ours;
  Oracle oracle;
};

// Equal digits, and int64 inline exactly when the value fits.
bool agrees(const Integer& ours, const Oracle& oracle) {
  return ours.to_string() == oracle.str() &&
         ours.fits_int64() == (oracle >= min64 && oracle <= max64);
}

Oracle floor_quotient(const Oracle& a, const Oracle& b) {
  const Oracle quotient = a / b;  // towards zero
  return a % b != 0 && (a < 0) != (b < 0) ? Oracle(quotient - 1) : quotient;
}

// +-(2^k + offset) for the exponents where something changes, |offset| <= 2.
std::vector<Pair> edge_values() {
  std::vector<Pair> values;
  for (const unsigned exponent : {0U, 31U, 32U, 62U, 63U, 64U, 127U}) {
    for (int offset = -2; offset <= 2; ++offset) {
      for (const int sign : {-1, 1}) {
        const Oracle oracle = sign * ((Oracle(1) << exponent) + offset);
        values.push_back({Integer::parse(oracle.str()), oracle});
      }
    }
  }
  return values;
}

TEST_SUITE("number/integer") {
  TEST_CASE("sums and differences and products and orders equal Boost's at every edge pair") {
    const std::vector<Pair> values = edge_values();
    for (const Pair& left : values) {
      for (const Pair& right : values) {
        const Integer& a = left.ours;
        const Integer& b = right.ours;
        const Oracle& x = left.oracle;
        const Oracle& y = right.oracle;
        CAPTURE(a);
        CAPTURE(b);
        CHECK(agrees(a + b, x + y));
        CHECK(agrees(a - b, x - y));
        CHECK(agrees(a * b, x * y));
        CHECK((a == b) == (x == y));
        CHECK((a < b) == (x < y));
        CHECK((a >= b) == (x >= y));
        Integer sum = a;
        Integer difference = a;
        Integer product = a;
        CHECK(agrees(sum += b, x + y));
        CHECK(agrees(difference -= b, x - y));
        CHECK(agrees(product *= b, x * y));
      }
    }
  }

  TEST_CASE("divisions and common divisors and multiples equal Boost's at every edge pair") {
    const std::vector<Pair> values = edge_values();
    for (const Pair& left : values) {
      for (const Pair& right : values) {
        const Integer& a = left.ours;
        const Integer& b = right.ours;
        const Oracle& x = left.oracle;
        const Oracle& y = right.oracle;
        CAPTURE(a);
        CAPTURE(b);
        CHECK(agrees(gcd(a, b), boost::multiprecision::gcd(x, y)));
        CHECK(agrees(lcm(a, b), boost::multiprecision::lcm(x, y)));
        if (b.is_zero()) continue;
        CHECK(agrees(floor_div(a, b), floor_quotient(x, y)));
        CHECK(agrees(floor_mod(a, b), x - y * floor_quotient(x, y)));
        CHECK(agrees(exact_div(a * b, b), x));
      }
    }
  }

  TEST_CASE("functions of one value equal Boost's at every edge value") {
    for (const Pair& pair : edge_values()) {
      const Integer& a = pair.ours;
      const Oracle& x = pair.oracle;
      CAPTURE(a);
      const Oracle size = boost::multiprecision::abs(x);
      CHECK(agrees(-a, -x));
      CHECK(agrees(a.abs(), size));
      CHECK(a.sign() == x.sign());
      CHECK(a.is_zero() == x.is_zero());
      CHECK(a.bit_length() == (x == 0 ? 0 : std::int64_t{boost::multiprecision::msb(size)} + 1));
      for (unsigned exponent = 0; exponent <= 5; ++exponent) {
        CHECK(agrees(pow(a, exponent), boost::multiprecision::pow(x, exponent)));
      }
      CHECK(Integer::from_limbs(a.magnitude_limbs(), a.sign() < 0) == a);
      if (a.fits_int64()) CHECK(a.to_int64() == x.convert_to<std::int64_t>());
    }
  }

  TEST_CASE("operations on a value and itself equal Boost's at every edge value") {
    for (const Pair& pair : edge_values()) {
      const Integer& a = pair.ours;
      const Oracle& x = pair.oracle;
      CAPTURE(a);
      Integer sum = a;
      Integer difference = a;
      Integer product = a;
      CHECK(agrees(sum += sum, x + x));
      CHECK(agrees(difference -= difference, 0));
      CHECK(agrees(product *= product, x * x));
      Integer copy = a;
      const Integer& alias = copy;
      copy = alias;
      CHECK(copy == a);
      copy = std::move(sum);
      CHECK(agrees(copy, x + x));
      CHECK(agrees(gcd(a, a), boost::multiprecision::abs(x)));
      if (!a.is_zero()) CHECK(floor_div(a, a) == 1);
    }
  }

  TEST_CASE("1000 steps of a random walk across the promotion edge equal Boost's") {
    Random random(1, 0, 0);
    Integer ours = 1;
    Oracle oracle = 1;
    for (int step = 0; step < 1000; ++step) {
      const std::int64_t operand = random.between(min64, max64);
      switch (random.below(4)) {
        case 0:
          ours += operand;
          oracle += operand;
          break;
        case 1:
          ours -= operand;
          oracle -= operand;
          break;
        case 2:
          ours *= operand;
          oracle *= operand;
          break;
        default:
          ours = floor_mod(ours, operand);
          oracle = oracle - operand * floor_quotient(oracle, operand);
      }
      REQUIRE(agrees(ours, oracle));
    }
  }

  TEST_CASE("every machine integer type keeps its extreme values") {
    CHECK(Integer(std::numeric_limits<std::uint64_t>::max()).to_string() == "18446744073709551615");
    CHECK(Integer(std::numeric_limits<unsigned long long>::max()) == power_of_two(64) - 1);
    CHECK(Integer(min64).to_string() == "-9223372036854775808");
    CHECK(Integer(std::numeric_limits<std::int8_t>::min()) == -128);
    CHECK(Integer(std::numeric_limits<std::uint32_t>::max()) == power_of_two(32) - 1);
    CHECK_FALSE(std::is_convertible_v<bool, Integer>);
    CHECK_FALSE(std::is_convertible_v<const char*, Integer>);
  }

  TEST_CASE("powers of two equal repeated doubling for exponents <= 300") {
    Integer expected = 1;
    for (unsigned exponent = 0; exponent <= 300; ++exponent) {
      CHECK(power_of_two(exponent) == expected);
      expected += expected;
    }
  }

  TEST_CASE("floor_mod lies in [0 and b) for b > 0 and rounds towards minus infinity") {
    CHECK(floor_div(-7, 2) == -4);
    CHECK(floor_mod(Integer(-7), Integer(2)) == 1);
    CHECK(floor_div(Integer(7), Integer(-2)) == -4);
    CHECK(floor_mod(Integer(7), Integer(-2)) == -1);
    CHECK(floor_div(Integer(min64), Integer(-1)) == power_of_two(63));
  }

  TEST_CASE("accepts decimal integers and gives them back") {
    for (const char* text :
         {"0", "7", "-1", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
          "-9223372036854775809", "123456789012345678901234567890123456789"}) {
      CHECK(Integer::parse(text).to_string() == text);
    }
    CHECK(Integer::parse("-0").to_string() == "0");
    CHECK(Integer::parse("0012").to_string() == "12");
    CHECK(Integer::parse(std::string(10000, '9')) + 1 == pow(Integer(10), 10000));
  }

  TEST_CASE("refuses what is not a decimal integer with number-syntax") {
    for (const std::string text :
         {"", "-", "+1", " 1", "1 ", "1.0", "0x10", "--1", "1e3", "1_000", "\xC2\xB2", "12a"}) {
      CAPTURE(text);
      try {
        (void)Integer::parse(text);
        FAIL("accepted");
      } catch (const InputError& error) {
        CHECK(error.id() == "number-syntax");
        CHECK(error.found() == "\"" + text + "\"");
      }
    }
    CHECK_THROWS_AS((void)Integer::parse(std::string_view("1\0"
                                                          "2",
                                                          3)),
                    InputError);
  }

  TEST_CASE("division by zero is an input error and a broken precondition stops the run") {
    CHECK_THROWS_AS((void)floor_div(1, 0), InputError);
    CHECK_THROWS_AS((void)floor_mod(power_of_two(70), 0), InputError);
    CHECK_THROWS_AS((void)exact_div(7, 2), BrokenInvariant);
    CHECK_THROWS_AS((void)power_of_two(63).to_int64(), BrokenInvariant);
  }

  TEST_CASE("a moved-from value is a valid value") {
    Integer source = power_of_two(100);
    const Integer target = std::move(source);
    CHECK(target == power_of_two(100));
    source = 5;
    CHECK(source + target == power_of_two(100) + 5);
  }

  TEST_CASE("equal values hash equally and 70 edge values hash to different words") {
    std::unordered_set<std::uint64_t> hashes;
    std::unordered_set<std::string> digits;
    for (const Pair& pair : edge_values()) {
      const Integer& a = pair.ours;
      hashes.insert(a.hash());
      digits.insert(a.to_string());
      CHECK((a + power_of_two(80) - power_of_two(80)).hash() == a.hash());
    }
    CHECK(hashes.size() == digits.size());
  }
}

}  // namespace
}  // namespace attest
