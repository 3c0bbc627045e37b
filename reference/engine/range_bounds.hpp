// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bounds of one use of a block: absolute values through its heads and units.
#pragma once

#include <vector>

#include "reference/engine/range.hpp"

namespace attest::engine {

/// The bounds of block `index` entered by states within `entry`; its caps to follow.
[[nodiscard]] LayerRange layer_range(const model::Transformer& model, int index,
                                     std::vector<Integer> entry);

}  // namespace attest::engine
