// SPDX-License-Identifier: Apache-2.0
/// \file
/// 128-bit hashes whose sums are digests that do not depend on the order of the summands.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace attest {

class Integer;
class Rational;

/// An integer mod 2^128: a hash, or a sum of hashes.
struct Hash128 {
  std::uint64_t low = 0;   ///< bits 0 to 63
  std::uint64_t high = 0;  ///< bits 64 to 127

  friend bool operator==(const Hash128&, const Hash128&) = default;
  /// Order as integers.
  friend std::strong_ordering operator<=>(const Hash128& a, const Hash128& b) noexcept {
    return a.high != b.high ? a.high <=> b.high : a.low <=> b.low;
  }

  /// Sum mod 2^128.
  Hash128& operator+=(const Hash128& other) noexcept {
    const bool has_carry = __builtin_add_overflow(low, other.low, &low);
    high += other.high + (has_carry ? 1 : 0);
    return *this;
  }
  /// Sum mod 2^128.
  friend Hash128 operator+(Hash128 a, const Hash128& b) noexcept { return a += b; }

  /// 32 lower-case hexadecimal digits, most significant first.
  [[nodiscard]] std::string to_hex() const;
};

/// Writes to_hex().
std::ostream& operator<<(std::ostream& out, const Hash128& hash);

/// Hashes a sequence of values to 128 bits, the same on every machine. Not cryptographic: it
/// separates honest values.
///
/// Two lanes absorb every 64-bit word with the round function and the finaliser of
/// MurmurHash3_x64_128 (A. Appleby, public domain). For a fixed word a round is a bijection of the
/// state, so no round loses information about the past. Strings and numbers write their length
/// first, so different sequences of values are different sequences of words.
class Hasher128 {
 public:
  /// Absorbs one word.
  void add(std::uint64_t word) noexcept {
    low_ = (std::rotl(low_ ^ (std::rotl(word * multiplier_a, 31) * multiplier_b), 27) + high_) * 5 +
           0x52dce729;
    high_ =
        (std::rotl(high_ ^ (std::rotl(word * multiplier_b, 33) * multiplier_a), 31) + low_) * 5 +
        0x38495ab5;
    ++words_;
  }
  /// Absorbs the length, then the bytes, eight to a word, the first byte least significant.
  void add(std::string_view bytes) noexcept;
  /// Absorbs the sign and the number of limbs, then the limbs.
  void add(const Integer& value);
  /// Absorbs the numerator, then the denominator.
  void add(const Rational& value);

  /// The hash of everything absorbed so far; more may be absorbed afterwards.
  [[nodiscard]] Hash128 finish() const noexcept {
    std::uint64_t low = low_ ^ words_;
    std::uint64_t high = high_ ^ words_;
    low += high;
    high += low;
    low = avalanche(low);
    high = avalanche(high);
    low += high;
    high += low;
    return {.low = low, .high = high};
  }

 private:
  static constexpr std::uint64_t multiplier_a = 0x87c37b91114253d5;
  static constexpr std::uint64_t multiplier_b = 0x4cf5ad432745937f;

  static std::uint64_t avalanche(std::uint64_t x) noexcept {
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
    return x ^ (x >> 33);
  }

  std::uint64_t low_ = multiplier_a;  // not 0: no sequence is neutral in a sum
  std::uint64_t high_ = multiplier_b;
  std::uint64_t words_ = 0;
};

}  // namespace attest
