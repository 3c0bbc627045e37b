// SPDX-License-Identifier: Apache-2.0
/// \file
/// Piecewise linear functions of numbers of which a lattice and a distance are known.
#include "reference/derive/spread.hpp"

#include <doctest/doctest.h>

#include <set>

#include "reference/number/random.hpp"

namespace attest::derive {
namespace {

/// [u >= t] on integers, as two units.
Bend step_at(const Rational& t) {
  Bend bend;
  bend.add(1, 1, 1 - t);
  bend.add(-1, 1, -t);
  return bend;
}

Spread lattice(std::int64_t low, std::int64_t high, std::int64_t step, const Rational& off) {
  return {.low = low,
          .high = high,
          .step = step,
          .soft_low = low - off,
          .soft_high = high + off,
          .off = off};
}

}  // namespace

TEST_CASE("a step of an integer that is off by 1/8 is a bit that is off by 1/8") {
  const Spread bit = step_at(2).image(lattice(-5, 9, 1, Rational(1, 8)));
  CHECK(bit.low == 0);
  CHECK(bit.high == 1);
  CHECK(bit.step == 1);
  CHECK(bit.off == Rational(1, 8));
  CHECK(bit.soft_low == 0);
  CHECK(bit.soft_high == 1);
  CHECK(step_at(2).image(lattice(-5, 9, 1, 40)).off == 1);
  // Far from the step nothing is off.
  CHECK(step_at(2).image(lattice(3, 9, 1, Rational(1, 8))).off.is_zero());
}

TEST_CASE("a reset is affine and a gate that is closed is 0") {
  Bend reset;
  reset.add(-1, 1, 0);
  reset.add(1, -1, 0);
  CHECK(reset.affine_on(lattice(-3, 3, 1, 1)) == std::pair(Rational(-1), Rational(0)));
  Bend gate;
  gate.add(1, 1, -2);
  CHECK(gate.affine_on(anything(-2, 2)) == std::pair(Rational(0), Rational(0)));
  CHECK_FALSE(gate.affine_on(anything(-2, 3)).has_value());
}

TEST_CASE("an exact value is compared with the nearest soft one where only that goes with it") {
  Bend slope;
  slope.add(10, -1, 6);  // 10 relu(6 - u)
  const Spread u{.high = 10, .soft_low = Rational(13, 2), .soft_high = 10, .off = 1};
  CHECK(slope.image(u).off == 5);  // u = 11/2, where softmax says 13/2
}

TEST_CASE("sums and unions keep the coarsest lattice that holds both") {
  const Spread sum = a_sign() + Rational(2) * a_sign();
  CHECK(sum.low == -3);
  CHECK(sum.high == 3);
  CHECK(sum.step == 2);
  const Spread both = either(a_sign(), exactly(Rational(1, 2)));
  CHECK(both.step == Rational(1, 2));
  CHECK(either(a_sign(), anything(0, 1)).is_continuous());
  CHECK((Rational(-3) * lattice(0, 2, 1, 1)).low == -6);
}

TEST_CASE("the image of 200 random functions holds every value and every distance tried") {
  for (std::uint64_t index = 0; index < 200; ++index) {
    Random random(3, 1, index);
    Bend bend;
    for (int i = 0; i < 4; ++i) {
      bend.add(Rational(static_cast<std::int64_t>(random.below(9)) - 4, 2),
               random.below(2) == 0 ? 1 : -1,
               Rational(static_cast<std::int64_t>(random.below(17)) - 8, 2));
    }
    const std::int64_t step = 1 + static_cast<std::int64_t>(random.below(3));
    const Rational off(static_cast<std::int64_t>(random.below(12)), 8);
    const Spread u = lattice(-6, -6 + 4 * step, step, off);
    const Spread image = bend.image(u);
    for (Rational x = u.low; x <= u.high; x += step) {
      const Rational exact = bend.at(x);
      CHECK((image.low <= exact && exact <= image.high));
      if (!image.step.is_zero()) CHECK(((exact - image.low) / image.step).is_integer());
      for (Rational v = x - off; v <= x + off; v += Rational(1, 16)) {
        CHECK((bend.at(v) - exact).abs() <= image.off);
        CHECK((image.soft_low <= bend.at(v) && bend.at(v) <= image.soft_high));
      }
    }
  }
}

}  // namespace attest::derive
