// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task Sum2: whether two different tokens have a given sum.
#pragma once

#include <cstdint>

#include "reference/task/task.hpp"

namespace attest::task {

/// 1 iff some i != j have p_i + p_j = `sum`. Cases: integers of one field, one a token.
[[nodiscard]] Task sum_two(std::int64_t sum);

}  // namespace attest::task
