// SPDX-License-Identifier: Apache-2.0
/// \file
/// Short, readable ways to write circuits and linear maps; nothing here evaluates anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/model/transformer.hpp"

namespace attest::model {

class CircuitBuilder;

/// A wire of a circuit under construction.
class Wire {
 public:
  [[nodiscard]] int index() const { return index_; }

 private:
  friend class CircuitBuilder;
  Wire(CircuitBuilder* owner, int index) : owner_(owner), index_(index) {}
  CircuitBuilder* owner_;
  int index_;

  friend Wire operator+(Wire a, Wire b);
  friend Wire operator-(Wire a, Wire b);
  friend Wire operator*(Wire a, Wire b);
  friend Wire operator/(Wire a, Wire b);
  friend Wire operator+(Wire a, const Rational& b);
  friend Wire operator-(Wire a, const Rational& b);
  friend Wire operator*(Wire a, const Rational& b);
  friend Wire operator-(const Rational& a, Wire b);
  friend Wire operator+(const Rational& a, Wire b);
  friend Wire operator*(const Rational& a, Wire b);
};

/// Writes a circuit step by step.
class CircuitBuilder {
 public:
  /// A circuit over the named fields.
  explicit CircuitBuilder(std::vector<std::string> fields);
  CircuitBuilder(const CircuitBuilder&) = delete;
  CircuitBuilder& operator=(const CircuitBuilder&) = delete;

  [[nodiscard]] Wire input(std::string_view field);
  [[nodiscard]] Wire position();
  [[nodiscard]] Wire length();
  [[nodiscard]] Wire constant(const Rational& value);
  [[nodiscard]] Wire constant(Weight weight);
  [[nodiscard]] Wire mod(Wire a, Wire b);
  [[nodiscard]] Wire mod(Wire a, const Rational& b);
  [[nodiscard]] Wire floor(Wire a);
  [[nodiscard]] Wire round(Wire a);
  [[nodiscard]] Wire min(Wire a, Wire b);
  [[nodiscard]] Wire max(Wire a, Wire b);
  [[nodiscard]] Wire less(Wire a, Wire b);   ///< [a < b]
  [[nodiscard]] Wire equal(Wire a, Wire b);  ///< [a = b], for integers: 1 - less(a, b) - less(b, a)
  [[nodiscard]] Wire select(Wire condition, Wire if_nonzero, Wire if_zero);
  [[nodiscard]] Wire relu(Wire a);
  [[nodiscard]] Wire exp(Wire a);
  [[nodiscard]] Wire cos_turns(Wire a);
  [[nodiscard]] Wire sin_turns(Wire a);
  [[nodiscard]] Wire table(Wire index, std::vector<Weight> entries);
  /// Bit `bit` (0 = least significant) of the nonnegative or two's complement integer on wire a.
  [[nodiscard]] Wire bit(Wire a, int bit);

  /// Names wire `value` as coordinate `at` of `name`.
  void output(std::string_view name, int at, Wire value);
  void output(std::string_view name, Wire value) { output(name, 0, value); }

  /// The finished circuit. Its steps are in the order in which the outputs need them, operands from
  /// left to right, and then those that no output needs: C++ leaves it to the compiler which
  /// operand of a written expression is made first, and a description must not depend on that.
  [[nodiscard]] Circuit finish() const;

  /// One step with the given operands; the named functions above call it.
  [[nodiscard]] Wire step(Op op, std::vector<int> args, Weight constant = {},
                          std::vector<Weight> table = {});

 private:
  Circuit circuit_;
};

/// The circuit that runs `inner` and hands its outputs to `outer` as fields of the same names.
/// \pre every field of `outer` is an output of `inner` at coordinate 0
[[nodiscard]] Circuit composed(const Circuit& outer, const Circuit& inner);

/// The mask of a causal head: key <= query.
[[nodiscard]] Circuit causal_mask();

/// Index of the largest wire, the first on a tie. \pre there is a wire
[[nodiscard]] Wire argmax(CircuitBuilder& circuit, const std::vector<Wire>& wires);

/// A register of a stream under construction: its first coordinate and its size.
struct Slice {
  int first = 0;
  int size = 0;

  /// Coordinate `i` of the stream. \pre 0 <= i < size
  [[nodiscard]] int operator[](int i) const;
};

/// Declares the registers of a model in order.
class Stream {
 public:
  /// Adds a register and returns where it stands.
  Slice add(std::string_view name, int size = 1);
  [[nodiscard]] const std::vector<Register>& registers() const { return registers_; }
  [[nodiscard]] int width() const { return width_; }

 private:
  std::vector<Register> registers_;
  int width_ = 0;
};

/// Adds to `map` the identity of `slice`, scaled, onto head coordinates to, to+1, ...
void copy(Linear& map, Slice slice, int to, const Rational& scale = 1);

/// Adds to `map` the identity from coordinates from, from+1, ... onto `slice`, scaled.
void write(Linear& map, int from, Slice slice, const Rational& scale = 1);

/// "register[i]" names of every coordinate in stream order: the fields of token maps and decoders.
[[nodiscard]] std::vector<std::string> coordinate_names(const std::vector<Register>& registers);

}  // namespace attest::model
