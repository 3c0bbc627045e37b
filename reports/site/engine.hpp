// SPDX-License-Identifier: Apache-2.0
/// \file
/// The speed of exact checking: what `bench engine` measured, as tables.
#pragma once

#include <string>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reports/site/document.hpp"

namespace attest::site {

/// A section with one table a machine; empty where no engine was timed.
[[nodiscard]] std::vector<Block> engine_section(const check::SeriesRecord& record);

/// Every row as comma-separated values, for the digest of what a report shows.
[[nodiscard]] std::string engine_csv(const check::SeriesRecord& record);

}  // namespace attest::site
