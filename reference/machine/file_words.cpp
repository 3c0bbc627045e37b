// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of machine files; see file_words.hpp.
#include "reference/machine/file_words.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::machine {
namespace {

constexpr std::string_view blanks = " \t\r";

}  // namespace

std::vector<Word> words_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  std::vector<Word> words;
  for (std::size_t at = line.find_first_not_of(blanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    words.push_back(
        {.text = line.substr(at, end - at), .column = static_cast<std::int64_t>(at) + 1});
    at = line.find_first_not_of(blanks, end);
  }
  return words;
}

std::vector<Word> next_words(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::vector<Word> words = words_of(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return words;
}

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text.substr(0, 40)) result += c > ' ' && c <= '~' ? c : '?';
  return result + "'";
}

void refuse(const char* id, const std::string& line, std::int64_t column, std::string found,
            std::string expected) {
  throw InputError(id, line + ":" + std::to_string(column), std::move(found), std::move(expected));
}

}  // namespace attest::machine
