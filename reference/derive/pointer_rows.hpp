// SPDX-License-Identifier: Apache-2.0
/// \file
/// Users' rows of features and pointers, and the averages that a model gives of them.
#pragma once

#include <string>
#include <string_view>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::derive {

/// Rows as the tokens of a model: `features` fields, then q pointers.
struct PointerRows {
  int q = 0;
  int features = 0;
  Matrix tokens;
};

/// Most pointers of a row and features that are read.
inline constexpr std::size_t most_pointers = 64;

/// Rows of a file: JSON where it begins with `[`, as [[z, [0, 3]], ..] with z a number, a string
/// "p/q" or a list of these; else CSV, a row a line, `1/2 0.25, 0 3`. \param place the file's name
/// \throws InputError rows-syntax, rows-empty, rows-count, rows-length, pointer-range,
/// pointer-twice
[[nodiscard]] PointerRows parse_pointer_rows(std::string_view text, const std::string& place);

/// What a model makes of the rows, beside the task: result {"rows", "q", "averages"}, a list of
/// exact numbers a row, null where the model has no value. \pre the model's answers are rationals
[[nodiscard]] check::RunResult run_pointer_rows(const PointerRows& rows,
                                                const model::Transformer& model,
                                                const std::string& input);

}  // namespace attest::derive
