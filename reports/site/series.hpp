// SPDX-License-Identifier: Apache-2.0
/// \file
/// How a claim's counts and times grow: figures, what their lines are, data beside them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reports/plot/plot.hpp"
#include "reports/site/document.hpp"

namespace attest::site {

/// Blocks of a page and the files that they show or lead to.
struct Figures {
  std::vector<Block> blocks;
  std::map<std::string, std::string> files;
};

/// The rows of one version of one claim, in an order of their own.
[[nodiscard]] check::SeriesRecord of_version(const check::SeriesRecord& record,
                                             std::string_view claim, std::string_view version);

/// The section on growth; empty where nothing was counted. \pre the record is of one claim
/// \param compared series by name, and where they stand beside those of other claims
/// \throws InputError tool-missing, tool-failed
[[nodiscard]] Figures growth_section(const check::SeriesRecord& record,
                                     const std::map<std::string, Span>& compared = {});

/// The exact counts as a plot. Counts that a logarithmic axis has no place for are left out.
[[nodiscard]] plot::Plot counts_plot(const check::SeriesRow& series);

/// The medians of the times of a series on one machine, with the laws fitted to them.
[[nodiscard]] plot::Plot times_plot(const check::SeriesRow& series,
                                    const std::vector<check::TimingRow>& timings,
                                    const std::vector<check::FitRow>& fits);

/// The counts as comma-separated values: a line a size, a column a line of the series.
[[nodiscard]] std::string counts_csv(const check::SeriesRow& series);

/// Every repetition of every time as comma-separated values.
[[nodiscard]] std::string times_csv(const std::vector<check::TimingRow>& timings);

}  // namespace attest::site
