// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the statements about masks in weights share: powers, errors of descriptions.
#pragma once

#include <vector>

#include "claims/mlp_neuron_as_head/parts.hpp"

namespace attest::mlp_neuron_as_head {

/// base^exponent, of either sign. \pre the base is an integer
[[nodiscard]] Rational power(const Rational& base, std::int64_t exponent);

/// Masks in weights, by the parameters base, omega and n.
[[nodiscard]] Choices weights_at(const check::Params& params);

/// b^(-2 omega), or its square.
[[nodiscard]] Rational grain(const check::Params& params, bool is_doubled = false);

/// Features of all tokens and then of the bias token, at the end, row by row.
[[nodiscard]] std::vector<Rational> features_of(const model::Transformer& model,
                                                const Matrix& tokens);

/// |found - expected|; what is expected of the bias token is 0.
[[nodiscard]] std::vector<Rational> errors(std::vector<Rational> found,
                                           const std::vector<Rational>& expected);

/// T3.attained and T3.leak.
[[nodiscard]] std::vector<check::Statement> closed_forms();

}  // namespace attest::mlp_neuron_as_head
