// SPDX-License-Identifier: Apache-2.0
/// \file
/// The three arithmetics behind the evaluator: thin adapters over Rational, Ball and Float.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "reference/model/evaluate.hpp"

namespace attest::model {

/// A number of ball arithmetic: rational while it can be, a ball once it is transcendental. Exact
/// scores cost a tenth of enclosed ones, and stay exact.
struct Mixed {
  std::variant<Rational, Ball> value;

  friend Mixed operator+(const Mixed& a, const Mixed& b);
  friend Mixed operator-(const Mixed& a, const Mixed& b);
  friend Mixed operator*(const Mixed& a, const Mixed& b);
  friend Mixed operator/(const Mixed& a, const Mixed& b);
  Mixed& operator+=(const Mixed& other) { return *this = *this + other; }
  Mixed& operator*=(const Mixed& other) { return *this = *this * other; }
};

/// Exact rationals.
struct Exact {
  using Value = Rational;  ///< an entry of the state
  using Wire = Rational;   ///< a wire of a circuit

  [[nodiscard]] Value of(const Rational& x) const { return x; }
  [[nodiscard]] Wire wire_of(const Rational& x) const { return x; }
  [[nodiscard]] Value value_of(const Wire& x) const { return x; }
};

/// Certified enclosures at `precision` [bits].
struct Enclosed {
  using Value = Mixed;
  using Wire = Mixed;
  int precision;

  [[nodiscard]] Value of(const Rational& x) const { return {x}; }
  [[nodiscard]] Wire wire_of(const Rational& x) const { return {x}; }
  [[nodiscard]] Wire wire_of(const Mixed& x) const;  ///< a ball of one number becomes a rational
  [[nodiscard]] Value value_of(const Wire& x) const { return x; }
};

/// Every operation rounded to nearest even at `precision` [bits].
struct Rounded {
  using Value = Float;
  using Wire = Float;
  int precision;

  [[nodiscard]] Value of(const Rational& x) const { return {x, precision}; }
  [[nodiscard]] Wire wire_of(const Rational& x) const { return of(x); }
  [[nodiscard]] Wire wire_of(const Float& x) const { return x; }
  [[nodiscard]] Value value_of(const Wire& x) const { return x; }
};

/// Whether a < b; no value: not decided at this precision. (Of balls: in ball.hpp.)
[[nodiscard]] inline std::optional<bool> less(const Rational& a, const Rational& b) {
  return a < b;
}
[[nodiscard]] inline std::optional<bool> less(const Float& a, const Float& b) { return a < b; }
[[nodiscard]] std::optional<bool> less(const Mixed& a, const Mixed& b);

/// Whether x is known to be zero.
[[nodiscard]] inline bool is_zero(const Rational& x) { return x.is_zero(); }
[[nodiscard]] inline bool is_zero(const Float& x) { return x.sign() == 0; }
[[nodiscard]] bool is_zero(const Ball& x);
[[nodiscard]] bool is_zero(const Mixed& x);

/// Whether a and b are known to be the same number.
[[nodiscard]] inline bool is_same(const Rational& a, const Rational& b) { return a == b; }
[[nodiscard]] inline bool is_same(const Float& a, const Float& b) { return a == b; }
[[nodiscard]] bool is_same(const Ball& a, const Ball& b);
[[nodiscard]] bool is_same(const Mixed& a, const Mixed& b);

/// The rational that x is, if that is known.
[[nodiscard]] inline std::optional<Rational> exactly(const Rational& x) { return x; }
[[nodiscard]] inline std::optional<Rational> exactly(const Float& x) { return x.to_rational(); }
[[nodiscard]] std::optional<Rational> exactly(const Ball& x);
[[nodiscard]] std::optional<Rational> exactly(const Mixed& x);

/// The greatest integer <= x. \throws Undecided
[[nodiscard]] inline Integer floor(const Rational& x) { return x.floor(); }
[[nodiscard]] inline Integer floor(const Float& x) { return x.to_rational().floor(); }
[[nodiscard]] Integer floor(const Mixed& x);

/// floor(x + 1/2). \throws Undecided
[[nodiscard]] inline Integer round(const Rational& x) { return x.round_half_up(); }
[[nodiscard]] inline Integer round(const Float& x) { return x.to_rational().round_half_up(); }
[[nodiscard]] Integer round(const Mixed& x);

/// max(x, 0).
[[nodiscard]] inline Rational relu(const Rational& x) { return x > Rational() ? x : Rational(); }
[[nodiscard]] inline Float relu(const Float& x) { return x.sign() > 0 ? x : Float(); }
[[nodiscard]] Mixed relu(const Mixed& x);

/// The number as a trace keeps it, and back.
[[nodiscard]] inline Number number_of(const Rational& x) { return x; }
[[nodiscard]] inline Number number_of(const Float& x) { return x; }
[[nodiscard]] Number number_of(const Mixed& x);
[[nodiscard]] inline Rational value_in(const Exact&, const Number& x) {
  return std::get<Rational>(x);
}
[[nodiscard]] Mixed value_in(const Enclosed&, const Number& x);
[[nodiscard]] inline Float value_in(const Rounded&, const Number& x) { return std::get<Float>(x); }

/// e^x of a wire. \throws Undefined where e^x is not rational
[[nodiscard]] Rational exponential(const Exact& arithmetic, const Rational& x);
[[nodiscard]] Mixed exponential(const Enclosed& arithmetic, const Mixed& x);
[[nodiscard]] Float exponential(const Rounded& arithmetic, const Float& x);

/// cos(2 pi (x - shift)) of a wire: the sine with shift 1/4. Exact for the angles where it is
/// rational, which by Niven's theorem have the denominators 1, 2, 3, 4 and 6; rounded once in p-bit
/// arithmetic.
/// \throws Undefined where it is not rational and has to be
[[nodiscard]] Rational cosine(const Exact& arithmetic, const Rational& x, const Rational& shift);
[[nodiscard]] Mixed cosine(const Enclosed& arithmetic, const Mixed& x, const Rational& shift);
[[nodiscard]] Float cosine(const Rounded& arithmetic, const Float& x, const Rational& shift);

/// The truth of `answer`. \throws Undecided if it has none; `question` says what was asked
[[nodiscard]] inline bool decide(std::optional<bool> answer, const char* question) {
  if (!answer) throw Undecided(std::string(question) + " is not decided at this precision");
  return *answer;
}

/// x as an integer; `what` names it. \throws Undefined if it is none, Undecided
template <typename Number>
[[nodiscard]] Integer integer_value(const Number& x, const char* what) {
  const std::optional<Rational> value = exactly(x);
  if (!value) throw Undecided(std::string(what) + " is not known exactly at this precision");
  if (!value->is_integer()) {
    throw Undefined(std::string(what) + " " + value->to_string() + " is not an integer");
  }
  return value->num();
}

}  // namespace attest::model
