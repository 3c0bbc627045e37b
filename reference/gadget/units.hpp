// SPDX-License-Identifier: Apache-2.0
/// \file
/// ReLU units that add linear forms, clear registers and test thresholds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget {

/// A coordinate of the stream with its factor.
using Scaled = std::pair<int, Rational>;

/// The unit out += relu(in + bias).
[[nodiscard]] model::Relu unit(std::string name, const std::vector<Scaled>& in,
                               const std::vector<Scaled>& out, const Rational& bias = 0);

/// Appends two units that add out * x of a register of any sign: x = relu(x) - relu(-x).
void add_linear(std::vector<model::Relu>& mlp, const std::string& name, int x,
                const std::vector<Scaled>& out);

/// Appends two units with out += [x >= threshold] on integers, x a linear form with integer
/// values: relu(x - threshold + 1) - relu(x - threshold).
void add_step(std::vector<model::Relu>& mlp, const std::string& name, const std::vector<Scaled>& x,
              const Rational& threshold, const std::vector<Scaled>& out);

}  // namespace attest::gadget
