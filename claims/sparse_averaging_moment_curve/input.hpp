// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of users: rows of features and pointers, and lists of keys.
#pragma once

#include <string>
#include <string_view>

#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_moment_curve {

/// Rows as the tokens of a model: `features` fields, then q pointers.
struct Rows {
  int q = 0;
  int features = 0;
  Matrix tokens;
};

/// Most pointers of a row, features and coordinates that are read.
inline constexpr std::size_t most_pointers = 64;

/// Rows of a file: JSON where it begins with `[`, as [[z, [0, 3]], ..] with z a number, a string
/// "p/q" or a list of these; else CSV, a row a line, `1/2 0.25, 0 3`. \param place the file's name
/// \throws InputError rows-syntax, rows-empty, rows-count, rows-length, pointer-range,
/// pointer-twice
[[nodiscard]] Rows parse_rows(std::string_view text, const std::string& place);

/// Keys of a file: a JSON list of at least two rows of as many integers each.
/// \throws InputError rows-syntax, rows-empty, rows-count, rows-length
[[nodiscard]] Matrix parse_keys(std::string_view text, const std::string& place);

}  // namespace attest::sparse_averaging_moment_curve
