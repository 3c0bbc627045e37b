// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements and pictures that stand in files of their own.
#pragma once

#include <vector>

#include "claims/looped_subleq_published/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"

namespace attest::looped_subleq_published {

/// S2 and S3: the parts of the block, each on all its operands.
[[nodiscard]] std::vector<check::Statement> parts_of_block();

/// S4: reads, the state, and the published rule for the temperature, which is too weak.
[[nodiscard]] std::vector<check::Statement> softmax();

/// The state before and after each layer of one loop, and what the heads read.
[[nodiscard]] check::Drawing punch_cards(const check::Params& params);

/// Layers, width, weights and cost by memory, counted as of every looped computer.
[[nodiscard]] std::vector<check::Series> machine_series();

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::looped_subleq_published
