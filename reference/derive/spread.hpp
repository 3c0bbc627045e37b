// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is known of a number over all inputs at once: its exact values under hardmax, and how far
/// softmax may leave it from them.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::derive {

/// A number that is exactly one of low, low + step, .., high (step 0: anything between) under
/// hardmax; under softmax it lies in [soft_low, soft_high] and within `off` of that same value.
struct Spread {
  Rational low = 0;
  Rational high = 0;
  Rational step = 0;
  Rational soft_low = 0;
  Rational soft_high = 0;
  Rational off = 0;

  /// Whether the exact value may be any number of an interval.
  [[nodiscard]] bool is_continuous() const { return step.is_zero() && low < high; }
};

/// One number, under hardmax and softmax.
[[nodiscard]] Spread exactly(const Rational& value);
/// -1 or 1, the same under softmax.
[[nodiscard]] Spread a_sign();
/// Nothing but the bounds, and no relation between hardmax and softmax. \pre low <= high
[[nodiscard]] Spread anything(const Rational& low, const Rational& high);
/// x + y
[[nodiscard]] Spread operator+(const Spread& x, const Spread& y);
/// weight * x
[[nodiscard]] Spread operator*(const Rational& weight, const Spread& x);
/// One of both, not known which.
[[nodiscard]] Spread either(const Spread& x, const Spread& y);
/// The least multiple of 2^-192 that is >= x: keeps the numbers of long propagations short.
[[nodiscard]] Rational rounded_up(const Rational& x);

/// The function u -> sum of weight * relu(sign * u + constant).
class Bend {
 public:
  /// \param sign 1 or -1
  void add(const Rational& weight, int sign, const Rational& constant);

  [[nodiscard]] Rational at(const Rational& u) const;
  /// Slope and constant, where the function is affine on all values of u. \post u -> slope u +
  /// constant there
  [[nodiscard]] std::optional<std::pair<Rational, Rational>> affine_on(const Spread& u) const;
  /// The values of the function.
  [[nodiscard]] Spread image(const Spread& u) const;

 private:
  struct Piece {
    Rational weight;
    int sign;
    Rational constant;
  };

  [[nodiscard]] std::vector<Rational> bends_within(const Rational& low, const Rational& high) const;
  [[nodiscard]] std::vector<Rational> exact_points(const Spread& u) const;
  [[nodiscard]] Rational greatest_change(const Spread& u,
                                         const std::vector<Rational>& points) const;

  std::vector<Piece> pieces_;
};

}  // namespace attest::derive
