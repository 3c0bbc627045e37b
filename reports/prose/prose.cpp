// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads signs and small letters; see prose.hpp.
#include "reports/prose/prose.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace attest::prose {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }
bool is_byte_of_sign(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }

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

/// Words of mathematics after which a letter or a number stands low: hop_k, log_3, dim_k.
constexpr std::array<std::string_view, 11> low_after{"hop", "log", "dim", "deg",   "acc",   "out",
                                                     "vid", "eid", "sum", "delta", "Match3"};

/// Walks over a text and cuts it into runs.
class Setter {
 public:
  Setter(std::string_view text, Spaces spaces) : text_(text), spaces_(spaces) {}

  std::vector<Run> set() {
    while (at_ < text_.size()) {
      if (sets_sign() || sets_minus() || sets_rounding() || sets_low() || sets_high() ||
          sets_space())
        continue;
      add(text_.substr(at_, 1), "");
      ++at_;
    }
    return std::move(runs_);
  }

 private:
  [[nodiscard]] char char_at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  [[nodiscard]] char before(std::size_t back) const {
    return at_ >= back ? text_[at_ - back] : '\0';
  }

  void add(std::string_view text, const std::string& level) {
    if (runs_.empty() || runs_.back().level != level) runs_.push_back({.text = {}, .level = level});
    runs_.back().text += text;
  }

  /// Adds what stands inside, all of it on `level` and further.
  void add_inside(std::string_view inside, const std::string& level) {
    for (const Run& run : Setter(inside, spaces_).set()) add(run.text, level + run.level);
  }

  /// Adds what stands high or low; a hyphen there is a minus.
  void add_small(std::string_view inside, const std::string& level) {
    std::string text;
    for (const char c : inside) text += c == '-' ? "−" : std::string(1, c);
    add_inside(text, level);
  }

