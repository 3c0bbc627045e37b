// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Ball`: a real number enclosed by midpoint and radius, with certified rounding.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "reference/number/integer.hpp"
#include "reference/number/rational.hpp"

namespace attest {

/// The set of reals within a radius of a midpoint (an Arb ball). The result of an operation
/// contains every value that the operation takes on the operands; its midpoint is rounded to the
/// larger precision of the operands. An operation undefined somewhere on its operands (division by
/// a ball around 0, log or sqrt across 0) gives the indeterminate ball, which contains everything
/// and decides nothing. A moved-from ball may only be assigned or destroyed.
class Ball {
 public:
  /// Exact zero at the least precision, so that it never raises the precision of a result.
  Ball();
  /// Encloses `value`, rounded to `precision` [bits]. \pre precision >= 2
  Ball(const Rational& value, int precision);
  Ball(const Ball& other);
  Ball(Ball&& other) noexcept;
  Ball& operator=(const Ball& other);
  Ball& operator=(Ball&& other) noexcept;
  ~Ball();

  /// Like Ball(value, precision), but keeps every bit of a value whose denominator is a power of
  /// two: radius 0. \pre precision >= 2
  [[nodiscard]] static Ball exact(const Rational& value, int precision);
  /// Encloses pi at `precision` [bits]. \pre precision >= 2
  [[nodiscard]] static Ball pi(int precision);

  friend Ball operator+(const Ball& a, const Ball& b);
  friend Ball operator-(const Ball& a, const Ball& b);
  friend Ball operator*(const Ball& a, const Ball& b);
  friend Ball operator/(const Ball& a, const Ball& b);
  friend Ball operator-(const Ball& x);
  Ball& operator+=(const Ball& other);
  Ball& operator-=(const Ball& other);
  Ball& operator*=(const Ball& other);
  Ball& operator/=(const Ball& other);

  friend Ball exp(const Ball& x);
  friend Ball cos(const Ball& x);
  friend Ball sin(const Ball& x);
  friend Ball log(const Ball& x);
  friend Ball tanh(const Ball& x);
  friend Ball sqrt(const Ball& x);
  friend Ball max(const Ball& a, const Ball& b);
  friend Ball min(const Ball& a, const Ball& b);

  friend std::optional<bool> less(const Ball& a, const Ball& b);
  friend std::optional<bool> less_equal(const Ball& a, const Ball& b);
  friend std::optional<Integer> floor(const Ball& x);
  friend std::optional<Integer> round_half_up(const Ball& x);

  /// Precision to which results are rounded [bits].
  [[nodiscard]] int precision() const noexcept { return precision_; }
  /// Whether `value` is in the ball.
  [[nodiscard]] bool contains(const Rational& value) const;
  /// Whether the ball is one number.
  [[nodiscard]] bool is_exact() const;
  /// Whether the ball is bounded; the indeterminate ball is not.
  [[nodiscard]] bool is_finite() const;
  /// Least k with radius <= 2^k; the least int64 for radius 0, the largest for an unbounded ball.
  [[nodiscard]] std::int64_t radius_log2() const;
  /// A rational <= every number in the ball, rounded down to the precision. \pre is_finite(), below
  /// 2^(2^26)
  [[nodiscard]] Rational lower() const;
  /// A rational >= every number in the ball, rounded up to the precision. \pre is_finite(), below
  /// 2^(2^26)
  [[nodiscard]] Rational upper() const;
  /// Decimal midpoint and radius, e.g. "[3.14159 +/- 2.66e-6]"; for people, not for reading back.
  [[nodiscard]] std::string to_string() const;

 private:
  struct Arb;
  struct Access;  // operations on the Arb value, for the source file only
  explicit Ball(int precision);

  std::unique_ptr<Arb> arb_;
  int precision_;
};

/// Whether a < b: true or false when it holds for all or for no members, otherwise undecided (no
/// value).
[[nodiscard]] std::optional<bool> less(const Ball& a, const Ball& b);
/// Whether a <= b: true or false when it holds for all or for no members, otherwise undecided (no
/// value).
[[nodiscard]] std::optional<bool> less_equal(const Ball& a, const Ball& b);
/// The floor shared by all members; no value when they differ, or beyond 2^(2^26).
[[nodiscard]] std::optional<Integer> floor(const Ball& x);
/// floor(x + 1/2) shared by all members; no value when they differ, or beyond 2^(2^26).
[[nodiscard]] std::optional<Integer> round_half_up(const Ball& x);
/// Encloses the larger of a member of `a` and a member of `b`.
[[nodiscard]] Ball max(const Ball& a, const Ball& b);
/// Encloses the smaller of a member of `a` and a member of `b`.
[[nodiscard]] Ball min(const Ball& a, const Ball& b);
/// Encloses e^x.
[[nodiscard]] Ball exp(const Ball& x);
/// Encloses the cosine [radians].
[[nodiscard]] Ball cos(const Ball& x);
/// Encloses the sine [radians].
[[nodiscard]] Ball sin(const Ball& x);
/// Encloses the natural logarithm; indeterminate unless x > 0.
[[nodiscard]] Ball log(const Ball& x);
/// Encloses the hyperbolic tangent.
[[nodiscard]] Ball tanh(const Ball& x);
/// Encloses the square root; indeterminate unless x >= 0.
[[nodiscard]] Ball sqrt(const Ball& x);
/// Writes to_string().
std::ostream& operator<<(std::ostream& out, const Ball& x);

}  // namespace attest

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::Ball>;
