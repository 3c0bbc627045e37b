// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plain text as HTML that reads like print.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "reports/site/render.hpp"

namespace attest::site {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> signs{{{"<=>", "⇔"},
                                                                              {"<=", "≤"},
                                                                              {">=", "≥"},
                                                                              {"!=", "≠"},
                                                                              {"->", "→"},
                                                                              {" - ", " − "},
                                                                              {" * ", " × "},
                                                                              {"...", "…"},
                                                                              {"..", "…"}}};

/// Words that stand low after a letter; other words belong to a name: k_hop.
constexpr std::array<std::string_view, 8> low_words{"max", "min", "inf", "sum",
                                                    "out", "res", "new", "old"};

/// Walks over a text and writes it as HTML.
class Setter {
 public:
  explicit Setter(std::string_view text) : text_(text) {}

  std::string set() {
    while (at_ < text_.size()) {
      if (sets_sign() || sets_minus() || sets_rounding() || sets_low() || sets_high() ||
          sets_space())
        continue;
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

  /// "floor(x)" and "ceil(x)" with the brackets of print.
  bool sets_rounding() {
    if (is_word(before(1))) return false;
    const bool is_floor = text_.substr(at_).starts_with("floor(");
    if (!is_floor && !text_.substr(at_).starts_with("ceil(")) return false;
    const std::size_t begin = at_ + (is_floor ? 6 : 5);
    int open = 1;
    std::size_t end = begin;
    for (; end < text_.size(); ++end) {
      open += text_[end] == '(' ? 1 : text_[end] == ')' ? -1 : 0;
      if (open == 0) break;
    }
    if (open != 0 || end == begin) return false;
    result_ += is_floor ? "⌊" : "⌈";
    result_ += Setter(text_.substr(begin, end - begin)).set();
    result_ += is_floor ? "⌋" : "⌉";
    at_ = end + 1;
    return true;
  }

  /// "{j-1}" at the place, without its braces; empty where there is none.
  [[nodiscard]] std::string_view braced(std::size_t from) const {
    const std::size_t end = text_.find('}', from);
    if (char_at(from) != '{' || end == std::string_view::npos) return {};
    return text_.substr(from + 1, end - from - 1);
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
    if (const std::string_view inner = braced(at_ + 1); !inner.empty()) {
      tag("sub", inner);
      at_ += inner.size() + 3;
      return true;
    }
    std::size_t end = at_ + 1;
    while (is_letter(char_at(end)) || is_digit(char_at(end))) ++end;
    const std::string_view word = text_.substr(at_ + 1, end - at_ - 1);
    const bool is_name = word.size() >= 3 && std::all_of(word.begin(), word.end(), [](char c) {
                           return std::islower(static_cast<unsigned char>(c)) != 0;
                         });
    if (is_name && std::find(low_words.begin(), low_words.end(), word) == low_words.end()) {
      return false;
    }
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
    if (const std::string_view inner = braced(begin); !inner.empty()) {
      tag("sup", inner);
      at_ += inner.size() + 3;
      return true;
    }
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
    std::string text;
    for (const char c : inner) text += c == '-' ? "−" : std::string(1, c);
    result_ += "<" + name + ">" + Setter(text).set() + "</" + name + ">";
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
