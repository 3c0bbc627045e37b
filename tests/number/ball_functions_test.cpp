// SPDX-License-Identifier: Apache-2.0
/// \file
/// Functions of balls against Taylor series with rational ends, and pi against Machin's.
#include <doctest/doctest.h>

#include <vector>

#include "reference/number/ball.hpp"

namespace attest {
namespace {

// An interval with rational ends.
struct Interval {
  Rational low;
  Rational high;
};

// e^x by its Taylor series: for |x| <= 20 the terms after the 80th sum to at most twice the 80th.
Interval exp_bounds(const Rational& x) {
  Rational sum;
  Rational term = 1;
  for (int k = 1; k <= 80; ++k) {
    sum += term;
    term = term * x / k;
  }
  const Rational rest = 2 * term.abs();
  return {sum - rest, sum + rest};
}

// sin x (first = 1) or cos x (first = 0) by its Taylor series, |x| <= 20; the rest is at most twice
// the next term.
Interval trigonometric_bounds(const Rational& x, int first) {
  Rational sum;
  Rational term = first == 0 ? Rational(1) : x;
  for (int k = first; k <= 80; k += 2) {
    sum += term;
    term = -term * x * x / ((k + 1) * (k + 2));
  }
  const Rational rest = 2 * term.abs();
  return {sum - rest, sum + rest};
}

// Whether the ball, widened to its rational ends, meets an interval around the true value.
bool meets(const Ball& ball, const Interval& truth) {
  return ball.lower() <= truth.high && ball.upper() >= truth.low;
}

// A ball around a fraction.
struct Argument {
  Ball ball;
  Rational x;
};

// Fractions in [-4, 4] at three precisions.
std::vector<Argument> function_arguments() {
  std::vector<Argument> result;
  for (const int precision : {4, 30, 128}) {
    for (const Rational& x : {Rational(0), Rational(1), Rational(1, 3), Rational(-22, 7),
                              Rational(25, 7), Rational(-1, 1000)}) {
      result.push_back({Ball(x, precision), x});
    }
  }
  return result;
}

TEST_SUITE("number/ball_functions") {
  TEST_CASE("exp and sin and cos and tanh contain their Taylor series for |x| <= 4") {
    for (const Argument& argument : function_arguments()) {
      const Rational& x = argument.x;
      CAPTURE(x);
      CHECK(meets(exp(argument.ball), exp_bounds(x)));
      CHECK(meets(sin(argument.ball), trigonometric_bounds(x, 1)));
      CHECK(meets(cos(argument.ball), trigonometric_bounds(x, 0)));
      const Interval square =
          exp_bounds(2 * x);  // tanh x = (e^2x - 1) / (e^2x + 1) increases with e^2x
      CHECK(meets(tanh(argument.ball),
                  {(square.low - 1) / (square.low + 1), (square.high - 1) / (square.high + 1)}));
    }
  }

  TEST_CASE("log and sqrt contain the number whose inverse function is x for 1/1000 <= x <= 1000") {
    for (const int precision : {4, 30, 128}) {
      for (const Rational& x : {Rational(1), Rational(1, 3), Rational(22, 7), Rational(1000),
                                Rational(1, 1000), Rational(4)}) {
        CAPTURE(x);
        const Ball logarithm = log(Ball(x, precision));
        CHECK(exp_bounds(logarithm.lower()).low <= x);
        CHECK(exp_bounds(logarithm.upper()).high >= x);
        const Ball root = sqrt(Ball(x, precision));
        CHECK(root.lower() * root.lower() <= x);
        CHECK(root.upper() * root.upper() >= x);
      }
    }
  }

  TEST_CASE("pi contains Machin's series and is within 2^(3 - precision)") {
    const auto arctangent =
        [](int inverse) {  // of 1/inverse; alternating, so the next term bounds the rest
          Rational sum;
          Rational power(1, inverse);
          for (int k = 1; k <= 121; k += 2) {
            sum += power / (k % 4 == 1 ? k : -k);
            power = power / inverse / inverse;
          }
          return Interval{sum - power, sum + power};
        };
    const Interval fifth = arctangent(5);
    const Interval small = arctangent(239);
    const Interval truth = {16 * fifth.low - 4 * small.high, 16 * fifth.high - 4 * small.low};
    for (const int precision : {2, 24, 53, 160}) {
      const Ball pi = Ball::pi(precision);
      CHECK(meets(pi, truth));
      CHECK(pi.radius_log2() <= 3 - precision);
    }
  }

  TEST_CASE("results at 128 bits are within 2^-115 for arguments of size <= 4") {
    for (const Rational& x : {Rational(1, 3), Rational(22, 7), Rational(1, 1000)}) {
      const Ball ball(x, 128);
      for (const Ball& result : {exp(ball), sin(ball), cos(ball), tanh(ball), log(ball), sqrt(ball),
                                 ball * ball, ball / (ball + ball)}) {
        CHECK(result.precision() == 128);
        CHECK(result.radius_log2() <= -115);
      }
    }
  }
}

}  // namespace
}  // namespace attest
