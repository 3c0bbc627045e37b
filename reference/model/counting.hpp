// SPDX-License-Identifier: Apache-2.0
/// \file
/// A fourth arithmetic for the literal evaluator: as exact as balls, and it counts what it does.
#pragma once

#include <cstdint>
#include <optional>

#include "reference/model/arithmetic.hpp"

namespace attest::model {

/// How many operations an evaluation took. Products with 0 and sums with 0 that the evaluator skips
/// are not among them; nor are masks, which are evaluated once a pass.
struct Operations {
  std::int64_t additions = 0;  ///< and subtractions
  std::int64_t multiplications = 0;
  std::int64_t divisions = 0;
  std::int64_t comparisons = 0;     ///< a ReLU is one
  std::int64_t roundings = 0;       ///< floor and round
  std::int64_t exponentials = 0;    ///< of e, and of a softmax base
  std::int64_t trigonometrics = 0;  ///< cosines and sines

  /// All of them.
  [[nodiscard]] std::int64_t all() const {
    return additions + multiplications + divisions + comparisons + roundings + exponentials +
           trigonometrics;
  }
  friend bool operator==(const Operations&, const Operations&) = default;
};

/// The operations of evaluating and decoding `model` on `tokens` [inputs x fields], any_hardmax
/// heads under average_hardmax. Rational as long as the numbers are, enclosed beyond; where that
/// leaves a comparison open, it is counted anew at twice the precision. \throws Undefined,
/// Undecided
[[nodiscard]] Operations operations(const Transformer& model, const Matrix& tokens);

/// A number that knows where its operations are counted.
struct Counted {
  Mixed value;
  Operations* counts = nullptr;  ///< null in a default-constructed value alone

  friend Counted operator+(const Counted& a, const Counted& b);
  friend Counted operator-(const Counted& a, const Counted& b);
  friend Counted operator*(const Counted& a, const Counted& b);
  friend Counted operator/(const Counted& a, const Counted& b);
  Counted& operator+=(const Counted& other) { return *this = *this + other; }
  Counted& operator*=(const Counted& other) { return *this = *this * other; }
};

/// Rationals, enclosed once they must be, that count.
struct Counting {
  using Value = Counted;
  using Wire = Counted;
  int precision;  ///< [bits]
  Operations* counts;

  [[nodiscard]] Value of(const Rational& x) const { return {{x}, counts}; }
  [[nodiscard]] Wire wire_of(const Rational& x) const { return of(x); }
  [[nodiscard]] Wire wire_of(const Counted& x) const { return x; }
  [[nodiscard]] Value value_of(const Wire& x) const { return x; }
};

// What the evaluator asks of the numbers of every arithmetic; see arithmetic.hpp.
[[nodiscard]] std::optional<bool> less(const Counted& a, const Counted& b);
[[nodiscard]] bool is_zero(const Counted& x);
[[nodiscard]] bool is_same(const Counted& a, const Counted& b);
[[nodiscard]] std::optional<Rational> exactly(const Counted& x);
[[nodiscard]] Integer floor(const Counted& x);
[[nodiscard]] Integer round(const Counted& x);
[[nodiscard]] Counted relu(const Counted& x);
[[nodiscard]] Number number_of(const Counted& x);
[[nodiscard]] Counted exponential(const Counting& arithmetic, const Counted& x);
[[nodiscard]] Counted cosine(const Counting& arithmetic, const Counted& x, const Rational& shift);

/// Counts one power of a softmax base; the other arithmetics count nothing.
template <typename A>
void count_power(const A&) {}
inline void count_power(const Counting& arithmetic) { ++arithmetic.counts->exponentials; }

}  // namespace attest::model
