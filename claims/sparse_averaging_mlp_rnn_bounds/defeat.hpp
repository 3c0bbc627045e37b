// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary: a direction of the data that a first layer does not see, as two inputs.
#pragma once

#include <optional>
#include <string_view>

#include "claims/sparse_averaging_mlp_rnn_bounds/defeat_check.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

/// Deliberate errors of the adversary.
enum class Flaw {
  none,
  largest_only,  ///< y is the largest coordinates, whether or not the smallest ones weigh more
  not_scaled,    ///< the largest value has norm 2 or so
};

/// The flaw of that name. Empty: none.
[[nodiscard]] std::optional<Flaw> flaw_named(std::string_view name);

/// The q largest or the q smallest numbers, by position: those with the larger |sum|.
/// \pre more than q numbers
[[nodiscard]] std::vector<int> heavier_end(const std::vector<Rational>& numbers, int q,
                                           Flaw flaw = Flaw::none);

/// Values z with weights z = 0, the largest norm of one of them 1 (at least 1 - 2^-20 where d' > 1
/// makes it irrational), and pointers y whose mean is far from 0. Nothing where the rank is n d'.
/// \pre weights are [width x n features], n > q
[[nodiscard]] std::optional<Opposite> defeat(const Matrix& weights, int features, int q,
                                             Flaw flaw = Flaw::none);

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
