// SPDX-License-Identifier: Apache-2.0
/// \file
/// DIMACS texts and models of formulas; see satisfiability.hpp.
#include "reference/task/satisfiability.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_lines.hpp"

namespace attest::task {
namespace {

/// The whole number that is a word; nothing where the word is none.
std::optional<std::int64_t> number_of_word(const Word& word) {
  std::int64_t number = 0;
  const char* end = word.text.data() + word.text.size();
  const auto [next, error] = std::from_chars(word.text.data(), end, number);
  if (error != std::errc() || next != end) return std::nullopt;
  return number;
}

/// Reads a text line by line.
class FormulaReader {
 public:
  [[nodiscard]] Formula read(std::string_view text, std::string_view place) {
    for (const Line& line : lines_of(text, place)) {
      const std::vector<Word> words = line.words();
      if (words.empty() || words[0].text.starts_with("c")) continue;
      if (words[0].text == "%") break;
      if (words[0].text == "p") {
        read_header(line, words);
      } else {
        read_literals(line, words);
      }
    }
    if (!has_header_) {
      throw InputError("cnf-empty", std::string(place), "no header", "p cnf VARIABLES CLAUSES");
    }
    if (std::ssize(formula_.clauses) != clauses_ || is_open_) {
      const std::string open = is_open_ ? " and one without its 0" : "";
      throw InputError("cnf-count", std::string(place),
                       std::to_string(formula_.clauses.size()) + " clauses" + open,
                       std::to_string(clauses_) + ", as the header says");
    }
    return std::move(formula_);
  }

 private:
  void read_header(const Line& line, const std::vector<Word>& words) {
    if (has_header_) line.refuse("cnf-header", words[0].column, "a second header", "a clause");
    has_header_ = true;
    if (words.size() != 4 || words[1].text != "cnf") {
      line.refuse("cnf-header", words[0].column, quoted(line.text), "p cnf VARIABLES CLAUSES");
    }
    formula_.variables = count_of(line, words[2], most_variables);
    clauses_ = count_of(line, words[3], most_clauses);
  }

  static int count_of(const Line& line, const Word& word, int most) {
    const std::optional<std::int64_t> count = number_of_word(word);
    if (!count || *count < 0) line.refuse("cnf-header", word.column, quoted(word.text), "a number");
    if (*count > most) {
      line.refuse("cnf-size", word.column, quoted(word.text), "at most " + std::to_string(most));
    }
    return static_cast<int>(*count);
  }

  void read_literals(const Line& line, const std::vector<Word>& words) {
    if (!has_header_) {
      line.refuse("cnf-header", words[0].column, quoted(words[0].text), "p cnf VARIABLES CLAUSES");
    }
    for (const Word& word : words) {
      const std::optional<std::int64_t> literal = number_of_word(word);
      const std::int64_t most = formula_.variables;
      if (!literal || *literal > most || *literal < -most) {
        line.refuse("cnf-literal", word.column, quoted(word.text),
                    "a number from " + std::to_string(-most) + " to " + std::to_string(most));
      }
      if (*literal == 0) {
        if (std::ssize(formula_.clauses) == clauses_) {
          line.refuse("cnf-count", word.column, "one clause more",
                      std::to_string(clauses_) + ", as the header says");
        }
        formula_.clauses.push_back(std::exchange(clause_, {}));
        is_open_ = false;
        continue;
      }
      is_open_ = true;
      (*literal > 0 ? clause_.positive : clause_.negative) |= std::int64_t{1}
                                                              << (std::abs(*literal) - 1);
    }
  }

  Formula formula_ = {};
  Clause clause_ = {};
  int clauses_ = 0;
  bool has_header_ = false;
  bool is_open_ = false;
};

}  // namespace

bool is_satisfied(const Formula& formula, std::int64_t assignment) {
  return std::ranges::all_of(formula.clauses, [assignment](const Clause& clause) {
    return (assignment & clause.positive) != 0 || (~assignment & clause.negative) != 0;
  });
}

std::optional<std::int64_t> least_model(const Formula& formula) {
  ATTEST_REQUIRE(0 <= formula.variables && formula.variables <= most_variables,
                 "assignments to try");
  const std::int64_t count = std::int64_t{1} << formula.variables;
  for (std::int64_t number = 0; number < count; ++number) {
    std::int64_t assignment = 0;
    for (int i = 0; i < formula.variables; ++i) {
      const std::int64_t bit = (number >> (formula.variables - 1 - i)) & 1;
      assignment |= bit << i;
    }
    if (is_satisfied(formula, assignment)) return assignment;
  }
  return std::nullopt;
}

Formula parse_formula(std::string_view text, std::string_view place) {
  return FormulaReader().read(text, place);
}

}  // namespace attest::task
