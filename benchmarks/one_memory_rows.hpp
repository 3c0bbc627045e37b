// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest run` in the engine table: instructions a second of an image that changes itself.
#pragma once

#include <vector>

#include "benchmarks/engine_row.hpp"
#include "benchmarks/timing.hpp"

namespace attest::benchmarks {

/// Row `one_memory_instructions_per_second`: an image of 6506 words of 16 bits through the
/// three-layer block of looped_subleq_von_neumann, compared with the interpreter in every loop. The
/// time of the start is taken off. Empty: interrupted.
[[nodiscard]] std::vector<EngineRow> one_memory_rows(const Effort& effort);

}  // namespace attest::benchmarks
