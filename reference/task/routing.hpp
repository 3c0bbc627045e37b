// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task of message passing: who receives what.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// Entry i is the sum of the payloads that are sent to i. Cases: fields destination and payload
/// first, in every row; a destination of n or more is nobody's.
[[nodiscard]] Task delivered();

}  // namespace attest::task
