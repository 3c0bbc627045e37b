// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas in the DIMACS CNF format as arithmetic circuits.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "reference/machine/netlist_file.hpp"
#include "reference/machine/netlist_words.hpp"

namespace attest::machine::netlist {
namespace {

constexpr int most_variables = 1000;

/// Clauses of literals, as they stand in the file.
struct Formula {
  int variables = 0;
  std::vector<std::vector<int>> clauses = {};
};

int integer_of(const Word& word, const std::string& line, const char* id, int lo, int hi) {
  int value = 0;
  const char* end = word.text.data() + word.text.size();
  const auto [next, error] = std::from_chars(word.text.data(), end, value);
  if (error == std::errc() && next == end && lo <= value && value <= hi) return value;
  refuse(id, line, word.column, in_quotes(word.text),
         "a number from " + std::to_string(lo) + " to " + std::to_string(hi));
}

/// Reads comments, the header and clauses that end in 0.
class FormulaReader {
 public:
  explicit FormulaReader(const std::string& place) : place_(place) {}

  void read_line(std::string_view text, std::int64_t number) {
    line_ = place_ + ":" + std::to_string(number);
    const std::vector<Word> words = words_of(text);
    if (words.empty() || words[0].text[0] == 'c') return;
    if (!has_header_) return read_header(words);
    for (const Word& word : words) read_literal(word);
  }

  Formula finish() {
    if (!has_header_)
      refuse("cnf-header", place_ + ":1", 1, "no header", "p cnf VARIABLES CLAUSES");
    if (is_open_) refuse("cnf-clause", line_, 1, "the end of the file", "a 0 behind the clause");
    if (std::ssize(formula_.clauses) != clauses_) {
      refuse("cnf-clause", line_, 1, std::to_string(formula_.clauses.size()) + " clauses",
             std::to_string(clauses_) + ", as the header says");
    }
    return std::move(formula_);
  }

 private:
  void read_header(const std::vector<Word>& words) {
    if (words.size() != 4 || words[0].text != "p" || words[1].text != "cnf") {
      refuse("cnf-header", line_, words[0].column, in_quotes(words[0].text),
             "p cnf VARIABLES CLAUSES");
    }
    formula_.variables = integer_of(words[2], line_, "cnf-header", 1, most_variables);
    clauses_ = integer_of(words[3], line_, "cnf-header", 0, static_cast<int>(most_parts));
    has_header_ = true;
  }

  void read_literal(const Word& word) {
    const int literal =
        integer_of(word, line_, "cnf-literal", -formula_.variables, formula_.variables);
    if (++literals_ > most_parts) {
      refuse("cnf-clause", line_, word.column, "more literals",
             "at most " + std::to_string(most_parts));
    }
    if (!is_open_) formula_.clauses.emplace_back();
    is_open_ = literal != 0;
    if (is_open_) formula_.clauses.back().push_back(literal);
  }

  std::string place_;
  std::string line_;
  Formula formula_;
  int clauses_ = 0;
  std::int64_t literals_ = 0;
  bool has_header_ = false;
  bool is_open_ = false;  // a clause has begun
};

/// The circuit of a formula, gate by gate.
class Arithmetised {
 public:
  explicit Arithmetised(const Formula& formula) {
    for (int v = 0; v < formula.variables; ++v) {
      add({.gate = Gate::input, .name = "x" + std::to_string(v + 1)});
    }
    one_ = add({.gate = Gate::constant, .constant = 1, .name = "one"});
    minus_one_ = add({.gate = Gate::constant, .constant = -1, .name = "minus_one"});
    for (int v = 0; v < formula.variables; ++v) negated_.push_back(one_minus(v));
    std::vector<int> clauses;
    for (const std::vector<int>& clause : formula.clauses) {
      std::vector<int> factors;
      // 1 - l: 1 - x of the literal x, and x of its negation.
      for (const int literal : clause) {
        const int variable = std::abs(literal) - 1;
        factors.push_back(literal > 0 ? negated_[static_cast<std::size_t>(variable)] : variable);
      }
      clauses.push_back(one_minus(product(std::move(factors))));
    }
    const int satisfied = add({.gate = Gate::sum, .sources = clauses, .name = "satisfied"});
    netlist_.outputs = {product(std::move(clauses)), satisfied};
  }

  Netlist take() { return std::move(netlist_); }

 private:
  int add(Node node) {
    netlist_.nodes.push_back(std::move(node));
    return static_cast<int>(netlist_.nodes.size()) - 1;
  }
  int one_minus(int gate) {
    const int negative = add({.gate = Gate::product, .sources = {minus_one_, gate}});
    return add({.gate = Gate::sum, .sources = {one_, negative}});
  }
  /// A balanced tree; 1 without factors.
  int product(std::vector<int> factors) {
    if (factors.empty()) return one_;
    while (factors.size() > 1) {
      std::vector<int> halves;
      for (std::size_t i = 0; i + 1 < factors.size(); i += 2) {
        halves.push_back(add({.gate = Gate::product, .sources = {factors[i], factors[i + 1]}}));
      }
      if (factors.size() % 2 == 1) halves.push_back(factors.back());
      factors = std::move(halves);
    }
    return factors[0];
  }

  Netlist netlist_;
  int one_ = 0;
  int minus_one_ = 0;
  std::vector<int> negated_;
};

}  // namespace

Listing parse_cnf(std::string_view text, const std::string& place) {
  FormulaReader reader(place);
  each_line(text, [&reader](std::string_view line, std::int64_t number) {
    reader.read_line(line, number);
  });
  return {.netlist = Arithmetised(reader.finish()).take(), .runs = {}};
}

}  // namespace attest::machine::netlist
