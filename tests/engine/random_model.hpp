// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random small hardmax transformers and states, in which ties and cancellations are common.
#pragma once

#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {

/// What a random model is made of. Every size is a maximum unless it says otherwise.
struct RandomModel {
  int d = 6;  ///< exactly
  int blocks = 2;
  int times = 2;  ///< repetitions of a block
  int heads = 3;
  int d_k = 3;
  int d_v = 3;
  int units = 6;
  int terms = 4;                 ///< of a unit
  int weight = 2;                ///< greatest |weight|
  int denominator = 2;           ///< of weights
  bool may_be_undefined = true;  ///< draws unique_hardmax heads too
};

/// A valid model: no token maps, no fields, every hardmax norm, random masks.
[[nodiscard]] model::Transformer random_model(const RandomModel& sizes, Random& random);

/// A state [n x d] of small numbers over 1 .. denominator, half of them zero.
[[nodiscard]] Matrix random_state(int n, int d, int largest, int denominator, Random& random);

}  // namespace attest::engine
