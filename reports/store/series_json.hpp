// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series, times, laws, machines and engine tables as JSON: what `bench --json` prints and what the
/// ledger holds.
#pragma once

#include <string>
#include <string_view>

#include "reference/check/series_row.hpp"

namespace attest::store {

/// Counts with their growth; counts are strings, "p/q" or "p".
[[nodiscard]] std::string to_json(const check::SeriesRow& row);
[[nodiscard]] std::string to_json(const check::TimingRow& row);
[[nodiscard]] std::string to_json(const check::FitRow& row);
[[nodiscard]] std::string to_json(const check::Machine& machine);
[[nodiscard]] std::string to_json(const check::EngineTable& table);

/// {"schema": "attest.bench/1", "machines", "series", "timings", "fits"}.
[[nodiscard]] std::string bench_json(const check::SeriesRecord& record);

/// {"schema": "attest.engine/1", "rows"}; peer and ratio are null where there is no peer.
[[nodiscard]] std::string engine_json(const check::EngineTable& table);

// Each throws InputError `ledger-damaged` where the text is not what the functions above write.
// `place` names the text in errors.

[[nodiscard]] check::SeriesRow series_from_json(std::string_view text, const std::string& place);
[[nodiscard]] check::TimingRow timing_from_json(std::string_view text, const std::string& place);
[[nodiscard]] check::FitRow fit_from_json(std::string_view text, const std::string& place);
[[nodiscard]] check::Machine machine_from_json(std::string_view text, const std::string& place);
[[nodiscard]] check::EngineTable engine_from_json(std::string_view text, const std::string& place);

}  // namespace attest::store