  bool sets_sign() {
    for (const auto& [from, to] : signs) {
      if (!text_.substr(at_).starts_with(from)) continue;
      add(to, "");
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
    const std::size_t end = closing(begin);
    if (end >= text_.size() || end == begin) return false;
    add(is_floor ? "⌊" : "⌈", "");
    add_inside(text_.substr(begin, end - begin), "");
    add(is_floor ? "⌋" : "⌉", "");
    at_ = end + 1;
    return true;
  }

  /// The parenthesis that closes the one before `begin`; the end of the text where none does.
  [[nodiscard]] std::size_t closing(std::size_t begin) const {
    int open = 1;
    for (std::size_t end = begin; end < text_.size(); ++end) {
      open += text_[end] == '(' ? 1 : text_[end] == ')' ? -1 : 0;
      if (open == 0) return end;
    }
    return text_.size();
  }

  /// "{j-1}" at the place, without its braces; empty where there is none.
  [[nodiscard]] std::string_view braced(std::size_t from) const {
    const std::size_t end = text_.find('}', from);
    if (char_at(from) != '{' || end == std::string_view::npos) return {};
    return text_.substr(from + 1, end - from - 1);
  }

  /// The minus of "-2", "(-p)", "n-1" and ")-1"; a hyphen stays one.
  bool sets_minus() {
    const bool starts =
        at_ == 0 || std::string_view(" ([,=").find(before(1)) != std::string_view::npos;
    const bool is_after_small = !runs_.empty() && !runs_.back().level.empty();
    const bool is_between =
        is_after_small || before(1) == ')' ||
        (is_letter(before(1)) && !is_word(before(2)) && before(2) != '-' && before(2) != '.');
    const bool is_minus = (starts && is_letter(char_at(at_ + 1))) ||
                          ((starts || is_between) && is_digit(char_at(at_ + 1)));
    if (text_[at_] != '-' || !is_minus) return false;
    add("−", "");
    ++at_;
    return true;
  }

  /// The letters and digits that end at the place.
  [[nodiscard]] std::string_view word_before() const {
    std::size_t begin = at_;
    while (begin > 0 && is_word(text_[begin - 1])) --begin;
    return text_.substr(begin, at_ - begin);
  }

  /// Whether what stands before an underscore may have small letters below it.
  /// \param length of the small letters
  [[nodiscard]] bool takes_low(std::size_t length) const {
    if (is_letter(before(1)) && !is_word(before(2))) return true;
    if (length != 1) return false;
    const std::string_view word = word_before();
    if (word == "1") return true;  // an indicator: 1_y
    if (std::find(low_after.begin(), low_after.end(), word) != low_after.end()) return true;
    return std::string_view(")'").find(before(1)) != std::string_view::npos && before(1) != '\0';
  }

  /// "x_i", "Z_7", "log2", "hop_k": one letter or a known word, then a few letters and digits.
  bool sets_low() {
    if (text_[at_] == '2' && before(1) == 'g' && at_ >= 3 && text_.substr(at_ - 3, 3) == "log" &&
        !is_word(before(4)) && !is_word(char_at(at_ + 1))) {
      add_small("2", "_");
      ++at_;
      return true;
    }
    if (text_[at_] != '_') return false;
    if (const std::string_view inner = braced(at_ + 1); !inner.empty() && takes_low(1)) {
      add_small(inner, "_");
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
    const bool is_number = !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
    constexpr std::size_t longest = 6;
    if (word.empty() || word.size() > longest || char_at(end) == '_') return false;
    if (!takes_low(is_number ? 1 : word.size())) return false;
    add_small(word, "_");
    at_ = end;
    return true;
  }

  /// "2^n", "M^2", "2^(p-1)", "2^-p": the parentheses are not needed once it stands high.
  bool sets_high() {
    constexpr std::string_view closed = ")]|'}";
    const char base = before(1);
    if (text_[at_] != '^' || base == '\0' ||
        !(is_word(base) || is_byte_of_sign(base) || closed.find(base) != std::string_view::npos))
      return false;
    const std::size_t begin = at_ + 1;
    if (const std::string_view inner = braced(begin); !inner.empty()) {
      add_small(inner, "^");
      at_ += inner.size() + 3;
      return true;
    }
    if (char_at(begin) == '(') {
      const std::size_t end = closing(begin + 1);
      if (end >= text_.size() || end == begin + 1) return false;
      add_small(text_.substr(begin + 1, end - begin - 1), "^");
      at_ = end + 1;
      return true;
    }
    std::size_t end = begin;
    if (char_at(end) == '-') ++end;
    while (is_letter(char_at(end)) || is_digit(char_at(end)) || is_byte_of_sign(char_at(end)))
      ++end;
    if (end == begin || char_at(end - 1) == '-') return false;
    add_small(text_.substr(begin, end - begin), "^");
    at_ = end;
    return true;
  }

  /// A narrow space inside a number, a fixed one between a number and a word.
  bool sets_space() {
    if (spaces_ == Spaces::kept || text_[at_] != ' ' || !is_digit(before(1))) return false;
    const char next = char_at(at_ + 1);
    const bool is_inside =
        is_digit(next) && is_digit(char_at(at_ + 2)) && is_digit(char_at(at_ + 3));
    if (!is_inside && !(next >= 'a' && next <= 'z')) return false;
    add(is_inside ? narrow_space : fixed_space, "");
    ++at_;
    return true;
  }

  std::string_view text_;
  Spaces spaces_;
  std::size_t at_ = 0;
  std::vector<Run> runs_;
};

}  // namespace

std::vector<Run> runs_of(std::string_view text, Spaces spaces) {
  return Setter(text, spaces).set();
}

Change change_of(std::string_view from, std::string_view to) {
  std::size_t common = 0;
  while (common < from.size() && common < to.size() && from[common] == to[common]) ++common;
  std::string closed(from.substr(common));
  std::reverse(closed.begin(), closed.end());
  return {.closed = std::move(closed), .opened = std::string(to.substr(common))};
}

}  // namespace attest::prose
