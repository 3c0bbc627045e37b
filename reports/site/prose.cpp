// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plain text as HTML that reads like print.
#include <array>
#include <cctype>
#include <utility>

#include "reports/site/render.hpp"

namespace attest::site {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> signs{
    {{"<=>", "⇔"}, {"<=", "≤"}, {">=", "≥"}, {"!=", "≠"}, {"->", "→"}, {" - ", " − "}}};

/// Walks over a text and writes it as HTML.
class Setter {
 public:
  explicit Setter(std::string_view text) : text_(text) {}

  std::string set() {
    while (at_ < text_.size()) {
      if (sets_sign() || sets_minus() || sets_low() || sets_high() || sets_space()) continue;
      result_ += html_escaped(text_.substr(at_, 1));
      ++at_;
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] char char_at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  [[nodiscard]] char before(std::size_t back) const {
    return at_ >= back ? text_[at_ - back] : '\0';
  }

  bool sets_sign() {
    for (const auto& [from, to] : signs) {
      if (!text_.substr(at_).starts_with(from)) continue;
      result_ += to;
      at_ += from.size();
      return true;
    }
    return false;
  }

  /// The minus of "-2" and "(-p)"; a hyphen stays one.
  bool sets_minus() {
    const bool starts =
        at_ == 0 || std::string_view(" ([,=").find(before(1)) != std::string_view::npos;
    if (text_[at_] != '-' || !starts ||
        !(is_digit(char_at(at_ + 1)) || is_letter(char_at(at_ + 1)))) {
      return false;
    }
    result_ += "−";
    ++at_;
    return true;
  }

  /// "x_i", "Z_7", "log2": one letter, then at most six letters and digits.
  bool sets_low() {
    if (text_[at_] == '2' && before(1) == 'g' && at_ >= 3 && text_.substr(at_ - 3, 3) == "log" &&
        !is_word(before(4)) && !is_word(char_at(at_ + 1))) {
      tag("sub", "2");
      ++at_;
      return true;
    }
    if (text_[at_] != '_' || !is_letter(before(1)) || is_word(before(2))) return false;
    std::size_t end = at_ + 1;
    while (is_letter(char_at(end)) || is_digit(char_at(end))) ++end;
    constexpr std::size_t longest = 6;
    if (end == at_ + 1 || end - at_ - 1 > longest || char_at(end) == '_') return false;
    tag("sub", text_.substr(at_ + 1, end - at_ - 1));
    at_ = end;
    return true;
  }

  /// "2^n", "M^2", "2^(p-1)", "2^-p": the parentheses are not needed once it stands high.
  bool sets_high() {
    if (text_[at_] != '^' || !(is_word(before(1)) || before(1) == ')' || before(1) == ']'))
      return false;
    std::size_t begin = at_ + 1;
    std::size_t end = begin;
    if (char_at(begin) == '(') {
      int open = 0;
      for (; end < text_.size(); ++end) {
        open += text_[end] == '(' ? 1 : text_[end] == ')' ? -1 : 0;
        if (open == 0) break;
      }
      if (end >= text_.size() || end == begin + 1) return false;
      tag("sup", text_.substr(begin + 1, end - begin - 1));
      at_ = end + 1;
      return true;
    }
    if (char_at(end) == '-') ++end;
    while (is_letter(char_at(end)) || is_digit(char_at(end))) ++end;
    if (end == begin || char_at(end - 1) == '-') return false;
    tag("sup", text_.substr(begin, end - begin));
    at_ = end;
    return true;
  }

  /// A narrow space inside a number, a fixed one between a number and a word.
  bool sets_space() {
    if (text_[at_] != ' ' || !is_digit(before(1))) return false;
    const char next = char_at(at_ + 1);
    const bool is_inside =
        is_digit(next) && is_digit(char_at(at_ + 2)) && is_digit(char_at(at_ + 3));
    if (!is_inside && !(next >= 'a' && next <= 'z')) return false;
    result_ += is_inside ? "&#8239;" : "&nbsp;";
    ++at_;
    return true;
  }

  void tag(const std::string& name, std::string_view inner) {
    result_ += "<" + name + ">";
    for (const char c : inner) result_ += c == '-' ? "−" : html_escaped(std::string(1, c));
    result_ += "</" + name + ">";
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string result_;
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string html_prose(std::string_view text) { return Setter(text).set(); }

}  // namespace attest::site
