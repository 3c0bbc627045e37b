// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows, tallies and parameters from the JSON that row_json.hpp writes.
#pragma once

#include <string>
#include <string_view>

#include "reference/check/row.hpp"

namespace attest::store {

// Each throws InputError `ledger-damaged` where the text is not JSON, or a member is missing,
// unknown or of the wrong kind. `place` names the text in errors.

/// A row.
[[nodiscard]] check::Row row_from_json(std::string_view text, const std::string& place);
/// A tally.
[[nodiscard]] check::Tally tally_from_json(std::string_view text, const std::string& place);
/// Parameters.
[[nodiscard]] check::Params params_from_json(std::string_view text, const std::string& place);

}  // namespace attest::store
