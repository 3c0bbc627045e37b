// SPDX-License-Identifier: Apache-2.0
/// \file
/// Jobs: the rows of a plan, run on several threads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/context.hpp"
#include "cli/plan.hpp"
#include "reference/check/runner.hpp"

namespace attest::cli {

/// How all jobs of one command are run.
struct Manner {
  check::Options options;
  std::optional<std::int64_t> budget_milliseconds;  ///< wall time of all jobs together
};

/// What the jobs came to.
struct Report {
  std::vector<check::Run> runs;  ///< of the jobs that were started
  Exit exit = Exit::as_expected;
};

/// Runs the jobs until done, interrupted, or out of budget; rows stay in `sink`. Jobs are started
/// in order, as many at a time as there are threads, and share the threads that find no job left.
/// A job that the budget left no time for has a row that is unknown.
/// \throws InputError from a subject or the sink: that of the first job that has one
[[nodiscard]] Report run_jobs(const std::vector<Job>& jobs, const Manner& manner, check::Sink& sink,
                              Context& context);

/// Whether a row is what a right statement gives: it holds, and no mutant is alive.
[[nodiscard]] bool is_as_expected(const check::Row& row);

}  // namespace attest::cli
