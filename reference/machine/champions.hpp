// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines that are known for what they leave on a blank tape.
#pragma once

#include "reference/machine/turing.hpp"

namespace attest::machine::turing {

/// The machine of two, three or four states and two symbols that halts with the most ones: 4 after
/// 6 steps, 6 after 14, 13 after 107. \pre 2 <= states <= 4
[[nodiscard]] Table champion(int states);

/// 1RB---_1LA0RZ: the champion of two states without an entry, and with a halting one that changes
/// a cell.
[[nodiscard]] Table champion_with_missing_entry();

}  // namespace attest::machine::turing
