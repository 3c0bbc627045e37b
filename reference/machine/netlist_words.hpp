// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of circuit files with their columns, and how they are refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference/number/function.hpp"
#include "reference/number/rational.hpp"

namespace attest::machine::netlist {

/// A piece of a line and its column, from 1.
struct Word {
  std::string_view text = {};
  std::int64_t column = 1;
};

/// The words of a line, separated by blanks.
[[nodiscard]] std::vector<Word> words_of(std::string_view line);

/// Every line of a text with its number, from 1.
void each_line(std::string_view text,
               const Function<void(std::string_view line, std::int64_t number)>& take);

/// Printable characters of a piece, cut to a length that fits a message.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// \param line "file:line" \throws InputError `id` always
[[noreturn]] void refuse(const char* id, const std::string& line, std::int64_t column,
                         std::string found, std::string expected);

/// An exact number. \throws InputError netlist-number
[[nodiscard]] Rational number_of(const Word& word, const std::string& line);

}  // namespace attest::machine::netlist
