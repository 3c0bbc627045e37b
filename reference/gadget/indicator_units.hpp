// SPDX-License-Identifier: Apache-2.0
/// \file
/// ReLU units of machines that live in one column: constants stand on the row that is 1 there, so
/// that thresholds cancel in every other column.
#pragma once

#include <string>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget {

/// A linear form, coordinate by coordinate.
using Terms = std::vector<model::Term>;

/// Adds `weight` times coordinate `at`, unless the weight is 0.
void add(Terms& terms, int at, const Rational& weight);
/// factor * terms
[[nodiscard]] Terms times(Terms terms, const Rational& factor);
/// terms + more
[[nodiscard]] Terms joined(Terms terms, const Terms& more);
/// weight * coordinate `at`
[[nodiscard]] Terms single(int at, const Rational& weight = 1);

/// Adds `by` to the coefficient of `at` in what a unit reads, which may begin or end at 0.
void shift(model::Relu& unit, int at, const Rational& by);

/// The units of one layer, in the order in which they are added.
class IndicatorUnits {
 public:
  /// \param ind coordinate of the row that is 1 in the machine's column and 0 elsewhere
  explicit IndicatorUnits(int ind) : ind_(ind) {}

  /// out += relu(in + bias)
  void unit(std::string name, Terms in, Terms out, const Rational& bias = 0);

  /// out += [u >= t] in the machine's column for integers u, by the units ".ramp" and ".cap":
  /// relu(u - t + 1) - relu(u - t). Where ind is 0 both are equal and cancel.
  void threshold(const std::string& name, const Terms& u, const Rational& t, const Terms& out);

  /// Subtracts a row from itself and from `also`: x -= relu(x) - relu(-x), by ".plus" and ".minus".
  void clear(const std::string& name, int at, const Terms& also = {});
  /// The same for each coordinate of a register, called "name[i]".
  void clear(const std::string& name, const model::Slice& slice);

  [[nodiscard]] std::vector<model::Relu> finish() { return std::move(units_); }

 private:
  int ind_;
  std::vector<model::Relu> units_;
};

}  // namespace attest::gadget
