// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements that stand in files of their own.
#pragma once

#include <vector>

#include "claims/looped_subleq/claim.hpp"
#include "reference/check/series.hpp"

namespace attest::looped_subleq {

/// Layers, width, weights and cost by memory, counted as of every looped computer.
[[nodiscard]] std::vector<check::Series> machine_series();

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

/// S2.gap, from the parameters and points of `statement`.
[[nodiscard]] check::Statement gap(check::Statement statement);

/// S3 in balls, from the parameters and points of `about`.
[[nodiscard]] check::Statement natural_softmax(check::Statement about, Blocks blocks);

}  // namespace attest::looped_subleq
