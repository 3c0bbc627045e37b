// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machine words: 128-bit intermediates, magnitudes and greatest common divisors.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <utility>

namespace attest {

/// Signed 128-bit integer: holds every a d + c b of int64 values with b, d >= 1.
using Int128 = __int128_t;
/// Unsigned 128-bit integer: holds every product of two 64-bit words.
using UInt128 = __uint128_t;

/// The least and the greatest int64.
inline constexpr std::int64_t min64 = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t max64 = std::numeric_limits<std::int64_t>::max();

/// |x| for every int64, -2^63 included.
[[nodiscard]] constexpr std::uint64_t magnitude(std::int64_t x) noexcept {
  return x < 0 ? 0 - static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x);
}

/// The greatest common divisor (Stein's binary algorithm); gcd(0, 0) = 0. Fast when either is a
/// power of two times 1.
[[nodiscard]] constexpr std::uint64_t word_gcd(std::uint64_t a, std::uint64_t b) noexcept {
  if (a == 0 || b == 0) return a | b;
  const int shift = std::countr_zero(a | b);
  a >>= std::countr_zero(a);
  b >>= std::countr_zero(b);
  while (a != b && a != 1 && b != 1) {
    if (a < b) std::swap(a, b);
    a -= b;
    a >>= std::countr_zero(a);
  }
  return std::uint64_t{a < b ? a : b} << shift;
}

}  // namespace attest
