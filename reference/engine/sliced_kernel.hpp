// SPDX-License-Identifier: Apache-2.0
/// \file
/// Running gate lists, for each instruction set.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "reference/engine/sliced_gates.hpp"

namespace attest::engine {

/// Cases side by side: four registers of 512 bits.
inline constexpr int block_cases = 2048;
inline constexpr std::size_t block_words = block_cases / 64;

/// One truth value of every case of a block; case i is bit i mod 64 of word i / 64.
struct alignas(64) PlaneBits {
  std::array<std::uint64_t, block_words> word{};

  friend bool operator==(const PlaneBits&, const PlaneBits&) = default;
};

/// The interpreter compiled for one instruction set; all give the same bits.
struct SlicedKernel {
  const char* name;

  /// Runs the chains on `wires` [program.wires], of which the constants and the inputs are set.
  void (*run)(const GateProgram& program, PlaneBits* wires);
};

/// Those that this machine can run, the fastest first; the last one is "baseline".
[[nodiscard]] std::span<const SlicedKernel> sliced_kernels();

}  // namespace attest::engine
