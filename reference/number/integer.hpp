// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Integer`: an exact integer, int64 inline and a GMP number beyond.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace attest {

/// Machine integers that convert to `Integer`; `bool` is a truth value, not a number.
template <typename T>
concept MachineInteger =
    std::integral<T> && !std::same_as<std::remove_cv_t<T>, bool> && sizeof(T) <= 8;

/// An exact integer of any size. Promoted on overflow, demoted when the value fits int64 again, so
/// that equal values have equal representations.
class Integer {
 public:
  /// Zero.
  Integer() noexcept = default;
  /// The value of a machine integer.
  template <MachineInteger T>
  Integer(T value) {  // implicit on purpose: every machine integer is an integer
    if (std::in_range<std::int64_t>(value)) {
      small_ = static_cast<std::int64_t>(+value);
    } else {
      assign_unsigned(static_cast<std::uint64_t>(value));
    }
  }
  Integer(const Integer& other)
      : small_(other.small_), big_(other.big_ ? clone(*other.big_) : BigPointer()) {}
  Integer(Integer&& other) noexcept = default;  // a moved-from big value is left zero
  Integer& operator=(const Integer& other) {
    if (!big_ && !other.big_) {
      small_ = other.small_;
    } else {
      *this = Integer(other);
    }
    return *this;
  }
  Integer& operator=(Integer&& other) noexcept = default;
  ~Integer() = default;

  /// The value of -?[0-9]+ in base ten. \throws InputError number-syntax
  [[nodiscard]] static Integer parse(std::string_view text);
  /// The value whose magnitude is `limbs` [64-bit, least significant first]; leading zero limbs are
  /// allowed.
  [[nodiscard]] static Integer from_limbs(std::span<const std::uint64_t> limbs, bool is_negative);

  Integer& operator+=(const Integer& other) {
    std::int64_t result = 0;
    if (!big_ && !other.big_ && !__builtin_add_overflow(small_, other.small_, &result)) {
      small_ = result;
      return *this;
    }
    return add_big(other);
  }
  Integer& operator-=(const Integer& other) {
    std::int64_t result = 0;
    if (!big_ && !other.big_ && !__builtin_sub_overflow(small_, other.small_, &result)) {
      small_ = result;
      return *this;
    }
    return subtract_big(other);
  }
  Integer& operator*=(const Integer& other) {
    std::int64_t result = 0;
    if (!big_ && !other.big_ && !__builtin_mul_overflow(small_, other.small_, &result)) {
      small_ = result;
      return *this;
    }
    return multiply_big(other);
  }
  friend Integer operator+(Integer a, const Integer& b) { return std::move(a += b); }
  friend Integer operator-(Integer a, const Integer& b) { return std::move(a -= b); }
  friend Integer operator*(Integer a, const Integer& b) { return std::move(a *= b); }
  friend Integer operator-(const Integer& a) { return Integer() - a; }

  friend bool operator==(const Integer& a, const Integer& b) {
    return !a.big_ && !b.big_ ? a.small_ == b.small_ : compare_big(a, b) == 0;
  }
  friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
    return !a.big_ && !b.big_ ? a.small_ <=> b.small_ : compare_big(a, b) <=> 0;
  }

  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_zero() const noexcept { return !big_ && small_ == 0; }
  /// |x|.
  [[nodiscard]] Integer abs() const { return sign() < 0 ? -*this : *this; }
  /// Least k with |x| < 2^k; 0 for x = 0.
  [[nodiscard]] std::int64_t bit_length() const;
  [[nodiscard]] bool fits_int64() const noexcept { return !big_; }
  /// The value as int64. \pre fits_int64()
  [[nodiscard]] std::int64_t to_int64() const;
  /// |x| [64-bit limbs, least significant first], without leading zero limbs; empty for x = 0.
  [[nodiscard]] std::vector<std::uint64_t> magnitude_limbs() const;
  /// The value in base ten.
  [[nodiscard]] std::string to_string() const;
  /// A well-mixed hash of the value, the same on every machine.
  [[nodiscard]] std::uint64_t hash() const;

  friend Integer floor_div(const Integer& a, const Integer& b);
  friend Integer floor_mod(const Integer& a, const Integer& b);
  friend Integer exact_div(const Integer& a, const Integer& b);
  friend Integer gcd(const Integer& a, const Integer& b);
  friend Integer pow(const Integer& base, unsigned exponent);

 private:
  struct Big;
  struct BigDelete {
    void operator()(Big* big) const noexcept;
  };
  using BigPointer = std::unique_ptr<Big, BigDelete>;
  struct Access;  // conversions to and from Boost, for the source file only

  static BigPointer clone(const Big& big);
  static int compare_big(const Integer& a, const Integer& b);
  void assign_unsigned(std::uint64_t value);
  Integer& add_big(const Integer& other);
  Integer& subtract_big(const Integer& other);
  Integer& multiply_big(const Integer& other);

  std::int64_t small_ = 0;  // the value, or 0 when big_ holds it
  BigPointer big_;          // set exactly when the value does not fit int64
};

/// floor(a / b). \throws InputError division-by-zero
[[nodiscard]] Integer floor_div(const Integer& a, const Integer& b);
/// a - b floor(a / b): in [0, b) for b > 0 and in (b, 0] for b < 0. \throws InputError
/// division-by-zero
[[nodiscard]] Integer floor_mod(const Integer& a, const Integer& b);
/// a / b. \pre b divides a \throws InputError division-by-zero
[[nodiscard]] Integer exact_div(const Integer& a, const Integer& b);
/// The greatest common divisor, >= 0; gcd(0, 0) = 0.
[[nodiscard]] Integer gcd(const Integer& a, const Integer& b);
/// The least common multiple, >= 0; 0 if either is 0.
[[nodiscard]] Integer lcm(const Integer& a, const Integer& b);
/// base^exponent; 0^0 = 1.
[[nodiscard]] Integer pow(const Integer& base, unsigned exponent);
/// 2^exponent.
[[nodiscard]] Integer power_of_two(unsigned exponent);
/// Writes the value in base ten.
std::ostream& operator<<(std::ostream& out, const Integer& value);

}  // namespace attest

/// Hash of an Integer, for the standard unordered containers.
template <>
struct std::hash<attest::Integer> {
  std::size_t operator()(const attest::Integer& value) const { return value.hash(); }
};
