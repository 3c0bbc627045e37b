// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series on the command line: which are meant, which lack counts, and how they are printed.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/ledger.hpp"
#include "reference/check/series_row.hpp"

namespace attest::cli {

/// A series of a claim of this build.
struct ChosenSeries {
  const check::Claim* claim = nullptr;
  const check::Series* series = nullptr;
};

/// The series of the claims named, or of all claims; only those called `name` unless it is empty.
/// \throws InputError claim-unknown, series-unknown, series-missing
[[nodiscard]] std::vector<ChosenSeries> series_named(const Build& build,
                                                     const std::vector<std::string>& ids,
                                                     const std::string& name);

/// Counts every series of this build that the ledger has no counts of the current version of, and
/// keeps them: what `report` needs before it renders. Nothing is timed. \throws InputError
void keep_missing_counts(const Build& build, CommandLedger& ledger);

/// A table of counts and times, what its columns are, how they grow.
[[nodiscard]] std::string series_text(const check::SeriesRow& row,
                                      const std::vector<check::TimingRow>& timings,
                                      const std::vector<check::FitRow>& fits);

/// A table of the engines' fast paths beside their peers.
[[nodiscard]] std::string engine_text(const check::EngineTable& table);

/// One line for the machine.
[[nodiscard]] std::string machine_text(const check::Machine& machine, double load,
                                       double megahertz);

}  // namespace attest::cli
