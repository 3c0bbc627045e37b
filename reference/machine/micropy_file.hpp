// SPDX-License-Identifier: Apache-2.0
/// \file
/// Texts of MicroPy programs. They are also Python, up to the width of words and the objects, which
/// need no definition.
///
/// ```
/// program    = procedure {procedure} [name "(" [number {"," number}] ")"]
/// procedure  = "def" name "(" [name {"," name}] ")" ":" block
/// block      = simple | a deeper indented sequence of statements
/// statement  = simple | "while" expression ":" block
///            | "if" expression ":" block {"elif" expression ":" block} ["else" ":" block]
/// simple     = "pass" | "return" expression | name "=" expression | name "." name "=" expression
/// expression = or [("<" | "==") or]             not chained
/// or         = and {"^" and}
/// and        = sum {"&" sum}
/// sum        = atom {("+" | "-") atom}
/// atom       = number | "True" | "False" | name | name "." name | "(" expression ")"
///            | name "(" [expression {"," expression}] ")"
/// ```
/// One statement a line; `#` begins a comment; lines are indented by blanks, not tabs. A name that
/// a procedure assigns, or has as a parameter, is one of its variables; no other can be read. The
/// call at the end names the entry; without it the entry is `main`, or the first procedure.
#pragma once

#include <string>
#include <string_view>

#include "reference/machine/micropy.hpp"

namespace attest::machine::micropy {

/// Greatest sizes of a program that is read.
inline constexpr std::int64_t most_characters = 1 << 20;
inline constexpr int most_nesting = 20;  ///< of blocks, and of parentheses in an expression

/// The program of a text. \param place the file's name, for messages
/// \throws InputError micropy-character, micropy-indent, micropy-syntax, micropy-number,
/// micropy-name, micropy-arity, micropy-nesting, micropy-size, micropy-empty, naming line and
/// column
[[nodiscard]] Program parse(std::string_view text, const std::string& place);

}  // namespace attest::machine::micropy
