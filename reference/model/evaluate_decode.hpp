// SPDX-License-Identifier: Apache-2.0
/// \file
/// The answer that a final state holds.
#pragma once

#include <span>

#include "reference/model/evaluate_circuit.hpp"
#include "reference/model/layers.hpp"

namespace attest::model {

/// Number of extra tokens that stand before the input tokens.
[[nodiscard]] int first_input(const Transformer& model);

/// The positions that the decoder reads in a sequence of `inputs` input tokens. \throws Undefined
[[nodiscard]] Positions positions_read(const Transformer& model, int inputs);

/// The entries of the answer that one token gives, from its row. \throws Undefined, Undecided
template <typename A>
[[nodiscard]] Answer read_row(const A& arithmetic, const Decode& decode,
                              std::span<const typename A::Value> fields, const Place& place);

/// The answer of `inputs` input tokens that start at position first_input(model). \throws
/// Undefined, Undecided
template <typename A>
[[nodiscard]] Answer read(const A& arithmetic, const Transformer& model, const State<A>& state,
                          int inputs);

/// A matrix [n x d] as a state.
[[nodiscard]] State<Exact> state_of(const Matrix& matrix);

}  // namespace attest::model
