// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layers of a looped model one after the other; inside looped.hpp.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "reference/engine/looped.hpp"
#include "reference/engine/looped_layer.hpp"

namespace attest::engine {

/// What a Looped is made of.
struct Looped::Parts {
  const model::Transformer* model;
  model::Tie any;
  int n;
  LoopedSet set = LoopedSet::baseline;
  std::int32_t most = 0;  // greatest |entry|
  std::vector<LoopedPlace> varying = {};
  bool is_recorded = false;
  LoopedPlan plan = {};
  std::string why_not = {};
  std::deque<LoopedRows> rows = {};  // before each layer
  std::deque<LoopedLayerState> layers = {};
  std::vector<int> changed = {};  // columns changed by the layer, and at last by the pass
  std::vector<int> next = {};
  bool is_first = true;
  std::int64_t passes = 0;
  std::int64_t computed = 0;  // before the literal evaluation began
  Matrix state = {};          // when literal
  std::optional<model::Evaluator> literal = {};

  void begin(const Matrix& first);
  void prepare(const Matrix& first);
  [[nodiscard]] std::optional<LoopedRows> once(const LoopedLayer& layer,
                                               const std::vector<int>& class_of,
                                               const LoopedRows& in) const;
  void write_constants(LoopedRows& rows, const LoopedLayer& layer) const;
  void leave(std::string reason, Matrix now);
  [[nodiscard]] bool step();
  void write_constants();
  [[nodiscard]] bool has_small_constants() const;
  model::Evaluator& evaluator();
  [[nodiscard]] Matrix now() const;
};

}  // namespace attest::engine
