// SPDX-License-Identifier: Apache-2.0
/// \file
/// Images of SUBLEQ machines with one memory, and assembly with labels, also for code apart.
///
/// An image is its words from address 0 on: integers in decimal, separated by blanks, commas or
/// line ends. An assembly text is
///
///     line      = [label ":"] [statement] [";" comment]
///     statement = operand "," operand ["," operand]     an instruction (a, b, c); c: the next one
///               | ".word" operand {"," operand}         data
///               | ".space" number                       so many zeros
///               | ".text" '"' characters '"'            one word a character; \n \" \\ \0
///     operand   = term {("+" | "-") term}
///     term      = number | label | "." | "'" character "'"
///
/// A label is a letter or "_", then letters, digits and "_"; it names an address. "." is the
/// address of the word that is written, a number is decimal and may have a sign. Where code is
/// apart from data, addresses are columns: instructions stand behind all words, in the order of the
/// text, and "." in an instruction is its own column.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reference/machine/subleq.hpp"
#include "reference/machine/subleq_memory.hpp"

namespace attest::machine::subleq {

/// Greatest number of words of an image.
inline constexpr std::size_t most_words = std::size_t{1} << 20;

/// The words of an image, stored as the rules store words: with N bits, integers from -2^(N-1) to
/// 2^N - 1 are taken. \param place the file's name, for messages
/// \throws InputError subleq-image, subleq-word, subleq-size
[[nodiscard]] std::vector<std::int64_t> parse_image(std::string_view text, std::string_view place,
                                                    const Rules& rules);

/// The words that an assembly text stands for. \throws InputError subleq-assembly, subleq-label,
/// subleq-word, subleq-size
[[nodiscard]] std::vector<std::int64_t> assemble(std::string_view text, std::string_view place,
                                                 const Rules& rules);

/// The program with code apart from data that a text stands for, with one scratch column. Words may
/// have 64 bits; the last instruction jumps to itself. \throws InputError as assemble; subleq-range
[[nodiscard]] Program assemble_apart(std::string_view text, std::string_view place);

}  // namespace attest::machine::subleq
