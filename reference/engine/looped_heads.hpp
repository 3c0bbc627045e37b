// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the heads of a layer may add in a loop, and which of their queries and keys may change.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reference/engine/looped_plan.hpp"

namespace attest::engine {

/// By coordinate, the least and the greatest that the heads of a layer may add in all; no bounds
/// where a value may change.
using LoopedGains = std::map<int, LoopedBounds>;

/// Fills in `layer.has_fixed_values`. \param is_static [d] what no layer writes
[[nodiscard]] LoopedGains head_gains(LoopedLayer& layer, const Matrix& state,
                                     const std::vector<char>& is_static);

/// What is known of a row after the heads. \param constants [d] of the row before them
[[nodiscard]] std::vector<LoopedBounds> bounds_after_heads(
    const std::vector<std::optional<Rational>>& constants, const LoopedGains& gains);

/// Finds which heads each class of a layer uses, and which queries and keys may change.
void find_movement(LoopedLayer& layer, const std::vector<char>& is_static);

/// Why too many queries or keys of a layer may change; empty: they are few.
[[nodiscard]] std::string excess_movement(const LoopedLayer& layer);

}  // namespace attest::engine
