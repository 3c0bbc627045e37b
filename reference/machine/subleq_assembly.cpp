// SPDX-License-Identifier: Apache-2.0
/// \file
/// Assembly with labels, for one memory and for code apart from data.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reference/machine/subleq_file.hpp"
#include "reference/machine/subleq_image.hpp"
#include "reference/machine/subleq_reader.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

// Where something of the text stands: word `index`, or command `index` where code is apart.
struct Place {
  bool is_command = false;
  std::int64_t index = 0;
};

// An operand before all places are known: a number, and labels and places to be added or
// subtracted.
struct Operand {
  std::string where = {};
  std::int64_t number = 0;
  std::vector<std::pair<std::string, int>> labels = {};
  std::vector<std::pair<Place, int>> places = {};
};

constexpr std::size_t operands_each = 3;  // of an instruction
class Assembler {
 public:
  Assembler(std::string_view text, std::string_view place, const Rules& rules, bool is_apart)
      : in_(text, place), place_(place), rules_(rules), is_apart_(is_apart) {}

  // Everything in one memory.
  std::vector<std::int64_t> words() {
    read_all();
    require_size(data_.size(), place_);
    return values_of(data_);
  }

  // Words and commands apart.
  Program program() {
    read_all();
    require_size(data_.size(), place_);
    require_size(code_.size(), place_);
    if (first_command() + commands() > most_columns) {
      throw InputError("subleq-size", std::string(place_),
                       std::to_string(first_command() + commands()) + " columns",
                       "at most " + std::to_string(most_columns));
    }
    Program result{.memory = values_of(data_)};
    const auto word = [&](const Operand& operand) {
      return column_between(operand, 1, std::ssize(data_), "a word");
    };
    const auto command = [&](const Operand& operand) {
      return column_between(operand, first_command(), first_command() + commands() - 1,
                            "an instruction");
    };
    for (std::size_t i = 0; i < code_.size(); i += operands_each) {
      result.commands.push_back(
          {.a = word(code_[i]), .b = word(code_[i + 1]), .c = command(code_[i + 2])});
    }
    if (result.commands.back().c != result.last_command()) {
      throw InputError("subleq-range", code_.back().where, std::to_string(result.commands.back().c),
                       std::to_string(result.last_command()) +
                           ", its own column: the last instruction jumps to itself");
    }
    return result;
  }

 private:
  void read_all() {
    while (!in_.is_done()) {
      read_line();
      require_room();
    }
    bind_labels(here());
  }

  void require_room() const {
    require_size(std::max<std::size_t>({data_.size(), code_.size(), 1}), place_);
  }

  void read_line() {
    in_.skip_blanks();
    if (is_letter(in_.peek())) {
      Reader before = in_;
      const std::string name = label();
      in_.skip_blanks();
      if (in_.takes(':')) {
        define(name, before);
      } else {
        in_ = before;  // an operand begins with it
      }
      in_.skip_blanks();
    }
    if (!in_.is_done() && in_.peek() != ';' && in_.peek() != '\n') read_statement();
    in_.skip_blanks();
    if (in_.peek() == ';') in_.skip_line();
    if (!in_.is_done() && !in_.takes('\n')) {
      in_.refuse("subleq-assembly", "a comma, a comment or the end of the line");
    }
  }

  // The label names what the next statement begins with.
  void define(const std::string& name, const Reader& before) {
    if (!labels_.emplace(name, Place{}).second) {
      throw InputError("subleq-label", before.position(), "the label " + name + " again",
                       "each label once");
    }
    unbound_.push_back(name);
  }

  void bind_labels(const Place& place) {
    for (const std::string& name : unbound_) labels_[name] = place;
    unbound_.clear();
  }

  // Where the next word or command stands.
  [[nodiscard]] Place here() const {
    if (!is_in_code_) return {.index = std::ssize(data_)};
    return {.is_command = true, .index = std::ssize(code_) / std::int64_t{operands_each}};
  }

  void begin(bool is_instruction) {
    is_in_code_ = is_apart_ && is_instruction;
    bind_labels(here());
  }

  [[nodiscard]] std::vector<Operand>& segment() { return is_in_code_ ? code_ : data_; }

  void read_statement() {
    if (in_.peek() == '.') {
      Reader before = in_;
      in_.take();
      const std::string name(in_.take_while(is_letter));
      if (!name.empty()) return read_data(name, before);
      in_ = before;  // the address
    }
    begin(true);
    const std::size_t first = segment().size();
    read_list(2, operands_each);
    if (segment().size() == first + 2) {
      Place next = here();
      ++next.index;
      segment().push_back({.where = in_.position(), .places = {{next, 1}}});
    }
  }

  void read_data(const std::string& name, const Reader& before) {
    begin(false);
    if (name == "word") return read_list(1, most_words);
    if (name == "space") return read_space();
    if (name == "text") return read_text();
    before.refuse("subleq-assembly", ".word, .space or .text");
  }

