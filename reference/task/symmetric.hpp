// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks on bits: symmetric functions, parity, linear thresholds; and what is counted about them.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// The sign of a symmetric function: one entry, +1 if `values`[s] is 1 and -1 if it is 0, where s
/// is the number of ones. Cases: [n x 1], entries 0 or 1, n + 1 = values.size().
[[nodiscard]] Task symmetric_sign(std::vector<int> values);

/// One entry: the number of ones mod 2. Cases: [n x 1], entries 0 or 1.
[[nodiscard]] Task parity();

/// The sign of parity: one entry, +1 for an odd number of ones, -1 for an even one.
[[nodiscard]] Task parity_sign();

/// One entry for each threshold: +1 if the sum of the weights at ones exceeds it, else -1.
/// Cases: [n x 1], entries 0 or 1, n = weights.size().
[[nodiscard]] Task linear_thresholds(std::vector<std::int64_t> weights,
                                     std::vector<Rational> thresholds);

/// Whether a word counts as won whose every class is balanced.
enum class Balance { does_not_count, counts };

/// One entry: 1 iff, of the classes of positions j mod `classes` from the last one down, the first
/// with unequally many ones and zeros has more ones. Cases: [n x 1], entries 0 or 1.
[[nodiscard]] Task priority_majority(std::int64_t classes,
                                     Balance balance = Balance::does_not_count);

/// Number of k with values[k] != values[k+1].
[[nodiscard]] int sign_changes(const std::vector<int>& values);

/// Average over the 2^n words of the number of bits whose flip changes the value.
/// \param table [2^n] values of a function of n bits, bit j of the index is x_j
[[nodiscard]] Rational average_sensitivity(const std::vector<int>& table);

}  // namespace attest::task
