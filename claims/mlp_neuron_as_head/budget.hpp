// SPDX-License-Identifier: Apache-2.0
/// \file
/// How far a network of heads may be from the network that it replaces, layer by layer.
#pragma once

#include <string>
#include <vector>

#include "claims/mlp_neuron_as_head/parts.hpp"

namespace attest::mlp_neuron_as_head {

/// What a head may be off by from the unit that it stands for, besides what leaks.
struct UnitDistance {
  Rational inner = 1;      ///< the head is SiLU(inner z) / inner
  Rational distance = 0;   ///< from the activation, for every z
  Rational lipschitz = 0;  ///< constant of the activation
};
/// SiLU by itself, GELU at gain 1.702, ReLU at the given gain.
[[nodiscard]] UnitDistance distance_of(task::UnitActivation activation, const Rational& relu_gain);

/// After a layer: how far a feature of a token is from the network's, and one of the bias token
/// from 0.
struct Budget {
  Ball tokens;
  Ball bias;
};

/// After the heads and after the MLP of each block, from the states of the network alone; omega 0
/// stands for masks. \pre states are those of states_of(network, tokens, precision)
[[nodiscard]] std::vector<Budget> budget_of(const MlpNetwork& network,
                                            const std::vector<task::EnclosedTokens>& states,
                                            std::int64_t omega, const UnitDistance& unit,
                                            const std::string& twist, int precision);

}  // namespace attest::mlp_neuron_as_head
