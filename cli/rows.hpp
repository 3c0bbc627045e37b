// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows as text: a table with a line a row, then what is not as expected.
#pragma once

#include <string>
#include <vector>

#include "reference/check/row.hpp"

namespace attest::cli {

/// The table, the witnesses and reasons below it, and a last line that counts.
[[nodiscard]] std::string rows_text(const std::vector<check::Row>& rows);

}  // namespace attest::cli
