// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements that stand in files of their own.
#pragma once

#include "claims/looped_subleq/encoding.hpp"
#include "reference/check/series.hpp"
#include "reference/task/task.hpp"

namespace attest::looped_subleq {

/// The whole next state of a machine, in the raw tokens of a block.
[[nodiscard]] task::Task truth(Blocks blocks, const Size& size);

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

/// S2.gap, from the parameters and points of `statement`.
[[nodiscard]] check::Statement gap(check::Statement statement);

/// S3 in balls, from the parameters and points of `about`.
[[nodiscard]] check::Statement natural_softmax(check::Statement about, Blocks blocks);

}  // namespace attest::looped_subleq
