// SPDX-License-Identifier: Apache-2.0
/// \file
/// Models of one readout over boolean tokens.
#pragma once

#include "reference/model/transformer.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {

/// One head over tokens x in {0, 1} and two extra tokens, with random small weights; scores are
/// functions of the query's and the key's token and of the key's position, mod 3.
[[nodiscard]] model::Transformer random_readout(model::Norm norm, model::ReadAt at, Random& random);

/// Uniform attention over n boolean tokens, read at an extra token: the mean against a threshold.
[[nodiscard]] model::Transformer mean_model(model::Norm norm, const Rational& accept);

}  // namespace attest::engine
