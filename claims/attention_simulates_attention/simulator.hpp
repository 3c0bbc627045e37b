// SPDX-License-Identifier: Apache-2.0
/// \file
/// The simulator under construction: a member a layer.
#pragma once

#include "claims/attention_simulates_attention/grid.hpp"

namespace attest::attention_simulates_attention {

[[nodiscard]] inline bool has_mixture(const Shape& shape) {
  return shape.mixing == Mixing::linformer;
}
[[nodiscard]] inline bool is_normalised(const Shape& shape) {
  return shape.attention != Attention::linear;
}
[[nodiscard]] inline bool is_hardmax(const Shape& shape) {
  return shape.attention == Attention::average_hardmax;
}
[[nodiscard]] inline bool is_fused(const Shape& shape) { return shape.steps == Steps::fused; }

/// Writes the simulator layer by layer.
class Simulator {
 public:
  Simulator(const Shape& shape, const Choices& choices);

  [[nodiscard]] model::Transformer build();

 private:
  // construction.cpp: queries, keys and values, and their products.
  void project();
  void sum_projections();
  void mix();
  void sum_mixtures();
  void multiply();
  // weights.cpp: scores, weights and output in steps of their own.
  void sum_scores();
  void compare();
  void normalise();
  void weigh();
  void sum_outputs();
  // fused.cpp: the same in two layers.
  void weigh_pairs();
  void gather_outputs();

  /// What a score counts before the sum is divided out. \pre not hardmax
  [[nodiscard]] model::Wire counted(model::CircuitBuilder& map, model::Wire score) const;
  /// b^s for an integer s: the product of b^(2^t) over the bits of |s|, or 1 over it.
  [[nodiscard]] model::Wire power_of(model::CircuitBuilder& map, model::Wire score) const;
  /// s / (1 + |s|), which grows with s and stays between -1 and 1.
  [[nodiscard]] static model::Wire rank_of(model::CircuitBuilder& map, model::Wire score);
  /// x / total, or x itself where the total is 0: only tokens without a weight are there.
  [[nodiscard]] model::Wire divided(model::CircuitBuilder& map, model::Wire x,
                                    model::Wire total) const;
  /// The size, exchanged where a mutant says so, and more.
  [[nodiscard]] model::Wire keys(model::CircuitBuilder& map, std::int64_t more) const;

  Shape shape_;
  Choices choices_;
  Grid grid_;
};

}  // namespace attest::attention_simulates_attention
