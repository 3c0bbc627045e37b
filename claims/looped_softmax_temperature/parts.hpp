// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements and pictures that stand in files of their own.
#pragma once

#include <optional>
#include <vector>

#include "claims/looped_softmax_temperature/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"

namespace attest::looped_softmax_temperature {

/// S1: the weight of a read, all addresses present, some, and in the layout with ties.
[[nodiscard]] std::vector<check::Statement> reads();

/// S2: the blocks execute at the kappa that interval propagation certifies.
[[nodiscard]] std::vector<check::Statement> executions();

/// S3: no entry is further off than propagated; S4: closed forms of a sufficient kappa.
[[nodiscard]] std::vector<check::Statement> bounds();

/// S5: the least kappa found, and a state that goes wrong below it.
[[nodiscard]] std::vector<check::Statement> least();

/// Least kappa found on stress_states with eight columns, three of them words, as S5 checks it;
/// nothing where no search was made.
[[nodiscard]] std::optional<int> found_kappa(Blocks blocks, int word_bits);

/// How far entries are off after each layer, bound and measured, and the staircase that rounds.
[[nodiscard]] check::Drawing error_levels(const check::Params& params);

/// Layers, width, weights and cost by memory, counted as of every looped computer.
[[nodiscard]] std::vector<check::Series> machine_series();

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::looped_softmax_temperature
