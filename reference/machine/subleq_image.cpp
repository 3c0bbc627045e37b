// SPDX-License-Identifier: Apache-2.0
/// \file
/// Readers of images and of assembly; every refusal names line and column.
#include "reference/machine/subleq_image.hpp"

#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Some characters of a text, printable.
std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, 40)) {
    result += c < ' ' || c > '~' ? '?' : c;
  }
  return "`" + result + "`";
}

// A text that is read from the left.
class Reader {
 public:
  Reader(std::string_view text, std::string_view place) : text_(text), place_(place) {}

  [[nodiscard]] bool is_done() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return is_done() ? '\0' : text_[at_]; }
  char take() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      line_start_ = at_;
    }
    return c;
  }
  bool takes(char c) {
    if (is_done() || peek() != c) return false;
    take();
    return true;
  }
  void skip_blanks() {
    while (!is_done() && is_blank(peek())) take();
  }
  void skip_line() {
    while (!is_done() && peek() != '\n') take();
  }
  template <typename Accepts>
  std::string_view take_while(Accepts accepts) {
    const std::size_t first = at_;
    while (!is_done() && accepts(peek())) take();
    return text_.substr(first, at_ - first);
  }

  [[nodiscard]] std::string position() const {
    return std::string(place_) + ":" + std::to_string(line_) + ":" +
           std::to_string(at_ - line_start_ + 1);
  }
  // What stands here, to the end of the line.
  [[nodiscard]] std::string rest() const {
    if (is_done()) return "the end of the file";
    if (peek() == '\n') return "the end of the line";
    return shown(text_.substr(at_, text_.find('\n', at_) - at_));
  }
  [[noreturn]] void refuse(const char* id, const std::string& expected) const {
    throw InputError(id, position(), rest(), expected);
  }

  // A decimal number with a sign or without.
  std::int64_t number(const char* id) {
    const std::string where = position();
    const std::size_t first = at_;
    if (peek() == '-' || peek() == '+') take();
    if (take_while(is_digit).empty()) {
      at_ = first;
      refuse(id, "an integer");
    }
    std::string_view digits = text_.substr(first, at_ - first);
    if (digits[0] == '+') digits.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      throw InputError("subleq-word", where, shown(digits), "a 64-bit integer");
    }
    return value;
  }

 private:
  std::string_view text_;
  std::string_view place_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

// A word as the rules store it; written as a signed or as an unsigned number.
std::int64_t word_of(const Rules& rules, std::int64_t value, const std::string& where) {
  const int bits = rules.word_bits;
  if (bits == 0 || bits >= 63) return value;
  const std::int64_t half = std::int64_t{1} << (bits - 1);
  if (value < -half || value >= 2 * half) {
    throw InputError(
        "subleq-word", where, std::to_string(value),
        "a word of " + std::to_string(bits) + " bits (--set word_bits=N gives it more)");
  }
  return rules.word(value);
}

void require_size(std::size_t size, std::string_view place) {
  if (size == 0) throw InputError("subleq-size", std::string(place), "no words", "one at least");
  if (size > most_words) {
    throw InputError("subleq-size", std::string(place), "more words",
                     "at most " + std::to_string(most_words));
  }
}

// An operand before the labels are known: a number and labels to be added or subtracted.
struct Operand {
  std::string where = {};
  std::int64_t number = 0;
  std::vector<std::pair<std::string, int>> labels = {};
};

class Assembler {
 public:
  Assembler(std::string_view text, std::string_view place, const Rules& rules)
      : in_(text, place), place_(place), rules_(rules) {}

  std::vector<std::int64_t> words() {
    while (!in_.is_done()) {
      read_line();
      require_room();
    }
    std::vector<std::int64_t> result;
    result.reserve(operands_.size());
    for (const Operand& operand : operands_) result.push_back(value_of(operand));
    require_size(result.size(), place_);
    return result;
  }

 private:
  void require_room() const {
    if (operands_.size() > most_words) require_size(operands_.size(), place_);
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

  void define(const std::string& name, const Reader& before) {
    if (!labels_.emplace(name, address()).second) {
      throw InputError("subleq-label", before.position(), "the label " + name + " again",
                       "each label once");
    }
  }

  void read_statement() {
    if (in_.peek() == '.') {
      Reader before = in_;
      in_.take();
      const std::string name(in_.take_while(is_letter));
      if (name == "word") return read_list(1, most_words);
      if (name == "space") return read_space();
      if (name == "text") return read_text();
      if (!name.empty()) before.refuse("subleq-assembly", ".word, .space or .text");
      in_ = before;  // the address
    }
    const std::size_t first = operands_.size();
    read_list(2, 3);
    if (operands_.size() == first + 2) {
      operands_.push_back({.where = in_.position(), .number = address() + 1});
    }
  }

  void read_list(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    do {
      if (count == most)
        in_.refuse("subleq-assembly", "at most " + std::to_string(most) + " operands");
      require_room();
      operands_.push_back(operand());
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
    operands_.resize(operands_.size() + static_cast<std::size_t>(count));
  }

  void read_text() {
    in_.skip_blanks();
    if (!in_.takes('"')) in_.refuse("subleq-assembly", "a text in double quotes");
    while (!in_.takes('"')) {
      const std::string where = in_.position();
      operands_.push_back({.where = where, .number = character()});
    }
  }

  std::int64_t character() {
    if (in_.is_done() || in_.peek() == '\n') {
      in_.refuse("subleq-assembly", "a character and a closing quote");
    }
    if (!in_.takes('\\')) return static_cast<unsigned char>(in_.take());
    for (const auto& [name, value] :
         {std::pair{'n', 10}, {'0', 0}, {'"', 34}, {'\'', 39}, {'\\', 92}}) {
      if (in_.takes(name)) return value;
    }
    in_.refuse("subleq-assembly", R"(\n, \0, \", \' or \\)");
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
      value = address();
    } else if (in_.takes('\'')) {
      value = character();
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

  std::int64_t value_of(const Operand& operand) const {
    Operand sum = operand;
    for (const auto& [name, sign] : operand.labels) {
      const auto found = labels_.find(name);
      if (found == labels_.end()) {
        throw InputError("subleq-label", operand.where, name, "a label of this file");
      }
      add(sum, sign, found->second);
    }
    return word_of(rules_, sum.number, operand.where);
  }

  [[nodiscard]] std::int64_t address() const { return std::ssize(operands_); }

  Reader in_;
  std::string_view place_;
  Rules rules_;
  std::vector<Operand> operands_ = {};
  std::map<std::string, std::int64_t> labels_ = {};
};

}  // namespace

std::vector<std::int64_t> parse_image(std::string_view text, std::string_view place,
                                      const Rules& rules) {
  Reader in(text, place);
  std::vector<std::int64_t> words;
  const auto skip = [&] {
    in.take_while([](char c) { return is_blank(c) || c == '\n' || c == ','; });
  };
  for (skip(); !in.is_done(); skip()) {
    const std::string where = in.position();
    words.push_back(word_of(rules, in.number("subleq-image"), where));
    const bool is_separated =
        in.is_done() || is_blank(in.peek()) || in.peek() == '\n' || in.peek() == ',';
    if (!is_separated) in.refuse("subleq-image", "a blank, a comma or a line end");
    if (words.size() > most_words) break;
  }
  require_size(words.size(), place);
  return words;
}

std::vector<std::int64_t> assemble(std::string_view text, std::string_view place,
                                   const Rules& rules) {
  return Assembler(text, place, rules).words();
}

}  // namespace attest::machine::subleq
