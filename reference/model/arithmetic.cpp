// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers that are rational or enclosed, and the cosines that are rational.
#include "reference/model/arithmetic.hpp"

#include <algorithm>

namespace attest::model {
namespace {

const Rational* rational(const Mixed& x) { return std::get_if<Rational>(&x.value); }

// Precision of the balls among the two; a rational has none.
int precision_of(const Mixed& a, const Mixed& b) {
  int precision = 2;
  for (const Mixed* x : {&a, &b}) {
    if (const Ball* ball = std::get_if<Ball>(&x->value)) {
      precision = std::max(precision, ball->precision());
    }
  }
  return precision;
}

Ball ball_of(const Mixed& x, int precision) {
  const Rational* exact = rational(x);
  return exact != nullptr ? Ball::exact(*exact, precision) : std::get<Ball>(x.value);
}

template <typename Operation>
Mixed combine(const Mixed& a, const Mixed& b, Operation operation) {
  const Rational* x = rational(a);
  const Rational* y = rational(b);
  if (x != nullptr && y != nullptr) return {operation(*x, *y)};
  const int precision = precision_of(a, b);
  return {operation(ball_of(a, precision), ball_of(b, precision))};
}

// cos(2 pi x) where it is rational.
std::optional<Rational> rational_cosine(const Rational& x) {
  const Rational turn = x - Rational(x.floor());  // in [0, 1)
  const Rational angle = turn > Rational(1, 2) ? Rational(1) - turn : turn;
  if (angle == Rational(0)) return Rational(1);
  if (angle == Rational(1, 6)) return Rational(1, 2);
  if (angle == Rational(1, 4)) return Rational(0);
  if (angle == Rational(1, 3)) return Rational(-1, 2);
  if (angle == Rational(1, 2)) return Rational(-1);
  return std::nullopt;
}

// cos(2 pi x), enclosed; the turns are taken off exactly before anything is rounded.
Ball enclosed_cosine(const Rational& x, int precision) {
  const Rational turn = x - Rational(x.floor());
  return cos(Ball::exact(turn * Rational(2), precision) * Ball::pi(precision));
}

}  // namespace

Mixed operator+(const Mixed& a, const Mixed& b) {
  return combine(a, b, [](const auto& x, const auto& y) { return x + y; });
}

Mixed operator-(const Mixed& a, const Mixed& b) {
  return combine(a, b, [](const auto& x, const auto& y) { return x - y; });
}

Mixed operator*(const Mixed& a, const Mixed& b) {
  // 0 times anything is rational.
  if (is_zero(a) || is_zero(b)) return {Rational()};
  return combine(a, b, [](const auto& x, const auto& y) { return x * y; });
}

Mixed operator/(const Mixed& a, const Mixed& b) {
  return combine(a, b, [](const auto& x, const auto& y) { return x / y; });
}

Mixed Enclosed::wire_of(const Mixed& x) const {
  if (rational(x) != nullptr) return x;
  if (const std::optional<Rational> value = exactly(x)) return {*value};
  return x;
}

Number number_of(const Mixed& x) {
  if (const Rational* value = rational(x)) return *value;
  return std::get<Ball>(x.value);
}

Mixed value_in(const Enclosed&, const Number& x) {
  if (const Rational* value = std::get_if<Rational>(&x)) return {*value};
  return {std::get<Ball>(x)};
}

std::optional<bool> less(const Mixed& a, const Mixed& b) {
  const Rational* x = rational(a);
  const Rational* y = rational(b);
  if (x != nullptr && y != nullptr) return *x < *y;
  const int precision = precision_of(a, b);
  return attest::less(ball_of(a, precision), ball_of(b, precision));
}

bool is_zero(const Ball& x) { return x.is_exact() && x.contains(Rational()); }

bool is_zero(const Mixed& x) {
  return std::visit([](const auto& value) { return is_zero(value); }, x.value);
}

bool is_same(const Ball& a, const Ball& b) {
  return a.is_exact() && b.is_exact() && attest::less(a, b) == false && attest::less(b, a) == false;
}

bool is_same(const Mixed& a, const Mixed& b) {
  const std::optional<Rational> x = exactly(a);
  return x && x == exactly(b);
}

std::optional<Rational> exactly(const Ball& x) {
  if (!x.is_exact() || !x.is_finite()) return std::nullopt;
  Rational lower = x.lower();
  if (lower != x.upper()) return std::nullopt;  // more bits than the ball's precision
  return lower;
}

std::optional<Rational> exactly(const Mixed& x) {
  return std::visit([](const auto& value) { return exactly(value); }, x.value);
}

Integer floor(const Mixed& x) {
  if (const Rational* value = rational(x)) return value->floor();
  const std::optional<Integer> result = attest::floor(std::get<Ball>(x.value));
  if (!result) throw Undecided("a floor is not decided at this precision");
  return *result;
}

Integer round(const Mixed& x) {
  if (const Rational* value = rational(x)) return value->round_half_up();
  const std::optional<Integer> result = attest::round_half_up(std::get<Ball>(x.value));
  if (!result) throw Undecided("a rounding is not decided at this precision");
  return *result;
}

Mixed relu(const Mixed& x) {
  if (const Rational* value = rational(x)) return {relu(*value)};
  return {max(std::get<Ball>(x.value), Ball())};
}

Rational exponential(const Exact&, const Rational& x) {
  if (x.is_zero()) return 1;
  throw Undefined("e^" + x.to_string() + " is not rational");
}

Mixed exponential(const Enclosed& arithmetic, const Mixed& x) {
  if (is_zero(x)) return {Rational(1)};
  return {exp(ball_of(x, arithmetic.precision))};
}

Float exponential(const Rounded& arithmetic, const Float& x) {
  return exp(x.precision() < arithmetic.precision ? x + arithmetic.of(0) : x);
}

Rational cosine(const Exact&, const Rational& x, const Rational& shift) {
  const std::optional<Rational> value = rational_cosine(x - shift);
  if (!value) throw Undefined("cos(2 pi " + (x - shift).to_string() + ") is not rational");
  return *value;
}

Mixed cosine(const Enclosed& arithmetic, const Mixed& x, const Rational& shift) {
  if (const Rational* turns = rational(x)) {
    if (const std::optional<Rational> value = rational_cosine(*turns - shift)) return {*value};
    return {enclosed_cosine(*turns - shift, arithmetic.precision)};
  }
  const Ball& turns = std::get<Ball>(x.value);
  const int precision = turns.precision();
  return {cos((turns - Ball::exact(shift, precision)) * Ball(2, precision) * Ball::pi(precision))};
}

Float cosine(const Rounded& arithmetic, const Float& x, const Rational& shift) {
  const Rational turns = x.to_rational() - shift;
  if (const std::optional<Rational> value = rational_cosine(turns)) return arithmetic.of(*value);
  // It is irrational, so that some enclosure rounds to one float.
  for (int precision = arithmetic.precision + 32;; precision *= 2) {
    const Ball enclosure = enclosed_cosine(turns, precision);
    Float lower = arithmetic.of(enclosure.lower());
    if (lower == arithmetic.of(enclosure.upper())) return lower;
  }
}

}  // namespace attest::model
