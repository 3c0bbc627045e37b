// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading Turing machines; every refusal names line and column.
#include "reference/machine/turing_file.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::machine::turing {
namespace {

constexpr std::int64_t most_expected = std::int64_t{1} << 62;

/// The groups of a table's text, state by state. \throws InputError turing-shape
std::vector<Word> groups_of(std::string_view text, const std::string& place, std::int64_t column) {
  std::vector<Word> groups;
  std::size_t at = 0;
  while (true) {
    const std::size_t end = std::min(text.find('_', at), text.size());
    groups.push_back(
        {.text = text.substr(at, end - at), .column = column + static_cast<std::int64_t>(at)});
    const Word& group = groups.back();
    const std::size_t size = group.text.size();
    if (size == 0 || size % 3 != 0) {
      refuse("turing-shape", place, group.column,
             in_quotes(group.text) + ", " + std::to_string(size) + " characters",
             "three characters a symbol, states separated by _");
    }
    if (size != groups.front().text.size()) {
      refuse("turing-shape", place, group.column, std::to_string(size / 3) + " symbols",
             "as many as the first state has, " + std::to_string(groups.front().text.size() / 3));
    }
    if (end == text.size()) return groups;
    at = end + 1;
  }
}

/// One entry of three characters. \throws InputError
std::optional<Entry> entry_of(const Word& word, const Table& table, const std::string& place) {
  const std::string_view text = word.text;
  if (text == "---") return std::nullopt;
  const int symbol = text[0] - '0';
  if (symbol < 0 || symbol >= table.symbols) {
    refuse("turing-symbol", place, word.column, in_quotes(text.substr(0, 1)),
           "a symbol from 0 to " + std::to_string(table.symbols - 1) + ", or --- for no entry");
  }
  if (text[1] != 'L' && text[1] != 'R') {
    refuse("turing-move", place, word.column + 1, in_quotes(text.substr(1, 1)), "L or R");
  }
  const int state = text[2] - 'A';
  const bool is_state = 0 <= state && state < table.states;
  if (!is_state && text[2] != 'Z' && text[2] != 'H') {
    std::string states = "a state from A to A, or Z or H to halt";
    states[18] = static_cast<char>('A' + table.states - 1);
    refuse("turing-state", place, word.column + 2, in_quotes(text.substr(2, 1)), states);
  }
  return Entry{.write = symbol,
               .move = text[1] == 'L' ? Move::left : Move::right,
               .next = is_state ? state : halt_state};
}

/// A count of an expectation. \throws InputError turing-expectation
std::int64_t count_of(const Word& word, const std::string& place) {
  std::int64_t value = 0;
  const char* end = word.text.data() + word.text.size();
  const auto [next, error] = std::from_chars(word.text.data(), end, value);
  if (error != std::errc() || next != end || value < 0 || value > most_expected) {
    refuse("turing-expectation", place, word.column, in_quotes(word.text),
           "a number of at most 2^62");
  }
  return value;
}

/// The input word, if `words`, which follow the table, begin with one; it is taken out of them.
/// \throws InputError turing-word
std::vector<int> word_of(std::vector<Word>& words, const Table& table, const std::string& place) {
  if (words.empty() || words[0].text != "on") return {};
  if (words.size() == 1) refuse("turing-word", place, words[0].column, "no word", "on WORD");
  const Word& word = words[1];
  if (word.text.size() > most_word) {
    refuse("turing-word", place, word.column, std::to_string(word.text.size()) + " symbols",
           "at most " + std::to_string(most_word));
  }
  std::vector<int> symbols;
  for (std::size_t i = 0; i < word.text.size(); ++i) {
    symbols.push_back(word.text[i] - '0');
    if (symbols.back() >= 0 && symbols.back() < table.symbols) continue;
    refuse("turing-word", place, word.column + static_cast<std::int64_t>(i),
           in_quotes(word.text.substr(i, 1)),
           "a symbol from 0 to " + std::to_string(table.symbols - 1));
  }
  words.erase(words.begin(), words.begin() + 2);
  return symbols;
}

}  // namespace

Table table_of(std::string_view text, const std::string& place, std::int64_t column) {
  const std::vector<Word> groups = groups_of(text, place, column);
  Table table{.states = static_cast<int>(std::min(groups.size(), std::size_t{1000})),
              .symbols = static_cast<int>(std::min(groups[0].text.size() / 3, std::size_t{1000}))};
  if (table.states > most_states || table.symbols > most_symbols) {
    refuse("turing-shape", place, column,
           std::to_string(groups.size()) + " states of " +
               std::to_string(groups[0].text.size() / 3) + " symbols",
           "at most " + std::to_string(most_states) + " states of " + std::to_string(most_symbols) +
               " symbols");
  }
  for (const Word& group : groups) {
    for (std::size_t at = 0; at < group.text.size(); at += 3) {
      const Word word{.text = group.text.substr(at, 3),
                      .column = group.column + static_cast<std::int64_t>(at)};
      table.entries.push_back(entry_of(word, table, place));
    }
  }
  return table;
}

std::optional<Expectation> expectation_of(const std::vector<Word>& words,
                                          const std::string& place) {
  if (words.empty()) return std::nullopt;
  if (words[0].text != "Halt") {
    refuse("turing-expectation", place, words[0].column, in_quotes(words[0].text),
           "nothing, on WORD or Halt STEPS ONES");
  }
  if (words.size() != 3) {
    const Word& last = words.size() > 3 ? words[3] : words.back();
    refuse("turing-expectation", place, last.column, std::to_string(words.size() - 1) + " numbers",
           "Halt STEPS ONES");
  }
  return Expectation{.steps = count_of(words[1], place), .ones = count_of(words[2], place)};
}

std::vector<Listed> parse(std::string_view text, const std::string& place) {
  std::vector<Listed> machines;
  std::int64_t number = 0;
  while (!text.empty()) {
    std::vector<Word> words = next_words(text);
    const std::string line = place + ":" + std::to_string(++number);
    if (words.empty()) continue;
    if (std::ssize(machines) == most_machines) {
      throw InputError("turing-count", line, "more machines",
                       "at most " + std::to_string(most_machines));
    }
    const Word first = words.front();
    words.erase(words.begin());
    Table table = table_of(first.text, line, first.column);
    std::vector<int> word = word_of(words, table, line);
    std::string shown(first.text);
    if (!word.empty()) shown += " on ";
    for (const int symbol : word) shown += static_cast<char>('0' + symbol);
    machines.push_back({.table = std::move(table),
                        .text = std::move(shown),
                        .place = line + ":" + std::to_string(first.column),
                        .word = std::move(word),
                        .expected = expectation_of(words, line)});
  }
  if (machines.empty()) {
    throw InputError("turing-empty", place, "no machine", "a table such as 1RB1LB_1LA1RZ a line");
  }
  return machines;
}

}  // namespace attest::machine::turing
