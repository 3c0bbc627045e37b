// SPDX-License-Identifier: Apache-2.0
/// \file
/// How far SiLU stays from ReLU and GELU: certified suprema.
#pragma once

#include "claims/mlp_neuron_as_head/parts.hpp"

namespace attest::mlp_neuron_as_head {

/// What SiLU(gain x) / gain stands in for, and where the difference is looked at.
struct Difference {
  task::UnitActivation activation = task::UnitActivation::relu;
  Rational gain = 1;
  Rational reach = 0;         ///< |x| <= reach; 0: every x
  bool is_undivided = false;  ///< a twist: SiLU(gain x) against activation(gain x)
};

/// 1.702, the gain at which SiLU(x gain) / gain is near GELU.
[[nodiscard]] Rational gelu_gain();

/// A number between two others.
struct Enclosure {
  Rational lower;
  Rational upper;
};

/// The supremum of |SiLU(gain x) / gain - activation(x)|, to 10^-12. \pre the activation is relu
/// or gelu
[[nodiscard]] Enclosure supremum_of(const Difference& difference);

/// W(1/e), the root of w e^(w+1) = 1, to 2^-64.
[[nodiscard]] Enclosure lambert_of_inverse_e();

}  // namespace attest::mlp_neuron_as_head
