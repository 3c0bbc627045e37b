// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task prefix mean: the mean of all numbers so far.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// Whether a token counts itself; the first one always does.
enum class OwnNumber { counts, does_not_count };

/// Entry i is the mean of x_0, .., x_i. Cases: numbers of one field, one a token.
[[nodiscard]] Task prefix_mean(OwnNumber own = OwnNumber::counts);

}  // namespace attest::task
