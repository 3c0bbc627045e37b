// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many bits tell so many things apart.
#pragma once

#include <bit>
#include <cstdint>

namespace attest {

/// ceil(log2 m); 0 for m <= 1.
[[nodiscard]] constexpr std::int64_t ceil_log2(std::int64_t m) noexcept {
  if (m <= 1) return 0;
  return static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(m - 1)));
}

/// Bits of a number: ceil(log2(value + 1)). \pre value >= 0
[[nodiscard]] constexpr std::int64_t bits_of(std::int64_t value) noexcept {
  return static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(value)));
}

}  // namespace attest
