// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading images, and what their readers and those of assembly share.
#include "reference/machine/subleq_image.hpp"

#include <charconv>
#include <string>
#include <utility>

#include "reference/machine/subleq_reader.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::subleq {
namespace {

// Some characters of a text, printable.
std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, 40)) {
    result += c < ' ' || c > '~' ? '?' : c;
  }
  return "`" + result + "`";
}

}  // namespace

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

char Reader::take() {
  const char c = text_[at_++];
  if (c == '\n') {
    ++line_;
    line_start_ = at_;
  }
  return c;
}

bool Reader::takes(char c) {
  if (is_done() || peek() != c) return false;
  take();
  return true;
}

void Reader::skip_blanks() {
  while (!is_done() && is_blank(peek())) take();
}

void Reader::skip_line() {
  while (!is_done() && peek() != '\n') take();
}

std::int64_t Reader::number(const char* id) {
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

std::int64_t Reader::character() {
  if (is_done() || peek() == '\n') refuse("subleq-assembly", "a character and a closing quote");
  if (!takes('\\')) return static_cast<unsigned char>(take());
  for (const auto& [name, value] :
       {std::pair{'n', 10}, {'0', 0}, {'"', 34}, {'\'', 39}, {'\\', 92}}) {
    if (takes(name)) return value;
  }
  refuse("subleq-assembly", R"(\n, \0, \", \' or \\)");
}

std::string Reader::position() const {
  return std::string(place_) + ":" + std::to_string(line_) + ":" +
         std::to_string(at_ - line_start_ + 1);
}

std::string Reader::rest() const {
  if (is_done()) return "the end of the file";
  if (peek() == '\n') return "the end of the line";
  return shown(text_.substr(at_, text_.find('\n', at_) - at_));
}

void Reader::refuse(const char* id, const std::string& expected) const {
  throw InputError(id, position(), rest(), expected);
}

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

}  // namespace attest::machine::subleq
