// SPDX-License-Identifier: Apache-2.0
/// \file
/// A small assembly of FLEQ machines.
///
/// A line holds one of the following; blanks separate words, # begins a comment.
///   side D                        the size of all cells, first of all lines
///   cell NAME                     a cell of zeros
///   cell NAME = 1 2 ; 3/4 -0.5    its rows; what is missing is 0
///   OPERATION A B -> C            subtract, multiply (A^T B), inverse_step (2B - B (A B))
///   OPERATION A -> C              transpose, diagonal
///   ... -> C if FLAG goto LABEL   the branch is taken if entry (0, 0) of FLAG is <= 0 then
///   LABEL: ...                    before a command, or alone before the end
/// Behind the last line stands the command at which the machine stops. A command without a branch
/// has its successor as target, so its flag does not matter; it is C.
#pragma once

#include <string>
#include <string_view>

#include "reference/machine/fleq.hpp"

namespace attest::machine::fleq {

/// Greatest sizes of a program that is read.
inline constexpr int most_side = 8;
inline constexpr int most_cells = 512;
inline constexpr int most_commands = 4096;

/// The program of a text. \param place the file's name, for messages
/// \throws InputError fleq-side, fleq-cell, fleq-number, fleq-syntax, fleq-operation, fleq-label,
/// fleq-size, fleq-empty
[[nodiscard]] Program parse(std::string_view text, const std::string& place);

}  // namespace attest::machine::fleq