  void read_list(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    do {
      if (count == most)
        in_.refuse("subleq-assembly", "at most " + std::to_string(most) + " operands");
      require_room();
      segment().push_back(operand());
      ++count;
      in_.skip_blanks();
    } while (in_.takes(','));
    if (count < least) in_.refuse("subleq-assembly", "a comma and another operand");
  }

  void read_space() {
    in_.skip_blanks();
    const std::string where = in_.position();
    const std::int64_t count = in_.number("subleq-assembly");
    if (count < 0 || std::cmp_greater(count, most_words)) {
      throw InputError("subleq-size", where, std::to_string(count),
                       "0 to " + std::to_string(most_words) + " zeros");
    }
    data_.resize(data_.size() + static_cast<std::size_t>(count));
  }

  void read_text() {
    in_.skip_blanks();
    if (!in_.takes('"')) in_.refuse("subleq-assembly", "a text in double quotes");
    while (!in_.takes('"')) {
      const std::string where = in_.position();
      data_.push_back({.where = where, .number = in_.character()});
    }
  }

  std::string label() {
    return std::string(in_.take_while([](char c) { return is_letter(c) || is_digit(c); }));
  }

  Operand operand() {
    in_.skip_blanks();
    Operand result{.where = in_.position()};
    int sign = in_.takes('-') ? -1 : 1;
    for (;;) {
      in_.skip_blanks();
      term(result, sign);
      in_.skip_blanks();
      if (in_.peek() != '+' && in_.peek() != '-') return result;
      sign = in_.take() == '-' ? -1 : 1;
    }
  }

  void term(Operand& sum, int sign) {
    std::int64_t value = 0;
    if (is_letter(in_.peek())) {
      sum.labels.emplace_back(label(), sign);
    } else if (in_.takes('.')) {
      sum.places.emplace_back(here(), sign);
    } else if (in_.takes('\'')) {
      value = in_.character();
      if (!in_.takes('\'')) in_.refuse("subleq-assembly", "a closing quote");
    } else if (is_digit(in_.peek())) {
      value = in_.number("subleq-assembly");
    } else {
      in_.refuse("subleq-assembly", "a number, a label, . or a character in quotes");
    }
    add(sum, sign, value);
  }

  void add(Operand& sum, int sign, std::int64_t value) const {
    const std::int64_t term = sign * value;
    if (__builtin_add_overflow(sum.number, term, &sum.number)) {
      throw InputError("subleq-word", sum.where, "a sum beyond 64 bits", "a word");
    }
  }

  // Column 0 is the machine's; words come before commands.
  [[nodiscard]] std::int64_t first_command() const { return 1 + std::ssize(data_); }
  [[nodiscard]] std::int64_t commands() const {
    return std::ssize(code_) / std::int64_t{operands_each};
  }

  [[nodiscard]] std::int64_t address_of(const Place& place) const {
    if (!is_apart_) return place.index;
    return place.index + (place.is_command ? first_command() : 1);
  }

  [[nodiscard]] std::int64_t sum_of(const Operand& operand) const {
    Operand sum = operand;
    for (const auto& [name, sign] : operand.labels) {
      const auto found = labels_.find(name);
      if (found == labels_.end()) {
        throw InputError("subleq-label", operand.where, name, "a label of this file");
      }
      add(sum, sign, address_of(found->second));
    }
    for (const auto& [place, sign] : operand.places) add(sum, sign, address_of(place));
    return sum.number;
  }

  [[nodiscard]] std::vector<std::int64_t> values_of(const std::vector<Operand>& operands) const {
    std::vector<std::int64_t> result;
    for (const Operand& operand : operands) {
      result.push_back(word_of(rules_, sum_of(operand), operand.where));
    }
    return result;
  }

  [[nodiscard]] int column_between(const Operand& operand, std::int64_t first, std::int64_t last,
                                   const char* what) const {
    const std::int64_t column = sum_of(operand);
    if (first <= column && column <= last) return static_cast<int>(column);
    throw InputError("subleq-range", operand.where, std::to_string(column),
                     std::string("the column of ") + what + ", " + std::to_string(first) + " to " +
                         std::to_string(last));
  }

  Reader in_;
  std::string_view place_;
  Rules rules_;
  bool is_apart_;
  bool is_in_code_ = false;
  std::vector<Operand> data_ = {};
  std::vector<Operand> code_ = {};  // three an instruction
  std::map<std::string, Place> labels_ = {};
  std::vector<std::string> unbound_ = {};
};

}  // namespace

std::vector<std::int64_t> assemble(std::string_view text, std::string_view place,
                                   const Rules& rules) {
  return Assembler(text, place, rules, false).words();
}

Program assemble_apart(std::string_view text, std::string_view place) {
  return Assembler(text, place, {.word_bits = 0}, true).program();
}

}  // namespace attest::machine::subleq
