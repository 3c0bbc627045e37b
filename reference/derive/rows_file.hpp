// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of users that are rows of numbers: JSON lists and CSV, each number with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::derive {

/// Most rows, or items of a list, that are read.
inline constexpr std::size_t most_rows = 2048;

/// A number or a list, with its place.
struct RowItem {
  bool is_list = false;
  Rational value;
  std::vector<RowItem> items = {};
  std::string place;

  /// \throws InputError `error` always, at the item's place
  [[noreturn]] void refuse(const char* error, std::string found, std::string expected) const;
};

/// The first character that is no blank; 0 where there is none.
[[nodiscard]] char first_character(std::string_view text);

/// Nested JSON lists, at most `depth` deep, of numbers or strings that hold one; fractions and
/// decimals are exact. \param place the file's name \throws InputError rows-syntax, rows-count
[[nodiscard]] RowItem json_lists(std::string_view text, const std::string& place, int depth);

/// A JSON object with these members, each once and in any order, and no others; each is what
/// json_lists takes. In the order of `names`. \throws InputError rows-syntax, rows-count, rows-key
[[nodiscard]] std::vector<RowItem> json_members(std::string_view text, const std::string& place,
                                                const std::vector<std::string>& names, int depth);

/// Lines of numbers, a comma, numbers: a list of pairs of lists. Empty lines are left out.
/// \param separator what is expected where the comma is missing
/// \throws InputError rows-syntax, rows-count
[[nodiscard]] RowItem csv_pairs(std::string_view text, const std::string& place,
                                const char* separator);

/// Lines of numbers with commas or blanks between them: a list of lists. Empty lines are left out.
/// \throws InputError rows-syntax, rows-count
[[nodiscard]] RowItem csv_lines(std::string_view text, const std::string& place);

/// The numbers of a list, or a number alone. \throws InputError rows-length, rows-syntax
[[nodiscard]] std::vector<RowItem> numbers_of(const RowItem& item, const char* what,
                                              std::size_t most);

/// \throws InputError rows-length unless `found` is `expected`
void require_size(const RowItem& item, std::size_t found, std::size_t expected, const char* what);

}  // namespace attest::derive
