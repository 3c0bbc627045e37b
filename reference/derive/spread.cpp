// SPDX-License-Identifier: Apache-2.0
/// \file
/// Piecewise linear functions of numbers of which a lattice and a distance are known.
#include "reference/derive/spread.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

Rational common_step(const Rational& a, const Rational& b) {
  if (a.is_zero()) return b.abs();
  if (b.is_zero()) return a.abs();
  return Rational(gcd(a.num() * b.den(), b.num() * a.den())) / Rational(a.den() * b.den());
}

/// The step of a number that is one of both, or their sum.
Rational step_of(const Spread& x, const Spread& y) {
  if (x.is_continuous() || y.is_continuous()) return 0;
  return common_step(x.step, y.step);
}

/// Softmax is no further off than `off`.
Spread narrowed(Spread x) {
  x.soft_low = std::max(x.soft_low, x.low - x.off);
  x.soft_high = std::min(x.soft_high, x.high + x.off);
  return x;
}

void keep_once(std::vector<Rational>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

Spread exactly(const Rational& value) {
  return {.low = value, .high = value, .soft_low = value, .soft_high = value};
}

Spread a_sign() { return {.low = -1, .high = 1, .step = 2, .soft_low = -1, .soft_high = 1}; }

Spread anything(const Rational& low, const Rational& high) {
  ATTEST_REQUIRE(low <= high, "anything of an empty interval");
  return {.low = low, .high = high, .soft_low = low, .soft_high = high, .off = high - low};
}

Spread operator+(const Spread& x, const Spread& y) {
  return {.low = x.low + y.low,
          .high = x.high + y.high,
          .step = step_of(x, y),
          .soft_low = x.soft_low + y.soft_low,
          .soft_high = x.soft_high + y.soft_high,
          .off = x.off + y.off};
}

Spread operator*(const Rational& weight, const Spread& x) {
  const bool is_turned = weight.sign() < 0;
  return {.low = weight * (is_turned ? x.high : x.low),
          .high = weight * (is_turned ? x.low : x.high),
          .step = weight.abs() * x.step,
          .soft_low = weight * (is_turned ? x.soft_high : x.soft_low),
          .soft_high = weight * (is_turned ? x.soft_low : x.soft_high),
          .off = weight.abs() * x.off};
}

Spread either(const Spread& x, const Spread& y) {
  Spread result{.low = std::min(x.low, y.low),
                .high = std::max(x.high, y.high),
                .soft_low = std::min(x.soft_low, y.soft_low),
                .soft_high = std::max(x.soft_high, y.soft_high),
                .off = std::max(x.off, y.off)};
  if (!x.is_continuous() && !y.is_continuous()) {
    result.step = common_step(common_step(x.step, y.step), x.low - y.low);
  }
  return result;
}

Rational rounded_up(const Rational& x) {
  static const Rational grain{power_of_two(192)};
  return Rational((x * grain).ceil()) / grain;
}

void Bend::add(const Rational& weight, int sign, const Rational& constant) {
  ATTEST_REQUIRE(sign == 1 || sign == -1, "a sign of a bend");
  pieces_.push_back({.weight = weight, .sign = sign, .constant = constant});
}

Rational Bend::at(const Rational& u) const {
  Rational result = 0;
  for (const Piece& piece : pieces_) {
    const Rational argument = (piece.sign > 0 ? u : -u) + piece.constant;
    if (argument.sign() > 0) result += piece.weight * argument;
  }
  return result;
}

std::vector<Rational> Bend::bends_within(const Rational& low, const Rational& high) const {
  std::vector<Rational> result;
  for (const Piece& piece : pieces_) {
    const Rational bend = piece.sign > 0 ? -piece.constant : piece.constant;
    if (low < bend && bend < high) result.push_back(bend);
  }
  keep_once(result);
  return result;
}

std::optional<std::pair<Rational, Rational>> Bend::affine_on(const Spread& u) const {
  const Rational low = std::min(u.low, u.soft_low);
  const Rational high = std::max(u.high, u.soft_high);
  if (low == high) return std::pair(Rational(0), at(low));
  const Rational slope = (at(high) - at(low)) / (high - low);
  const Rational constant = at(low) - slope * low;
  for (const Rational& bend : bends_within(low, high)) {
    if (at(bend) != slope * bend + constant) return std::nullopt;
  }
  return std::pair(slope, constant);
}

/// Exact values of u such that the function is affine, and changes by an affine amount, between
/// neighbours.
std::vector<Rational> Bend::exact_points(const Spread& u) const {
  std::vector<Rational> changes{u.soft_low - u.off, u.soft_low + u.off, u.soft_high - u.off,
                                u.soft_high + u.off};
  for (const Piece& piece : pieces_) {
    const Rational bend = piece.sign > 0 ? -piece.constant : piece.constant;
    for (const Rational& near : {bend - u.off, bend, bend + u.off}) changes.push_back(near);
  }
  std::vector<Rational> result{u.low, u.high};
  for (const Rational& near : changes) {
    if (near <= u.low || u.high <= near) continue;
    if (u.is_continuous()) {
      result.push_back(near);
      continue;
    }
    const Rational below = u.low + u.step * Rational(((near - u.low) / u.step).floor());
    result.push_back(below);
    if (below < u.high) result.push_back(below + u.step);
  }
  keep_once(result);
  return result;
}

/// Greatest |f(v) - f(x)| for x among `points` and v a soft value within `off` of x: v is a bend or
/// an end of the interval. Between neighbouring points it is a maximum of affine functions.
Rational Bend::greatest_change(const Spread& u, const std::vector<Rational>& points) const {
  Rational greatest = 0;
  for (const Rational& x : points) {
    const Rational low = std::max(u.soft_low, x - u.off);
    const Rational high = std::min(u.soft_high, x + u.off);
    if (low > high) continue;  // no soft value goes with x
    std::vector<Rational> ends = bends_within(low, high);
    ends.push_back(low);
    ends.push_back(high);
    const Rational exact = at(x);
    for (const Rational& v : ends) greatest = std::max(greatest, (at(v) - exact).abs());
  }
  return greatest;
}

Spread Bend::image(const Spread& u) const {
  const std::vector<Rational> points = exact_points(u);
  Spread result = exactly(at(points.front()));
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Rational before = at(points[i - 1]);
    const Rational here = at(points[i]);
    result.low = std::min(result.low, here);
    result.high = std::max(result.high, here);
    if (u.is_continuous()) continue;
    const Rational steps = (points[i] - points[i - 1]) / u.step;
    result.step = common_step(result.step, (here - before) / steps);
  }
  std::vector<Rational> soft = bends_within(u.soft_low, u.soft_high);
  soft.push_back(u.soft_high);
  result.soft_low = result.soft_high = at(u.soft_low);
  for (const Rational& v : soft) {
    const Rational value = at(v);
    result.soft_low = std::min(result.soft_low, value);
    result.soft_high = std::max(result.soft_high, value);
  }
  if (!u.off.is_zero()) result.off = rounded_up(greatest_change(u, points));
  return narrowed(result);
}

}  // namespace attest::derive
