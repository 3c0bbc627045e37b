// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of a line of a machine file, each with its column, and refusals that name it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attest::machine {

/// A piece of a line and its column, from 1.
struct Word {
  std::string_view text;
  std::int64_t column = 1;
};

/// The words of a line, separated by blanks; what follows a # is left out.
[[nodiscard]] std::vector<Word> words_of(std::string_view line);

/// The words of a text line by line; the text shrinks.
[[nodiscard]] std::vector<Word> next_words(std::string_view& text);

/// Printable characters of a piece in quotes, cut to a length that fits a message.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Refuses what stands at a column of a line. \param line "file:line" \throws InputError always
[[noreturn]] void refuse(const char* id, const std::string& line, std::int64_t column,
                         std::string found, std::string expected);

}  // namespace attest::machine
