// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Float`: a binary floating-point number with p significant bits, rounded to nearest even.
#pragma once

#include <compare>
#include <iosfwd>
#include <memory>
#include <string>

#include "reference/number/rational.hpp"

namespace attest {

/// A binary float with p >= 1 significant bits, the leading one included (MPFR). Every operation
/// gives the exact result rounded once, to nearest, ties to the even significand; two precisions
/// mix to the larger. With p = 1 the significand of the upper neighbour, 2, is the even one, so
/// ties go away from zero.
///
/// The exponent range is practically unbounded (about +-2^30), without subnormals. Values are
/// finite: a result outside that range, or undefined, is an InputError. Zero has no sign. A
/// moved-from float may only be assigned or destroyed.
class Float {
 public:
  /// Zero at precision 1, so that it never raises the precision of a result.
  Float();
  /// `value` rounded to `precision` [bits]. \pre precision >= 1 \throws InputError float-range
  Float(const Rational& value, int precision);
  Float(const Float& other);
  Float(Float&& other) noexcept;
  Float& operator=(const Float& other);
  Float& operator=(Float&& other) noexcept;
  ~Float();

  friend Float operator+(const Float& a, const Float& b);
  friend Float operator-(const Float& a, const Float& b);
  friend Float operator*(const Float& a, const Float& b);
  /// \throws InputError float-range when b is zero
  friend Float operator/(const Float& a, const Float& b);
  friend Float operator-(const Float& x);
  Float& operator+=(const Float& other) { return *this = *this + other; }
  Float& operator-=(const Float& other) { return *this = *this - other; }
  Float& operator*=(const Float& other) { return *this = *this * other; }
  Float& operator/=(const Float& other) { return *this = *this / other; }
  friend Float exp(const Float& x);

  /// Equality of values; precisions may differ.
  friend bool operator==(const Float& a, const Float& b);
  /// Order of values; precisions may differ.
  friend std::weak_ordering operator<=>(const Float& a, const Float& b);

  /// The value rounded to `precision` [bits]. \pre precision >= 1
  [[nodiscard]] Float round_to(int precision) const;
  /// Significant bits, the leading one included.
  [[nodiscard]] int precision() const;
  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  /// The exact value. \pre the exponent is within +-2^26
  [[nodiscard]] Rational to_rational() const;
  /// The exact value as "p/q" or "p".
  [[nodiscard]] std::string to_string() const;

 private:
  struct Mpfr;
  struct Access;  // operations on the MPFR value, for the source file only
  explicit Float(int precision);

  std::unique_ptr<Mpfr> mpfr_;
};

/// e^x, rounded once. \throws InputError float-range
[[nodiscard]] Float exp(const Float& x);
/// Writes to_string().
std::ostream& operator<<(std::ostream& out, const Float& x);

}  // namespace attest
