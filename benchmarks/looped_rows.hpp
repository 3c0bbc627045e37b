// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looped models in the engine table: instructions a second of the one-layer SUBLEQ block.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// Rows `looped_instructions_per_second` and `looped_vs_direct_interpreter`: a loop of some
/// thousand instructions that walks 4000 words of 16 bits, in 2^13 columns, loop by loop through
/// the weights; the whole state is compared with the interpreter's at passes 1, 2, 4, ..., 2^13.
/// Row `looped_small_instructions_per_second`: the same on 14 words in 32 columns. What an
/// instruction has to touch at the least is timed beside them. Empty: interrupted.
[[nodiscard]] std::vector<EngineRow> looped_rows(const Effort& effort);

}  // namespace attest::benchmarks
