// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a transformer and a range proof to the kernel's sparse int64 rows.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/engine/kernel.hpp"
#include "reference/engine/range.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Visible keys: [masks + 1][queries], the keys in order; the last entry is "every key".
using Visible = std::vector<std::vector<std::vector<std::uint32_t>>>;

/// Evaluates the masks of `model` at n positions. \throws model::Undefined, model::Undecided
[[nodiscard]] Visible visible_keys(const model::Transformer& model, int n);

/// The program for states inside `proof`. What the proof bounds by 0 is left out.
/// \pre recheck_range(model, proof).empty()
[[nodiscard]] Program compile(const model::Transformer& model, const RangeProof& proof,
                              Visible visible);

}  // namespace attest::engine
