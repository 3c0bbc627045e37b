// SPDX-License-Identifier: Apache-2.0
/// \file
/// Average hard attention as an arithmetic circuit: sums, products and signs.
#pragma once

#include <string>

#include "reference/machine/netlist.hpp"
#include "reference/model/transformer.hpp"

namespace attest::arithmetic_circuit_as_input {

/// Ways in which the circuit of a model is written wrongly.
inline constexpr const char* total_not_mean = "total_not_mean";
inline constexpr const char* smaller_beats = "smaller_beats";
inline constexpr const char* sign_halved = "sign_halved";

/// The circuit that maps the coordinates of n embedded tokens, token by token, to the outputs of
/// the decoder at all tokens. Its depth depends on the layers alone. \param twist how it is wrong;
/// empty: not at all \pre average hardmax without masks, extra tokens and units; maps and decoder
/// add, subtract, multiply and compare
[[nodiscard]] machine::netlist::Netlist circuit_of(const model::Transformer& model, int n,
                                                   const std::string& twist = "");

}  // namespace attest::arithmetic_circuit_as_input
