// SPDX-License-Identifier: Apache-2.0
/// \file
/// `bench engine`: one exact hardmax layer in the lane engine, in rationals, and in doubles.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "benchmarks/doubles.hpp"
#include "benchmarks/timing.hpp"
#include "reference/check/series_row.hpp"
#include "reference/number/rational.hpp"

namespace attest::benchmarks {

/// Names of what is timed: average hardmax over layer_tokens tokens of layer_width channels, all
/// weights and entries k/16.
inline constexpr const char* engine_claim = "engine";
inline constexpr const char* engine_series = "average_hardmax_layer";
inline constexpr const char* lanes_name = "lane engine, exact";
inline constexpr const char* literal_name = "literal evaluator, exact";
inline constexpr const char* doubles_name = "Eigen, double";
/// The lane engine is to take at most this share of the time of Eigen in doubles.
inline constexpr double goal = 0.8;

/// Ratios come from one run, in which all three stand in one random order.
struct EngineRun {
  std::vector<check::TimingRow> timings;  ///< of one evaluation of the layer
  std::int64_t multiply_adds = 0;         ///< of one evaluation: three maps and all scores
  int per_cycle = 0;         ///< multiply-adds of doubles of two FMA units, assumed; 0: no FMA
  double megahertz = 0;      ///< nominal clock; 0: not known
  double limit_seconds = 0;  ///< multiply_adds at that rate and clock; 0: one is not known
  double largest_error = 0;  ///< of the doubles against the exact layer, rounded
};

/// Compares the lane engine with the literal evaluator on every case, and the doubles with what
/// their rounding errors can be, then times all three.
/// \throws BrokenInvariant where the exact ones differ or a double is further off than it can be
[[nodiscard]] EngineRun run_engine(const check::TimingRow& context, const Effort& effort);

}  // namespace attest::benchmarks
