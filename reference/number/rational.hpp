// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Rational`: an exact rational, a pair of int64 inline and a GMP number beyond.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

#include "reference/number/integer.hpp"

namespace attest {

/// An exact rational of any size in lowest terms with a denominator >= 1. Inline exactly when both
/// parts fit int64, so equal values have equal representations. Integers take a path without a gcd.
class Rational {
 public:
  /// Zero.
  Rational() noexcept : numerator_(0) {}
  /// The value of a machine integer.
  template <MachineInteger T>
  Rational(T value) : numerator_(0) {  // implicit on purpose: every integer is a rational
    if (std::in_range<std::int64_t>(value)) {
      numerator_ = static_cast<std::int64_t>(+value);
    } else {
      *this = Rational(Integer(value));
    }
  }
  /// The value of an integer; implicit on purpose.
  Rational(const Integer& value);
  /// numerator / denominator, in lowest terms. \throws InputError division-by-zero
  Rational(const Integer& numerator, const Integer& denominator);

  Rational(const Rational& other) : denominator_(other.denominator_) {
    if (other.is_small()) {
      numerator_ = other.numerator_;
    } else {
      big_ = clone(*other.big_);
    }
  }
  Rational(Rational&& other) noexcept : denominator_(other.denominator_) { take(other); }
  Rational& operator=(const Rational& other) {
    if (!is_small() || !other.is_small()) return *this = Rational(other);
    numerator_ = other.numerator_;
    denominator_ = other.denominator_;
    return *this;
  }
  Rational& operator=(Rational&& other) noexcept {
    if (this == &other) return *this;
    if (!is_small()) release(big_);
    denominator_ = other.denominator_;
    take(other);
    return *this;
  }
  ~Rational() {
    if (!is_small()) release(big_);
  }

  /// The value of -?[0-9]+, -?[0-9]+/[0-9]+ or -?[0-9]+.[0-9]+ (exact). \throws InputError
  /// number-syntax, division-by-zero
  [[nodiscard]] static Rational parse(std::string_view text);

  friend Rational operator+(const Rational& a, const Rational& b) {
    std::int64_t result = 0;
    const bool is_inline =
        are_integers(a, b) && !__builtin_add_overflow(a.numerator_, b.numerator_, &result);
    return is_inline ? Rational(result) : sum(a, b);
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    std::int64_t result = 0;
    const bool is_inline =
        are_integers(a, b) && !__builtin_sub_overflow(a.numerator_, b.numerator_, &result);
    return is_inline ? Rational(result) : difference(a, b);
  }
  friend Rational operator*(const Rational& a, const Rational& b) {
    std::int64_t result = 0;
    const bool is_inline =
        are_integers(a, b) && !__builtin_mul_overflow(a.numerator_, b.numerator_, &result);
    return is_inline ? Rational(result) : product(a, b);
  }
  /// The exact quotient. \throws InputError division-by-zero
  friend Rational operator/(const Rational& a, const Rational& b) { return quotient(a, b); }
  friend Rational operator-(const Rational& a) { return Rational() - a; }
  Rational& operator+=(const Rational& other) { return *this = *this + other; }
  Rational& operator-=(const Rational& other) { return *this = *this - other; }
  Rational& operator*=(const Rational& other) { return *this = *this * other; }
  /// Exact division. \throws InputError division-by-zero
  Rational& operator/=(const Rational& other) { return *this = *this / other; }

  friend bool operator==(const Rational& a, const Rational& b) {
    if (!a.is_small() || !b.is_small()) return compare(a, b) == 0;
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return are_integers(a, b) ? a.numerator_ <=> b.numerator_ : compare(a, b) <=> 0;
  }

  /// The numerator in lowest terms; it carries the sign.
  [[nodiscard]] Integer num() const;
  /// The denominator in lowest terms, >= 1.
  [[nodiscard]] Integer den() const;
  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_zero() const noexcept { return is_small() && numerator_ == 0; }
  [[nodiscard]] bool is_integer() const;
  /// |x|.
  [[nodiscard]] Rational abs() const { return sign() < 0 ? -*this : *this; }
  /// The greatest integer <= x.
  [[nodiscard]] Integer floor() const;
  /// The least integer >= x.
  [[nodiscard]] Integer ceil() const;
  /// floor(x + 1/2): the nearest integer, the upper one of two.
  [[nodiscard]] Integer round_half_up() const;
  /// "p/q" in lowest terms, or "p" for an integer.
  [[nodiscard]] std::string to_string() const;
  /// A well-mixed hash of the value, the same on every machine.
  [[nodiscard]] std::uint64_t hash() const;

 private:
  struct Big;
  struct Access;  // conversions to and from Boost, for the source file only

  [[nodiscard]] bool is_small() const noexcept { return denominator_ != 0; }
  static bool are_integers(const Rational& a, const Rational& b) noexcept {
    return a.denominator_ == 1 && b.denominator_ == 1;
  }
  // Moves other's number here and leaves a small value there. \pre denominator_ ==
  // other.denominator_, nothing held
  void take(Rational& other) noexcept {
    if (is_small()) {
      numerator_ = other.numerator_;
    } else {
      big_ = other.big_;
      other.numerator_ = 0;
      other.denominator_ = 1;
    }
  }
  static Big* clone(const Big& big);
  static void release(Big* big) noexcept;
  static Rational sum(const Rational& a, const Rational& b);
  static Rational difference(const Rational& a, const Rational& b);
  static Rational product(const Rational& a, const Rational& b);
  static Rational quotient(const Rational& a, const Rational& b);
  static int compare(const Rational& a, const Rational& b);

  union {
    std::int64_t numerator_;  // when denominator_ >= 1
    Big* big_;                // when denominator_ == 0; owned
  };
  std::int64_t denominator_ = 1;
};

/// Writes to_string().
std::ostream& operator<<(std::ostream& out, const Rational& value);

}  // namespace attest

/// Hash of a Rational, for the standard unordered containers.
template <>
struct std::hash<attest::Rational> {
  std::size_t operator()(const attest::Rational& value) const { return value.hash(); }
};
