// SPDX-License-Identifier: Apache-2.0
/// \file
/// Decisions about one mean under softmax: rounded to a grid, compared with a number. First the
/// filter, then balls of 64, 128, 256, ... bits, then the theorem of Lindemann and Weierstrass for
/// exact ties; what is left is unknown, never guessed.
#pragma once

#include <compare>
#include <optional>
#include <span>

#include "reference/engine/softmax.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// sum of values e^scores / sum of e^scores, exactly. The spans outlive it, are of one length, and
/// hold at least one key.
struct SoftmaxMean {
  std::span<const Rational> scores;
  std::span<const Rational> values;
};

/// What settled a question.
enum class SettledBy {
  filter,    ///< doubles and their bound
  balls,     ///< enclosures at `bits`
  identity,  ///< an exact tie, by Lindemann and Weierstrass
  nothing,   ///< unknown at `bits`
};

/// An answer; none where it is unknown.
template <typename Value>
struct Settled {
  std::optional<Value> value = {};
  SettledBy by = SettledBy::nothing;
  int bits = 0;  ///< greatest precision of the balls that were asked; 0: none were
};

/// floor(2^p x + 1/2) of every x of the estimate, if it is one integer. \pre 0 <= p <= 60
[[nodiscard]] std::optional<Integer> rounded(const Estimate& estimate, int p);

/// How every x of the estimate compares with `bound`, if in one way. It is never "equal".
[[nodiscard]] std::optional<std::strong_ordering> compared(const Estimate& estimate,
                                                           const Rational& bound);

/// Whether the mean is `bound` exactly. For distinct rational scores s the numbers e^s are linearly
/// independent over the rationals (Lindemann-Weierstrass), so sum (v - bound) e^s = 0 if and only
/// if the v - bound of each group of equal scores add up to 0.
[[nodiscard]] bool is_mean(const SoftmaxMean& mean, const Rational& bound);

/// An enclosure of the mean at `precision` [bits].
[[nodiscard]] Ball enclosed(const SoftmaxMean& mean, int precision);

/// floor(2^p mean + 1/2). `estimate` is the filter's, if there is one; balls go up to `most_bits`.
/// \pre 0 <= p <= 60
[[nodiscard]] Settled<Integer> round_mean(const SoftmaxMean& mean,
                                          const std::optional<Estimate>& estimate, int p,
                                          int most_bits);

/// How the mean compares with `bound`.
[[nodiscard]] Settled<std::strong_ordering> compare_mean(const SoftmaxMean& mean,
                                                         const std::optional<Estimate>& estimate,
                                                         const Rational& bound, int most_bits);

}  // namespace attest::engine
