// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task pointer lookup: the bit that a pointer points to.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// What the first bit is called.
enum class FirstBit { zero, one };

/// z_y, one entry. Cases: n tokens with their bit in the field z, then one token with the pointer
/// in the field y, 0, .., n-1; the other fields are 0.
[[nodiscard]] Task pointer_lookup(FirstBit first = FirstBit::zero);

}  // namespace attest::task
