// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Ball` by containment: exact points inside the operands, exact results, membership.
#include "reference/number/ball.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest {
namespace {

// A ball and exact points inside it.
struct Operand {
  Ball ball;
  std::vector<Rational> points;
};

// Balls of width 2^-precision around fractions, and wide ones around their differences; nine points
// of each.
std::vector<Operand> operands() {
  std::vector<Ball> balls;
  const std::vector<Rational> centres = {
      0, 1, Rational(1, 3), Rational(-22, 7), Rational(7, 1000003), Rational(1000001, 7)};
  for (const int precision : {2, 10, 53}) {
    for (const Rational& centre : centres) balls.emplace_back(centre, precision);
    balls.push_back(Ball(Rational(1, 3), precision) - Ball(Rational(1, 3), 200));
    balls.push_back(Ball(Rational(100, 3), precision) - Ball(Rational(100, 7), 200));
  }
  std::vector<Operand> result;
  for (const Ball& ball : balls) {
    Operand operand{ball, {}};
    const Rational low = ball.lower();
    const Rational high = ball.upper();
    for (int part = 0; part <= 8; ++part) {
      const Rational point = low + (high - low) * Rational(part, 8);
      if (ball.contains(point)) operand.points.push_back(point);
    }
    REQUIRE_FALSE(operand.points.empty());
    result.push_back(operand);
  }
  return result;
}

TEST_SUITE("number/ball") {
  TEST_CASE("arithmetic on balls contains the exact results on all points inside them") {
    const std::vector<Operand> all = operands();
    for (const Operand& left : all) {
      for (const Operand& right : all) {
        const Ball sum = left.ball + right.ball;
        const Ball difference = left.ball - right.ball;
        const Ball product = left.ball * right.ball;
        const Ball quotient = left.ball / right.ball;
        const Ball larger = max(left.ball, right.ball);
        const Ball smaller = min(left.ball, right.ball);
        for (const Rational& a : left.points) {
          for (const Rational& b : right.points) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(sum.contains(a + b));
            CHECK(difference.contains(a - b));
            CHECK(product.contains(a * b));
            if (!b.is_zero()) CHECK(quotient.contains(a / b));
            CHECK(larger.contains(a < b ? b : a));
            CHECK(smaller.contains(a < b ? a : b));
          }
        }
      }
    }
  }

  TEST_CASE("arithmetic on a ball and itself contains the exact results on all points inside it") {
    for (const Operand& operand : operands()) {
      Ball sum = operand.ball;
      Ball difference = operand.ball;
      Ball product = operand.ball;
      Ball quotient = operand.ball;
      sum += sum;
      const Ball& same_difference = difference;
      difference -= same_difference;
      product *= product;
      const Ball& same_quotient = quotient;
      quotient /= same_quotient;
      const Ball negative = -operand.ball;
      for (const Rational& a : operand.points) {
        for (const Rational& b : operand.points) {
          CAPTURE(a);
          CAPTURE(b);
          CHECK(sum.contains(a + b));
          CHECK(difference.contains(a - b));
          CHECK(product.contains(a * b));
          if (!b.is_zero()) CHECK(quotient.contains(a / b));
        }
        CHECK(negative.contains(-a));
      }
    }
  }

  TEST_CASE("comparisons of exact balls are always decided and equal those of the rationals") {
    for (int a = -9; a <= 9; ++a) {
      for (int b = -9; b <= 9; ++b) {
        const Ball left = Ball::exact(Rational(a, 8), 2);
        const Ball right = Ball::exact(Rational(b, 4), 2);
        REQUIRE(left.is_exact());
        CHECK(less(left, right) == (a < 2 * b));
        CHECK(less_equal(left, right) == (a <= 2 * b));
      }
    }
  }

  TEST_CASE("comparisons of inexact balls are decided exactly when the fractions differ") {
    for (int a = -9; a <= 9; ++a) {
      for (int b = -9; b <= 9; ++b) {
        const Ball left(Rational(a, 7) + Rational(1, 3), 40);
        const Ball right(Rational(b, 7) + Rational(1, 3), 40);
        CHECK(less(left, right).has_value() == (a != b));
        if (a != b) CHECK(less(left, right) == (a < b));
        if (a != b) CHECK(less_equal(left, right) == (a < b));
      }
    }
  }

  TEST_CASE("touching balls decide less_equal and leave less open") {
    const Ball third(Rational(1, 3), 10);
    const Ball noise = third - Ball(Rational(1, 3), 10);  // [-r, r]
    const Ball reach = Ball::exact(noise.upper(), 10);
    CHECK(less_equal(noise, reach) == true);
    CHECK_FALSE(less(noise, reach).has_value());
    CHECK(less(reach, noise) == false);
  }

  TEST_CASE("floor and round_half_up of exact balls equal those of the rationals") {
    for (int a = -40; a <= 40; ++a) {
      const Rational value(a, 8);
      CHECK(floor(Ball::exact(value, 2)) == value.floor());
      CHECK(round_half_up(Ball::exact(value, 2)) == value.round_half_up());
      const Rational large = value + power_of_two(200);
      CHECK(floor(Ball::exact(large, 2)) == large.floor());
      CHECK(round_half_up(Ball::exact(-large, 2)) == (-large).round_half_up());
    }
  }

