// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading arithmetic circuits; every refusal names line and column.
#include "reference/machine/netlist_file.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "reference/machine/netlist_words.hpp"

namespace attest::machine::netlist {
namespace {

constexpr std::string_view grammar_words[] = {"input", "const",  "sum", "product",
                                              "sign",  "output", "at",  "gives"};

bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return '0' <= c && c <= '9'; }

bool is_name(std::string_view text) {
  return is_letter(text[0]) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); }) &&
         std::ranges::find(grammar_words, text) == std::end(grammar_words);
}

/// A run whose lists are compared with the circuit when all of it is known.
struct ListedRun {
  Run run;
  Word inputs;    ///< where too many or too few are reported
  Word expected;  ///< the same, of `gives`
};

/// The statements of a file, line by line.
class Reader {
 public:
  explicit Reader(const std::string& place) : place_(place) {}

  void read_line(std::string_view line, std::int64_t number) {
    line_ = place_ + ":" + std::to_string(number);
    const std::vector<Word> words = words_of(line);
    if (words.empty()) return;
    const std::string_view first = words[0].text;
    if (first == "input") {
      read_inputs(words);
    } else if (first == "output") {
      for (const Word& word : rest(words, 1)) result_.netlist.outputs.push_back(gate_of(word));
      has_output_ = true;
    } else if (first == "at") {
      read_run(words);
    } else if (words.size() >= 2 && words[1].text == "=") {
      read_gate(words);
    } else {
      refuse("netlist-syntax", line_, words[0].column, in_quotes(first),
             "input, output, at, or NAME = const, sum, product or sign");
    }
  }

  Listing finish() {
    Netlist& netlist = result_.netlist;
    if (netlist.nodes.empty()) refuse("netlist-empty", place_ + ":1", 1, "no gate", "a gate");
    if (!has_output_) {
      for (int g = 0; g < std::ssize(netlist.nodes); ++g) netlist.outputs.push_back(g);
    }
    const auto inputs = static_cast<std::size_t>(input_count(netlist));
    for (ListedRun& listed : runs_) {
      Run& run = listed.run;
      require_count(run, listed.inputs, run.inputs.size(), inputs, "inputs");
      if (run.expected) {
        require_count(run, listed.expected, run.expected->size(), netlist.outputs.size(),
                      "outputs");
      }
      result_.runs.push_back(std::move(run));
    }
    return std::move(result_);
  }

 private:
  static void require_count(const Run& run, const Word& at, std::size_t found, std::size_t expected,
                            const char* what) {
    if (found == expected) return;
    refuse("netlist-count", run.place, at.column, std::to_string(found) + " numbers",
           std::to_string(expected) + ", as many as " + what);
  }

  /// The words from `first` on. \throws InputError netlist-syntax where there are none
  std::vector<Word> rest(const std::vector<Word>& words, std::size_t first) const {
    if (words.size() <= first) {
      refuse("netlist-syntax", line_, words.back().column, "the end of the line",
             "a name behind " + in_quotes(words.back().text));
    }
    return {words.begin() + static_cast<std::ptrdiff_t>(first), words.end()};
  }

  void add(const Word& name, Node node) {
    if (!is_name(name.text)) {
      refuse("netlist-name", line_, name.column, in_quotes(name.text),
             "a letter, then letters, digits or _, and no word of the grammar");
    }
    parts_ += 1 + std::ssize(node.sources);
    if (parts_ > most_parts) {
      refuse("netlist-count", line_, name.column, "more gates and wires",
             "at most " + std::to_string(most_parts));
    }
    node.name = std::string(name.text);
    const int gate = static_cast<int>(result_.netlist.nodes.size());
    if (!gates_.emplace(node.name, gate).second) {
      refuse("netlist-name", line_, name.column, in_quotes(name.text) + " a second time",
             "a name for each gate");
    }
    result_.netlist.nodes.push_back(std::move(node));
  }

  [[nodiscard]] int gate_of(const Word& word) const {
    const auto found = gates_.find(word.text);
    if (found == gates_.end()) {
      refuse("netlist-name", line_, word.column, in_quotes(word.text), "a gate named above");
    }
    return found->second;
  }

  void read_inputs(const std::vector<Word>& words) {
    for (const Word& word : rest(words, 1)) add(word, {.gate = Gate::input});
  }

  void read_gate(const std::vector<Word>& words) {
    const Word operation = rest(words, 2)[0];
    Node node;
    const std::size_t operands = words.size() - 3;
    std::string expected;
    if (operation.text == "const") {
      if (operands == 1) node.constant = number_of(words[3], line_);
      node.gate = Gate::constant;
      if (operands != 1) expected = "one number";
    } else if (operation.text == "sum") {
      node.gate = Gate::sum;
    } else if (operation.text == "product") {
      node.gate = Gate::product;
      if (operands != 2) expected = "two sources";
    } else if (operation.text == "sign") {
      node.gate = Gate::sign;
      if (operands != 1) expected = "one source";
    } else {
      refuse("netlist-syntax", line_, operation.column, in_quotes(operation.text),
             "const, sum, product or sign");
    }
    if (!expected.empty()) {
      refuse("netlist-count", line_, operation.column,
             std::to_string(operands) + " words behind " + in_quotes(operation.text), expected);
    }
    for (std::size_t w = 3; w < words.size() && node.gate != Gate::constant; ++w) {
      node.sources.push_back(gate_of(words[w]));
    }
    add(words[0], std::move(node));
  }

  void read_run(const std::vector<Word>& words) {
    if (++parts_ > most_parts) {
      refuse("netlist-count", line_, words[0].column, "more runs",
             "at most " + std::to_string(most_parts));
    }
    ListedRun listed{.run = {.place = line_}, .inputs = words[0], .expected = words[0]};
    for (std::size_t w = 1; w < words.size(); ++w) {
      if (words[w].text == "gives" && !listed.run.expected) {
        listed.expected = words[w];
        listed.run.expected.emplace();
        continue;
      }
      Rational number = number_of(words[w], line_);
      std::vector<Rational>& list = listed.run.expected ? *listed.run.expected : listed.run.inputs;
      list.push_back(std::move(number));
    }
    runs_.push_back(std::move(listed));
  }

  std::string place_;
  std::string line_;  ///< "file:line" of the line being read
  Listing result_;
  std::vector<ListedRun> runs_;
  std::map<std::string, int, std::less<>> gates_;
  std::int64_t parts_ = 0;
  bool has_output_ = false;
};

}  // namespace

Listing parse(std::string_view text, const std::string& place) {
  Reader reader(place);
  each_line(text, [&reader](std::string_view line, std::int64_t number) {
    reader.read_line(line, number);
  });
  return reader.finish();
}

}  // namespace attest::machine::netlist
