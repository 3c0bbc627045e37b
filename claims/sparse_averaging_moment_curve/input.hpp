// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of users: lists of keys.
#pragma once

#include <string>
#include <string_view>

#include "reference/derive/pointer_rows.hpp"
#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_moment_curve {

/// Keys of a file: a JSON list of at least two rows of as many integers each.
/// \throws InputError rows-syntax, rows-empty, rows-count, rows-length
[[nodiscard]] Matrix parse_keys(std::string_view text, const std::string& place);

}  // namespace attest::sparse_averaging_moment_curve
