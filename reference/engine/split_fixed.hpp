// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums over tokens in fixed point, with a proved bound on the error.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "reference/engine/split_readout.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// A ReadoutSum in units of `unit`: for every word the true sum is within `error` units of
/// constant + sum of gains, and every partial sum, `error` + 1 added, is less than 2^(bits - 1) in
/// absolute value.
struct FixedSum {
  std::int64_t constant = 0;
  std::vector<std::array<std::int64_t, 2>> gain = {};  ///< [free tokens] by value
  std::int64_t error = 0;                              ///< [units]; 0: exact
  bool is_exact = false;
  Rational unit = 1;
};

/// The sum in numbers of `bits` bits (16, 32 or 64): exact where its numbers are rationals over one
/// denominator and small enough, else rounded, each number by at most one unit, in the finest
/// unit 2^-k that fits. Nothing where not even a unit of 2^4096 fits, or exponents are so far apart
/// that a number has no enclosure of that fineness.
[[nodiscard]] std::optional<FixedSum> fixed_sum(const ReadoutSum& sum, int bits);

}  // namespace attest::engine
