// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs the series of claims: counts exactly, verifies, then times.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "benchmarks/timing.hpp"
#include "reference/check/claim.hpp"
#include "reference/check/series_row.hpp"

namespace attest::benchmarks {

/// The exact counts of a series under its claim and version; nothing is timed. This is what a
/// report runs for a series that has no current counts. \throws InputError
[[nodiscard]] check::SeriesRow count(const check::Claim& claim, const check::Series& series,
                                     const std::string& version);

/// What timing a series came to.
struct Timed {
  check::Verdict verdict = check::Verdict::holds();  ///< of all sizes; times only where it holds
  std::int64_t size = 0;                             ///< at which it does not hold
  std::vector<check::TimingRow> timings;             ///< of the sizes that were timed
  std::vector<check::FitRow> fits;  ///< one, if enough sizes were timed by one evaluator
};

/// Judges the subject of every size on all its cases, and times the judging only if every case of
/// every size holds. Timed is Subject::rehearsed: of a Computes, the evaluation of cases that were
/// made before and the comparison with the task's answers. A series without a subject is not timed.
/// An interruption keeps the sizes that were timed. \param context gives the names that rows carry:
/// version, machine, commit
[[nodiscard]] Timed time_series(const check::Claim& claim, const check::Series& series,
                                const check::TimingRow& context, const Effort& effort);

/// A seed for the bootstrap, so that equal times give equal intervals.
inline constexpr std::uint64_t bootstrap_seed = 1;
/// A law is fitted from this many repetitions on.
inline constexpr std::size_t least_repetitions = 5;

}  // namespace attest::benchmarks
