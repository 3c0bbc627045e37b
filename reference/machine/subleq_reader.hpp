// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the readers of SUBLEQ images and of assembly share: a text read from the left, whose
/// refusals name line and column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reference/machine/subleq_memory.hpp"

namespace attest::machine::subleq {

/// A blank inside a line.
[[nodiscard]] bool is_blank(char c);
/// A letter or "_".
[[nodiscard]] bool is_letter(char c);
[[nodiscard]] bool is_digit(char c);

/// A text that is read from the left; it outlives the reader.
class Reader {
 public:
  Reader(std::string_view text, std::string_view place) : text_(text), place_(place) {}

  [[nodiscard]] bool is_done() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return is_done() ? '\0' : text_[at_]; }
  /// \pre !is_done()
  char take();
  /// Takes `c` if it stands here. \returns whether it did
  bool takes(char c);
  void skip_blanks();
  void skip_line();
  /// The longest text from here on whose characters `accepts` accepts.
  template <typename Accepts>
  std::string_view take_while(Accepts accepts) {
    const std::size_t first = at_;
    while (!is_done() && accepts(peek())) take();
    return text_.substr(first, at_ - first);
  }
  /// A decimal number with a sign or without. \throws InputError `id`, subleq-word
  std::int64_t number(const char* id);
  /// A character of a text in quotes, escaped or not, as its code. \throws InputError
  std::int64_t character();

  /// "file:3:7"
  [[nodiscard]] std::string position() const;
  /// What stands here, to the end of the line.
  [[nodiscard]] std::string rest() const;
  /// \throws InputError
  [[noreturn]] void refuse(const char* id, const std::string& expected) const;

 private:
  std::string_view text_;
  std::string_view place_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

/// A word as the rules store it; written as a signed or as an unsigned number.
/// \throws InputError subleq-word
[[nodiscard]] std::int64_t word_of(const Rules& rules, std::int64_t value,
                                   const std::string& where);

/// Refuses no words and more than most_words. \throws InputError subleq-size
void require_size(std::size_t size, std::string_view place);

}  // namespace attest::machine::subleq
