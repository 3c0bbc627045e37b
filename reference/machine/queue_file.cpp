// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading queue machines and tag systems; every refusal names line and column.
#include "reference/machine/queue_file.hpp"

#include <algorithm>
#include <utility>

#include "reference/machine/file_words.hpp"

namespace attest::machine::queue_machine {
namespace {

/// A rule as it stands in the file.
struct QueueRule {
  std::string line;
  std::vector<Word> words;
};

/// A machine of which rules are collected.
struct QueueDraft {
  Listed machine;
  std::string line;
  int deletions = 0;  ///< 0: a queue machine
  std::vector<QueueRule> rules = {};
  std::string input = {};

  [[nodiscard]] bool is_tag() const { return deletions > 0; }
};

/// Takes the characters of a word as symbols. \throws InputError queue-symbol
void collect_symbols(QueueDraft& draft, const Word& word, const std::string& line) {
  if (word.text == "-") return;
  for (std::size_t i = 0; i < word.text.size(); ++i) {
    const char symbol = word.text[i];
    if (symbol <= ' ' || symbol > '~' || symbol == '-') {
      refuse("queue-symbol", line, word.column + static_cast<std::int64_t>(i),
             in_quotes(word.text.substr(i, 1)), "a printable character, or - for the empty word");
    }
    std::string& letters = draft.machine.letters;
    if (letters.find(symbol) == std::string::npos) letters += symbol;
  }
}

/// The numbers of the symbols of a word. \pre they were collected
std::vector<int> symbols_in(std::string_view text, const std::string& letters) {
  std::vector<int> result;
  if (text == "-") return result;
  for (const char symbol : text) result.push_back(static_cast<int>(letters.find(symbol)));
  return result;
}

/// One symbol. \throws InputError queue-symbol
void require_one_symbol(const Word& word, const std::string& line) {
  if (word.text.size() == 1 && word.text != "-") return;
  refuse("queue-symbol", line, word.column, in_quotes(word.text), "one symbol");
}

void collect_rule(QueueDraft& draft, std::vector<Word> words, const std::string& line) {
  const std::size_t expected = draft.is_tag() ? 2 : 4;
  if (words.size() != expected) {
    refuse("queue-rule", line, words[0].column, std::to_string(words.size()) + " words",
           draft.is_tag() ? "letter, letters appended or -"
                          : "state, symbol popped, symbols pushed or -, next state");
  }
  const std::size_t popped = draft.is_tag() ? 0 : 1;
  require_one_symbol(words[popped], line);
  collect_symbols(draft, words[popped], line);
  collect_symbols(draft, words[popped + 1], line);
  if (!draft.is_tag()) {
    if (words[0].text.size() != 1 || words[0].text[0] < 'A' || words[0].text[0] > 'Z') {
      refuse("queue-state", line, words[0].column, in_quotes(words[0].text), "a letter A to Z");
    }
    Machine& machine = draft.machine.machine;
    machine.states = std::max(machine.states, words[0].text[0] - 'A' + 1);
  }
  draft.rules.push_back({.line = line, .words = std::move(words)});
}

/// The state of a letter, or halt_state. \throws InputError queue-state
int next_state(const Word& word, int states, const std::string& line) {
  const int state = word.text.size() == 1 ? word.text[0] - 'A' : -1;
  if (0 <= state && state < states) return state;
  if (word.text == "Z" || word.text == "H") return halt_state;
  std::string expected = "a state from A to A, or Z or H to halt";
  expected[18] = static_cast<char>('A' + states - 1);
  refuse("queue-state", line, word.column, in_quotes(word.text), expected);
}

[[noreturn]] void refuse_second(const QueueRule& rule, const std::string& what) {
  refuse("queue-twice", rule.line, rule.words[0].column, what + " again",
         "one rule for a state and what it pops, or for a letter");
}

void fill_machine(QueueDraft& draft) {
  Machine& machine = draft.machine.machine;
  machine.symbols = static_cast<int>(draft.machine.letters.size());
  machine.entries.resize(static_cast<std::size_t>(machine.states * machine.symbols));
  for (const QueueRule& rule : draft.rules) {
    const std::vector<Word>& words = rule.words;
    const int state = words[0].text[0] - 'A';
    const int symbol = symbols_in(words[1].text, draft.machine.letters)[0];
    std::optional<Entry>& entry =
        machine.entries[static_cast<std::size_t>(state * machine.symbols + symbol)];
    if (entry) refuse_second(rule, std::string(words[0].text) + " " + std::string(words[1].text));
    entry = {.push = symbols_in(words[2].text, draft.machine.letters),
             .next = next_state(words[3], machine.states, rule.line)};
  }
}

void fill_system(QueueDraft& draft) {
  const std::string& letters = draft.machine.letters;
  tag_system::System system{.deletions = draft.deletions};
  system.productions.resize(letters.size());
  for (const QueueRule& rule : draft.rules) {
    std::optional<std::vector<int>>& production =
        system.productions[letters.find(rule.words[0].text[0])];
    if (production) refuse_second(rule, std::string(rule.words[0].text));
    production = symbols_in(rule.words[1].text, letters);
  }
  std::int64_t followers = 0;
  for (std::int64_t length = 0, words = 1; length < draft.deletions; ++length) {
    followers += words;
    words *= std::ssize(letters);
  }
  if (followers > most_followers) {
    refuse("queue-size", draft.line, 1, std::to_string(followers) + " words that a step deletes",
           "at most " + std::to_string(most_followers));
  }
  draft.machine.machine = tag_system::queue_machine_of(system);
  draft.machine.system = std::move(system);
}

Listed listed_of(QueueDraft draft) {
  if (draft.rules.empty()) {
    refuse("queue-empty", draft.line, 1, "no rule",
           draft.is_tag() ? "a rule such as a bc" : "a rule such as A 1 01 B");
  }
  std::ranges::sort(draft.machine.letters);
  draft.machine.word = symbols_in(draft.input, draft.machine.letters);
  if (draft.is_tag()) {
    fill_system(draft);
  } else {
    fill_machine(draft);
  }
  return std::move(draft.machine);
}

/// One line of the machine at hand. \throws InputError
void take_line(QueueDraft& draft, std::vector<Word> words, const std::string& line) {
  const Word& first = words[0];
  if (first.text == "input") {
    if (words.size() != 2) {
      refuse("queue-line", line, first.column, std::to_string(words.size()) + " words",
             "input WORD");
    }
    collect_symbols(draft, words[1], line);
    draft.input = words[1].text;
  } else if (first.text == "expect") {
    if (words.size() == 1) {
      refuse("turing-expectation", line, first.column, "nothing", "Halt STEPS LEFT");
    }
    draft.machine.expected = turing::expectation_of({words.begin() + 1, words.end()}, line);
  } else if (first.text.size() == 1) {
    collect_rule(draft, std::move(words), line);
  } else {
    refuse("queue-line", line, first.column, in_quotes(first.text),
           "queue, tag, input, expect, or a rule");
  }
}

bool is_heading(const Word& word) { return word.text == "queue" || word.text == "tag"; }

/// \throws InputError queue-line, tag-deletions
QueueDraft draft_of(const std::vector<Word>& words, const std::string& line) {
  const bool is_tag = words[0].text == "tag";
  if (words.size() != (is_tag ? 3 : 2)) {
    refuse("queue-line", line, words[0].column, std::to_string(words.size()) + " words",
           is_tag ? "tag NAME V" : "queue NAME");
  }
  QueueDraft draft{.machine = {.name = std::string(words[1].text),
                               .place = line + ":" + std::to_string(words[1].column)},
                   .line = line};
  if (!is_tag) return draft;
  const std::string_view text = words[2].text;
  draft.deletions = text.size() == 1 ? text[0] - '0' : 0;
  if (draft.deletions >= 1 && draft.deletions <= most_deletions) return draft;
  refuse("tag-deletions", line, words[2].column, in_quotes(text),
         "letters to delete, 1 to " + std::to_string(most_deletions));
}

}  // namespace

bool is_queue_file(std::string_view text) {
  while (!text.empty()) {
    const std::vector<Word> words = next_words(text);
    if (!words.empty()) return is_heading(words[0]);
  }
  return false;
}

std::vector<Listed> parse_queues(std::string_view text, const std::string& place) {
  std::vector<Listed> machines;
  std::optional<QueueDraft> draft;
  std::int64_t number = 0;
  while (!text.empty()) {
    std::vector<Word> words = next_words(text);
    const std::string line = place + ":" + std::to_string(++number);
    if (words.empty()) continue;
    if (is_heading(words[0])) {
      if (draft) machines.push_back(listed_of(std::move(*draft)));
      draft = draft_of(words, line);
    } else if (draft) {
      take_line(*draft, std::move(words), line);
    } else {
      refuse("queue-line", line, words[0].column, in_quotes(words[0].text),
             "queue NAME or tag NAME V");
    }
  }
  if (!draft) refuse("queue-empty", place, 1, "no machine", "queue NAME or tag NAME V");
  machines.push_back(listed_of(std::move(*draft)));
  return machines;
}

}  // namespace attest::machine::queue_machine
