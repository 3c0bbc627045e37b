// SPDX-License-Identifier: Apache-2.0
/// \file
/// The units of a layer on spreads: those that read the same linear form are one piecewise linear
/// function of it.
#pragma once

#include <map>
#include <vector>

#include "reference/derive/spread.hpp"
#include "reference/model/transformer.hpp"

namespace attest::derive::looped {

/// The entries of one kind of columns.
using Stream = std::vector<Spread>;
/// Coordinates with their weights, in order.
using Form = std::map<int, Rational>;

[[nodiscard]] Spread value_of(const Form& form, const Stream& stream);

/// Whether the entry is one number whatever the state and the temperature.
[[nodiscard]] bool is_constant(const Spread& x);

/// The stream after the units of a layer.
[[nodiscard]] Stream after_units(const std::vector<model::Relu>& units, const Stream& stream);

}  // namespace attest::derive::looped
