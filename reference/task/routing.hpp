// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks of message passing: who receives what, and the least vertex of each cycle.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// Entry i is the sum of the payloads that are sent to i. Cases: fields destination and payload
/// first, in every row; a destination of n or more is nobody's.
[[nodiscard]] Task delivered();

/// Entry i is the least vertex of the cycle of i. Cases: field 0 is the successor of i in a
/// permutation.
[[nodiscard]] Task cycle_minima();

}  // namespace attest::task