  TEST_CASE("floor and round_half_up of inexact balls are open exactly when a jump lies inside") {
    const Ball noise = Ball(Rational(1, 3), 20) - Ball(Rational(1, 3), 20);
    for (int a = -40; a <= 40; ++a) {
      const Rational value(a, 8);
      const Ball ball = Ball::exact(value, 100) + noise;
      CHECK(floor(ball).has_value() == !value.is_integer());
      if (!value.is_integer()) CHECK(floor(ball) == value.floor());
      const bool is_half = (value + Rational(1, 2)).is_integer();
      CHECK(round_half_up(ball).has_value() == !is_half);
      if (!is_half) CHECK(round_half_up(ball) == value.round_half_up());
    }
    const Ball below_three = Ball::exact(3 - Rational(1, 1 << 15), 100) + noise;
    CHECK(floor(below_three) == 2);
    CHECK(round_half_up(below_three) == 3);
    CHECK_FALSE(floor(Ball(power_of_two(100) + Rational(1, 3), 53)).has_value());
  }

  TEST_CASE("lower and upper enclose the value and differ by rounding only") {
    for (const int precision : {2, 10, 53, 200}) {
      for (const Rational& value : {Rational(1, 3), Rational(-22, 7), Rational(1, 1000003)}) {
        const Ball ball(value, precision);
        CHECK(ball.lower() <= value);
        CHECK(ball.upper() >= value);
        CHECK(ball.upper() - ball.lower() <=
              Rational(32, power_of_two(static_cast<unsigned>(precision))));
        CHECK_FALSE(ball.is_exact());
      }
    }
    CHECK(Ball::exact(Rational(-3, 8), 2).lower() == Rational(-3, 8));
    CHECK(Ball().lower() == 0);
  }

  TEST_CASE("ends too close to zero move outwards and ends beyond 2^(2^26) are refused") {
    const Ball tiny = exp(Ball(-1000000000, 53));
    CHECK(tiny.lower() == 0);
    CHECK(tiny.upper() == Rational(1, power_of_two(1U << 26)));
    CHECK((-tiny).upper() == 0);
    CHECK(floor(tiny) == 0);
    const Ball huge = exp(Ball(1000000000, 53));
    CHECK_THROWS_AS((void)huge.upper(), BrokenInvariant);
    CHECK_FALSE(floor(huge).has_value());
    CHECK(less(tiny, huge) == true);
  }

  TEST_CASE("an undefined operation gives a ball that contains everything and decides nothing") {
    const Ball third(Rational(1, 3), 53);
    const Ball zero(0, 53);
    for (const Ball& ball : {third / zero, third / (third - Ball(third)), log(zero), log(-third),
                             sqrt(-third), third / zero * zero, (third / zero) / zero}) {
      CHECK_FALSE(ball.is_finite());
      CHECK_FALSE(ball.is_exact());
      CHECK(ball.contains(7));
      CHECK_FALSE(less(ball, third).has_value());
      CHECK_FALSE(less_equal(third, ball).has_value());
      CHECK_FALSE(less(ball, ball).has_value());
      CHECK_FALSE(floor(ball).has_value());
      CHECK_FALSE(round_half_up(ball).has_value());
      CHECK(ball.radius_log2() == std::numeric_limits<std::int64_t>::max());
      CHECK_THROWS_AS((void)ball.lower(), BrokenInvariant);
    }
  }

  TEST_CASE("the precision of a result is the larger one of its operands") {
    const Ball coarse(Rational(1, 3), 10);
    const Ball fine(Rational(1, 3), 90);
    CHECK((coarse * fine).precision() == 90);
    CHECK((fine - coarse).precision() == 90);
    CHECK(exp(coarse).precision() == 10);
    CHECK((-fine).precision() == 90);
    CHECK((Ball() + coarse).precision() == 10);
    Ball sum = coarse;
    sum += fine;
    CHECK(sum.precision() == 90);
    CHECK_THROWS_AS(Ball(1, 1), BrokenInvariant);
  }

  TEST_CASE("exact keeps every dyadic bit and encloses other fractions") {
    const Rational dyadic = power_of_two(300) + Rational(1, power_of_two(300));
    CHECK(Ball::exact(dyadic, 2).is_exact());
    CHECK(Ball::exact(dyadic, 2).contains(dyadic));
    CHECK_FALSE(Ball::exact(dyadic, 2).contains(power_of_two(300)));
    CHECK(Ball::exact(dyadic, 2).radius_log2() == std::numeric_limits<std::int64_t>::min());
    CHECK_FALSE(Ball::exact(Rational(1, 3), 53).is_exact());
    CHECK(Ball::exact(Rational(1, 3), 53).contains(Rational(1, 3)));
  }

  TEST_CASE("copies are independent and print their midpoint and radius") {
    Ball first(Rational(1, 4), 53);
    const Ball second = first;
    first += second;
    CHECK(first.contains(Rational(1, 2)));
    CHECK(second.contains(Rational(1, 4)));
    const Ball& alias = first;
    first = alias;
    CHECK(first.contains(Rational(1, 2)));
    CHECK(second.to_string() == "0.2500000000000000");
    CHECK(Ball::pi(20).to_string() == "[3.14159 +/- 5.85e-6]");
  }
}

}  // namespace
}  // namespace attest
