// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows, tallies and parameters to JSON: what `check --json` prints and what the ledger holds.
#pragma once

#include <string>
#include <vector>

#include "reference/check/row.hpp"

namespace attest::store {

/// A row as an object. Counts of 2^53 and more are strings, and `full_size` always is.
[[nodiscard]] std::string to_json(const check::Row& row);
/// A tally with its digest, open blocks included.
[[nodiscard]] std::string to_json(const check::Tally& tally);
/// {"m":3,"n":4}: equal parameters have equal texts.
[[nodiscard]] std::string to_json(const check::Params& params);

/// {"schema": "attest.check/1", "rows": [...]}, a line for each member.
[[nodiscard]] std::string check_json(const std::vector<check::Row>& rows);

}  // namespace attest::store
