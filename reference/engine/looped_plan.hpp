// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a description says about its own loop: what never changes, and what each column's next row
/// depends on.
///
/// Everything is derived from the weights and one state; the derivation is in docs/trust.md.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/engine/looped_form.hpp"
#include "reference/engine/looped_maps.hpp"
#include "reference/number/function.hpp"
#include "reference/number/matrix.hpp"

namespace attest::engine {

/// Greatest number of columns that may ask another question, or carry another key, in every pass.
inline constexpr int most_moving_columns = 16;

/// Columns whose units see the same constants.
struct LoopedClass {
  std::vector<int> columns = {};  ///< ascending
  LoopedFunction function = {};   ///< row after the heads -> row after the layer, where any layer
                                  ///< writes
  std::vector<std::optional<Rational>> constants =
      {};                           ///< [d] before the layer, of all columns in every pass
  std::vector<char> is_fixed = {};  ///< [d] before the layer; it may differ between columns
  /// Coordinates after the layer and the values that they are supposed to have in every column:
  /// each evaluation has to check them, for nothing proves them. Ascending.
  std::vector<std::pair<int, Rational>> supposed = {};
  std::vector<int> heads = {};  ///< that write what the function reads
  bool is_moving = false;       ///< one of these heads may get another query
};

/// One layer of the schedule.
struct LoopedLayer {
  const model::Block* block = nullptr;
  std::vector<LoopedClass> classes = {};
  std::vector<std::vector<int>> moving_keys = {};  ///< by head: columns whose key may change
  std::vector<char> has_fixed_values = {};         ///< by head: no column's value ever changes
};

/// A pass, layer by layer.
struct LoopedPlan {
  std::string why_not = {};        ///< why the pass cannot be evaluated in part; empty: it can
  std::vector<int> class_of = {};  ///< [n]
  std::vector<LoopedLayer> layers = {};
};

/// The plan of `model` from `state` [n x d] on. The model must outlive it.
[[nodiscard]] LoopedPlan looped_plan(const model::Transformer& model, const Matrix& state);

/// A coordinate of a class before a layer.
struct LoopedPlace {
  int layer = 0;
  int of_class = 0;
  int at = 0;

  friend bool operator==(const LoopedPlace&, const LoopedPlace&) = default;
};

/// The rows after a layer of a plan in which nothing moves, from those before it [n]; nothing where
/// they are no small integers.
using LoopedOnce = Function<std::optional<LoopedRows>(const LoopedLayer&, const std::vector<int>&,
                                                      const LoopedRows&)>;

/// The same where what is not proved constant may be supposed so: whatever all columns of a large
/// class have in common in the first pass, before each of its layers, but for the places that
/// `varying` names. `supposed` says what has to be checked.
/// \param first the rows before the first pass. \param once evaluates a layer in all columns
[[nodiscard]] LoopedPlan observed_plan(const model::Transformer& model, const Matrix& state,
                                       const LoopedRows& first,
                                       const std::vector<LoopedPlace>& varying,
                                       const LoopedOnce& once);

}  // namespace attest::engine
