// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lays out text tables.
#include "cli/table.hpp"

#include <algorithm>
#include <cstddef>

#include "reference/number/contract.hpp"

namespace attest::cli {
namespace {

/// Number of characters of UTF-8 text: bytes that do not continue a character.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void append_cell(std::string& line, const std::string& cell, std::size_t width, bool is_right) {
  const std::string padding(width - width_of(cell), ' ');
  line += is_right ? padding + cell : cell + padding;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string table(const Cells& titles, const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths(titles.size(), 0);
  for (const Cells& row : rows) {
    ATTEST_REQUIRE(row.size() == titles.size(), "a row of a table has a cell for each title");
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  Cells names;
  std::vector<bool> is_right;
  for (const std::string& title : titles) {
    is_right.push_back(title.starts_with(">"));
    names.push_back(is_right.back() ? title.substr(1) : title);
  }
  const auto line_of = [&](const Cells& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (widths[i] == 0) continue;
      if (!line.empty()) line += "  ";
      append_cell(line, cells[i], std::max(widths[i], width_of(names[i])), is_right[i]);
    }
    return without_trailing_spaces(std::move(line)) + "\n";
  };
  std::string text = line_of(names);
  for (const Cells& row : rows) text += line_of(row);
  return text;
}

std::string indented(std::string_view text, int spaces) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const std::string padding(static_cast<std::size_t>(spaces), ' ');
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\n') result += padding;
  }
  return result;
}

}  // namespace attest::cli
