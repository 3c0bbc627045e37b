// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task delivery: every message reaches the machine that it names.
#pragma once

#include <cstdint>

#include "reference/task/task.hpp"

namespace attest::task {

/// Token i = 1, .., N is a machine with the fields (to, payload) of each of its s messages; to 0 is
/// no message, payloads are >= 0. For every token N s entries, sender by sender and slot by slot:
/// the payload plus 1 if that message names token i, else 0.
[[nodiscard]] Task delivery(std::int64_t s);

}  // namespace attest::task
