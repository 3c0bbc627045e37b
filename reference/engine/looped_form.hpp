// SPDX-License-Identifier: Apache-2.0
/// \file
/// What one layer's ReLU units make of a row, simplified for rows of which something is known.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Coefficients by coordinate, ascending, none of them 0.
using LoopedTerms = std::vector<std::pair<int, Rational>>;

/// Adds `weight` times coordinate `at`.
void add_term(LoopedTerms& terms, int at, const Rational& weight);

/// constant + sum of the terms.
struct LoopedAffine {
  LoopedTerms terms = {};
  Rational constant = 0;
};

/// out * max(terms + constant, 0). The terms are integers without a common divisor, the first one
/// positive.
struct LoopedRamp {
  LoopedTerms terms = {};
  Rational constant = 0;
  LoopedTerms out = {};
};

/// What is known of a coordinate: it lies in [least, greatest]; an empty end is not bounded.
struct LoopedBounds {
  std::optional<Rational> least = {};
  std::optional<Rational> greatest = {};

  /// The only value, if there is one.
  [[nodiscard]] std::optional<Rational> value() const;
};

/// y = affine + sum of the ramps, for the coordinates that are written.
struct LoopedFunction {
  std::vector<int> written = {};          ///< ascending
  std::vector<LoopedAffine> affine = {};  ///< one a written coordinate
  std::vector<LoopedRamp> ramps = {};

  /// Coordinates of the row that y depends on, ascending.
  [[nodiscard]] std::vector<int> inputs() const;
  /// The value of each written coordinate that is the same for all rows.
  [[nodiscard]] std::vector<std::optional<Rational>> constants() const;
};

/// x + units(x) on the coordinates `written`, which include all that the units write, for rows x
/// within `known`. Equal units are merged, relu(-z) is rewritten as relu(z) - z, and units that the
/// bounds make 0 or linear go; what cancels then is gone.
[[nodiscard]] LoopedFunction looped_function(const std::vector<model::Relu>& units,
                                             const std::vector<LoopedBounds>& known,
                                             const std::vector<int>& written);

}  // namespace attest::engine
