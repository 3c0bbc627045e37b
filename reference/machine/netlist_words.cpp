// SPDX-License-Identifier: Apache-2.0
/// \file
/// Splitting lines of circuit files into words.
#include "reference/machine/netlist_words.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::machine::netlist {
namespace {

constexpr std::string_view word_separators = " \t\r";
constexpr std::size_t most_digits = 1000;  // of a number in a file

}  // namespace

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  for (std::size_t at = line.find_first_not_of(word_separators); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(word_separators, at), line.size());
    words.push_back(
        {.text = line.substr(at, end - at), .column = static_cast<std::int64_t>(at) + 1});
    at = line.find_first_not_of(word_separators, end);
  }
  return words;
}

void each_line(std::string_view text,
               const Function<void(std::string_view line, std::int64_t number)>& take) {
  std::int64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end), ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
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

Rational number_of(const Word& word, const std::string& line) {
  if (word.text.size() <= most_digits) {
    try {
      return Rational::parse(word.text);
    } catch (const InputError&) {  // named below, with its place
    }
  }
  refuse(
      "netlist-number", line, word.column, in_quotes(word.text),
      "a number: p, p/q or a decimal, of at most " + std::to_string(most_digits) + " characters");
}

}  // namespace attest::machine::netlist
