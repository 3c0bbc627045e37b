// SPDX-License-Identifier: Apache-2.0
/// \file
/// The constants behind the filter's bound, each in exact arithmetic or against balls.
#include "reference/engine/softmax_kernel.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "reference/engine/softmax.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

constexpr std::size_t degree = exponential_polynomial.size() - 1;

Rational unit() { return {1, power_of_two(53)}; }

/// The rational that a double is. \pre |x| is 0 or at least 2^-1000
Rational exact(double x_approx) {
  int exponent = 0;
  const double significand_approx = std::frexp(x_approx, &exponent);
  const Rational number(static_cast<std::int64_t>(std::ldexp(significand_approx, 53)));
  exponent -= 53;
  const Rational scale(power_of_two(static_cast<unsigned>(std::abs(exponent))));
  return exponent < 0 ? number / scale : number * scale;
}

/// Binomial coefficient.
Integer choose(int n, int k) {
  Integer result = 1;
  for (int i = 1; i <= k; ++i) result = exact_div(result * (n - k + i), i);
  return result;
}

/// Coefficients in the basis T_0, T_1, .. of a polynomial given by those of 1, x, x^2, ..
std::vector<Rational> in_chebyshev_basis(const std::vector<Rational>& powers) {
  std::vector<Rational> result(powers.size());
  for (int i = 0; i < static_cast<int>(powers.size()); ++i) {
    // x^i = 2^(1-i) sum over j <= i/2 of C(i, j) T_(i-2j), T_0 counted half, for i >= 1
    const Rational scale =
        i == 0 ? Rational(1) : Rational(2) / power_of_two(static_cast<unsigned>(i));
    for (int j = 0; 2 * j <= i; ++j) {
      const Rational part = i > 0 && 2 * j == i ? Rational(1, 2) : Rational(1);
      result[static_cast<std::size_t>(i - 2 * j)] +=
          powers[static_cast<std::size_t>(i)] * Rational(choose(i, j)) * scale * part;
    }
  }
  return result;
}

TEST_CASE("the polynomial is within 0.19 units of 2^x on all of [-1/2 to 1/2]") {
  // Taylor's polynomial of degree 20 in exact rationals: the remainder is below (ln 2 / 2)^21 / 21!
  // times sqrt 2, which is below 2^-95. |T_k| <= 1, so that a sum of coefficients bounds the rest.
  constexpr std::size_t taylor = 20;
  const Ball ln2 = log(Ball(2, 256));
  std::vector<Rational> difference;  // in y = 2x
  Rational power = 1;
  Rational halves = 1;
  const Rational low = ln2.lower();
  Rational largest_doubt = 0;
  for (std::size_t i = 0; i <= taylor; ++i) {
    const Rational coefficient = i <= degree ? exact(exponential_polynomial[i]) : Rational(0);
    difference.push_back((power - coefficient) * halves);
    largest_doubt += Rational(static_cast<std::int64_t>(i)) * (ln2.upper() - low);
    power = power * low / Rational(static_cast<std::int64_t>(i) + 1);
    halves = halves / 2;
  }
  Rational bound = largest_doubt + Rational(1, power_of_two(95));
  for (const Rational& c : in_chebyshev_basis(difference)) bound += c.abs();
  CHECK(bound < Rational(19, 100) * unit());
  CHECK(exact(exponential_polynomial[0]) == 1);
}

TEST_CASE("Horner's rule on [-1/2 to 1/2] loses at most 2.4 units in all") {
  // p_i = p_(i+1) x + c_i: |p_i| <= m_i, and its error e_i gains a rounded product and a rounded
  // sum.
  Rational m = exact(exponential_polynomial[degree]);
  Rational e = 0;
  for (std::size_t i = degree; i-- > 0;) {
    const Rational product = m / 2;
    m = exact(exponential_polynomial[i]) + product;
    e = e / 2 + product + m;
  }
  CHECK(m < Rational(14143, 10000));
  CHECK(e < Rational(24, 10));
  // 2^x >= 1/sqrt 2 > 0.707: relative to it, with the polynomial's own error and the rounding of x.
  CHECK((Rational(24, 10) + Rational(19, 100)) / Rational(707, 1000) + Rational(175, 1000) <
        Rational(4));
}

TEST_CASE("log2 e is off by less than 0.7 units of itself") {
  const Ball exact_log = Ball(1, 256) / log(Ball(2, 256));
  const Rational constant = exact(softmax_factor);
  CHECK((exact_log.lower() - constant).abs() < Rational(7, 10) * unit() * exact_log.lower());
  CHECK((exact_log.upper() - constant).abs() < Rational(7, 10) * unit() * exact_log.lower());
}

TEST_CASE("a weight is within 4 units and those of its exponent on every path for 60000 gaps") {
  Random random(1, 0x77656967, 0);
  std::vector<double> gaps;
  for (int i = 0; i < 20000; ++i) {
    // all of the range, near 0, and next to where 2^x changes its integer part
    gaps.push_back(-static_cast<double>(random.below(std::int64_t{1} << 50)) * 0x1p-50 * 692);
    gaps.push_back(-std::ldexp(static_cast<double>(random.below(1 << 30)),
                               -30 - static_cast<int>(random.below(60))));
    const double half = (static_cast<double>(random.below(999)) + 0.5) / softmax_factor;
    gaps.push_back(-half * (1 + static_cast<double>(random.between(-4, 4)) * 0x1p-52));
  }
  std::vector<double> weights(gaps.size());
  for (const SoftmaxKernel& kernel : softmax_kernels()) {
    INFO(std::string(kernel.name));
    kernel.weigh(softmax_factor, gaps.size(), gaps.data(), weights.data());
    const Rational slope = kernel.is_fused ? 1 : 2;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      const Rational gap = exact(gaps[i]);
      const Ball truth = exp(Ball(gap, 128));
      const Rational low = truth.lower();
      const Rational error = (exact(weights[i]) - low).abs() / low;
      const Rational bound = (Rational(4) + slope * gap.abs()) * unit() * Rational(1025, 1024);
      if (error > bound) FAIL_CHECK(gap.to_string());
    }
  }
}

TEST_CASE("a gap below the floor weighs about 2^-1000 and 0 weighs 1 on every path") {
  const std::vector<double> gaps{0, -0.0, -694, -1e4, -1e9, softmax_padding, -0x1p62, -1e300};
  std::vector<double> weights(gaps.size());
  for (const SoftmaxKernel& kernel : softmax_kernels()) {
    INFO(std::string(kernel.name));
    kernel.weigh(softmax_factor, gaps.size(), gaps.data(), weights.data());
    CHECK(weights[0] == 1);
    CHECK(weights[1] == 1);
    for (std::size_t i = 2; i < gaps.size(); ++i) {
      CHECK(weights[i] > 0x1p-1003);
      CHECK(weights[i] < 0x1p-998);
    }
  }
}

}  // namespace
}  // namespace attest::engine
