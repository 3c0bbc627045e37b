// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading Turing machines with several tapes; every refusal names line and column.
#include "reference/machine/multitape_file.hpp"

#include <algorithm>
#include <utility>

#include "reference/machine/file_words.hpp"

namespace attest::machine::multitape {
namespace {

/// A rule as it stands in the file.
struct Rule {
  std::string line;
  std::vector<Word> words;
};

/// A machine of which rules are collected.
struct Draft {
  Listed machine;
  std::string line;
  std::vector<Rule> rules = {};
  int tapes = 0;    ///< 0: not known yet
  int symbols = 2;  ///< at the least
};

/// The digits of a word. \throws InputError multitape-symbol
std::vector<int> digits_of(const Word& word, const std::string& line, int& symbols) {
  std::vector<int> result;
  for (std::size_t i = 0; i < word.text.size(); ++i) {
    const int symbol = word.text[i] - '0';
    if (symbol < 0 || symbol > 9) {
      refuse("multitape-symbol", line, word.column + static_cast<std::int64_t>(i),
             in_quotes(word.text.substr(i, 1)), "a symbol from 0 to 9");
    }
    symbols = std::max(symbols, symbol + 1);
    result.push_back(symbol);
  }
  return result;
}

/// Takes the number of tapes from the first line that says it. \throws InputError multitape-tapes
void require_tapes(Draft& draft, std::size_t found, const Word& at, const std::string& line) {
  const auto tapes = static_cast<int>(std::min(found, std::size_t{1000}));
  if (draft.tapes == 0 && tapes >= 1 && tapes <= most_tapes) draft.tapes = tapes;
  if (draft.tapes == tapes) return;
  const std::string expected = draft.tapes == 0
                                   ? "1 to " + std::to_string(most_tapes) + " tapes"
                                   : "as many as the machine has, " + std::to_string(draft.tapes);
  refuse("multitape-tapes", line, at.column, std::to_string(found) + " tapes", expected);
}

void read_input(Draft& draft, const std::vector<Word>& words, const std::string& line) {
  require_tapes(draft, words.size() - 1, words[0], line);
  draft.machine.words.clear();
  for (std::size_t i = 1; i < words.size(); ++i) {
    draft.machine.words.push_back(words[i].text == "-" ? std::vector<int>{}
                                                       : digits_of(words[i], line, draft.symbols));
  }
}

/// Keeps a rule until the machine's states and symbols are known.
void read_rule(Draft& draft, std::vector<Word> words, const std::string& line) {
  if (words.size() != 5) {
    refuse("multitape-rule", line, words[0].column, std::to_string(words.size()) + " words",
           "state, symbols read, symbols written, moves, next state");
  }
  for (const std::size_t i : {1U, 2U, 3U})
    require_tapes(draft, words[i].text.size(), words[i], line);
  for (const std::size_t i : {1U, 2U}) (void)digits_of(words[i], line, draft.symbols);
  const auto state = static_cast<int>(words[0].text[0] - 'A');
  draft.machine.table.states = std::max(draft.machine.table.states, state + 1);
  draft.rules.push_back({.line = line, .words = std::move(words)});
}

std::vector<Move> moves_of(const Word& word, const std::string& line) {
  std::vector<Move> moves;
  for (std::size_t i = 0; i < word.text.size(); ++i) {
    if (word.text[i] != 'L' && word.text[i] != 'R') {
      refuse("multitape-move", line, word.column + static_cast<std::int64_t>(i),
             in_quotes(word.text.substr(i, 1)), "L or R");
    }
    moves.push_back(word.text[i] == 'L' ? Move::left : Move::right);
  }
  return moves;
}

/// The state of a letter, or halt_state. \throws InputError multitape-state
int state_of(const Word& word, const Table& table, const std::string& line) {
  const int state = word.text.size() == 1 ? word.text[0] - 'A' : -1;
  if (0 <= state && state < table.states) return state;
  if (word.text == "Z" || word.text == "H") return halt_state;
  std::string expected = "a state from A to A, or Z or H to halt";
  expected[18] = static_cast<char>('A' + table.states - 1);
  refuse("multitape-state", line, word.column, in_quotes(word.text), expected);
}

void add_rule(Table& table, const Rule& rule) {
  const std::vector<Word>& words = rule.words;
  int unused = 0;
  const int reading = table.reading_of(digits_of(words[1], rule.line, unused));
  const int state = state_of(words[0], table, rule.line);
  std::optional<Entry>& entry =
      table.entries[static_cast<std::size_t>(state * table.readings() + reading)];
  if (entry) {
    refuse("multitape-twice", rule.line, words[0].column,
           std::string(words[0].text) + " " + std::string(words[1].text) + " again",
           "one rule for a state and what it reads");
  }
  entry = {.write = digits_of(words[2], rule.line, unused),
           .moves = moves_of(words[3], rule.line),
           .next = state_of(words[4], table, rule.line)};
}

Listed finished(Draft draft) {
  Table& table = draft.machine.table;
  if (draft.rules.empty()) {
    refuse("multitape-empty", draft.line, 1, "no rule", "a rule such as A 10 11 RL B");
  }
  table.tapes = draft.tapes;
  table.symbols = draft.symbols;
  if (table.readings() > most_readings) {
    refuse("multitape-size", draft.line, 1,
           std::to_string(table.readings()) + " words of symbols to read",
           "at most " + std::to_string(most_readings));
  }
  table.entries.resize(static_cast<std::size_t>(table.states * table.readings()));
  for (const Rule& rule : draft.rules) add_rule(table, rule);
  draft.machine.words.resize(static_cast<std::size_t>(table.tapes));
  return std::move(draft.machine);
}

/// One line of the machine at hand. \throws InputError
void read_line(Draft& draft, std::vector<Word> words, const std::string& line) {
  const Word& first = words[0];
  if (first.text == "input") {
    read_input(draft, words, line);
  } else if (first.text == "expect") {
    if (words.size() == 1) {
      refuse("turing-expectation", line, first.column, "nothing", "Halt STEPS ONES");
    }
    draft.machine.expected = turing::expectation_of({words.begin() + 1, words.end()}, line);
  } else if (first.text.size() == 1 && 'A' <= first.text[0] && first.text[0] <= 'Z') {
    read_rule(draft, std::move(words), line);
  } else {
    refuse("multitape-line", line, first.column, in_quotes(first.text),
           "machine, input, expect, or a rule of a state from A to Z");
  }
}

}  // namespace

bool is_multitape(std::string_view text) {
  while (!text.empty()) {
    const std::vector<Word> words = next_words(text);
    if (!words.empty()) return words[0].text == "machine";
  }
  return false;
}

std::vector<Listed> parse(std::string_view text, const std::string& place) {
  std::vector<Listed> machines;
  std::optional<Draft> draft;
  std::int64_t number = 0;
  while (!text.empty()) {
    std::vector<Word> words = next_words(text);
    const std::string line = place + ":" + std::to_string(++number);
    if (words.empty()) continue;
    if (words[0].text != "machine") {
      if (!draft)
        refuse("multitape-line", line, words[0].column, in_quotes(words[0].text), "machine NAME");
      read_line(*draft, std::move(words), line);
      continue;
    }
    if (words.size() != 2) {
      refuse("multitape-line", line, words[0].column, std::to_string(words.size()) + " words",
             "machine NAME");
    }
    if (draft) machines.push_back(finished(std::move(*draft)));
    draft = {.machine = {.name = std::string(words[1].text),
                         .place = line + ":" + std::to_string(words[1].column)},
             .line = line};
  }
  if (!draft) refuse("multitape-empty", place, 1, "no machine", "machine NAME");
  machines.push_back(finished(std::move(*draft)));
  return machines;
}

}  // namespace attest::machine::multitape
