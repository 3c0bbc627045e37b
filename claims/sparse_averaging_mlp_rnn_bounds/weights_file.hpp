// SPDX-License-Identifier: Apache-2.0
/// \file
/// Weight matrices out of users' files.
#pragma once

#include <string>
#include <string_view>

#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

/// Most columns and rows that are read: elimination takes their third power.
inline constexpr int most_columns = 128;
inline constexpr int most_rows = 512;

/// The matrix of a file, exactly: .npy where it begins as such files do, else CSV.
/// \throws InputError rows-syntax, rows-empty, rows-count, rows-length, npy-header, npy-type,
/// npy-shape, npy-size, npy-value
[[nodiscard]] Matrix parse_weights(std::string_view text, const std::string& place);

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
