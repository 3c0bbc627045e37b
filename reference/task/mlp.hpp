// SPDX-License-Identifier: Apache-2.0
/// \file
/// Multilayer perceptrons of one hidden layer, token by token: SiLU in an integer base exactly, and
/// SiLU, GELU and ReLU in balls.
#pragma once

#include <string_view>
#include <vector>

#include "reference/number/ball.hpp"
#include "reference/task/task.hpp"

namespace attest::task {

/// A hidden unit: a token x gains out * g(in . x + bias), g the activation.
struct HiddenUnit {
  std::vector<Rational> in;
  Rational bias;
  std::vector<Rational> out;
};

/// A hidden layer on tokens of `width` coordinates; with the token itself added: x + MLP(x).
struct Mlp {
  int width = 0;
  std::vector<HiddenUnit> units;
  std::vector<Rational> bias = {};  ///< added to every token; empty: 0
};

/// in . x + bias.
[[nodiscard]] Rational preactivation(const HiddenUnit& unit, const std::vector<Rational>& token);

/// z b^z / (1 + b^z). \pre z is an integer, base >= 2
[[nodiscard]] Rational silu_in_base(const Rational& z, const Integer& base);

/// x + MLP(x) for g(z) = outer * SiLU(inner z) in an integer base, all coordinates of all tokens.
/// Cases: one column a coordinate. \pre inner z is an integer
[[nodiscard]] Task silu_mlp(const Mlp& mlp, const Integer& base, const Rational& inner,
                            const Rational& outer);

/// W x of every token x. Cases: one column a coordinate.
[[nodiscard]] Task linear_map(const Matrix& weights);

/// What a hidden unit does to its sum.
enum class UnitActivation { silu, gelu, relu };

/// "silu", "gelu", "relu".
[[nodiscard]] std::string_view name_of(UnitActivation activation);

/// z e^z / (1 + e^z).
[[nodiscard]] Ball silu(const Ball& z);
/// Phi(z), the normal distribution function, by its power series; its cost grows with z^2.
[[nodiscard]] Ball normal_distribution(const Ball& z);
/// z Phi(z).
[[nodiscard]] Ball gelu(const Ball& z);
/// The activation of z.
[[nodiscard]] Ball activated(UnitActivation activation, const Ball& z);

}  // namespace attest::task
