// SPDX-License-Identifier: Apache-2.0
/// \file
/// Short texts; see drawing_text.hpp.
#include "reference/derive/drawing_text.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <variant>

namespace attest::derive {
namespace {

Rational power_of_ten(std::int64_t exponent) {
  const Rational power =
      pow(Integer(10), static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(1) / power : power;
}

/// The k with 10^k <= x < 10^(k+1). \pre x > 0
std::int64_t decimal_exponent(const Rational& x) {
  const std::int64_t bits = x.num().bit_length() - x.den().bit_length();
  std::int64_t k = bits * 30103 / 100000;  // log10(2) = 0.30103
  while (power_of_ten(k) > x) --k;
  while (power_of_ten(k + 1) <= x) ++k;
  return k;
}

/// The value rounded to `digits` significant ones, e.g. "0.333", "1.5e-7".
std::string rounded_text(const Rational& value, int digits) {
  std::int64_t k = decimal_exponent(value.abs());
  Integer scaled = (value.abs() * power_of_ten(digits - 1 - k)).round_half_up();
  if (scaled == pow(Integer(10), static_cast<unsigned>(digits))) {
    scaled = floor_div(scaled, 10);
    ++k;
  }
  std::string text = scaled.to_string();
  const auto point = [&](std::int64_t whole) {  // digits before the point
    if (whole < std::ssize(text)) text.insert(static_cast<std::size_t>(whole), ".");
  };
  if (k >= digits || k < -3) {
    point(1);
    text += "e" + std::to_string(k);
  } else if (k >= 0) {
    point(k + 1);
  } else {
    text = "0." + std::string(static_cast<std::size_t>(-k - 1), '0') + text;
  }
  return (value < 0 ? "-" : "") + text;
}

/// Advance of a byte of UTF-8 in DejaVu Sans [thousandths of the size]: its own of ASCII, and for
/// each other character that of its first byte, 838, which is the one of arrows and operators.
int advance_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80U) return (byte & 0xC0U) == 0x80U ? 0 : 838;
  const std::string_view narrow = " ,.:;/|ijl'!-()[]{}";
  if (narrow.find(c) != std::string_view::npos) return c == 'i' || c == 'l' ? 278 : 350;
  if (std::string_view("frt").find(c) != std::string_view::npos) return 400;
  if (std::string_view("mwMW+<=>").find(c) != std::string_view::npos) return 890;
  return c >= 'A' && c <= 'Z' ? 700 : c == '_' ? 500 : 620;
}

bool is_sign(const model::Number& number) {
  const auto* const rational = std::get_if<Rational>(&number);
  return rational != nullptr && (*rational == 0 || *rational == 1 || *rational == -1);
}

}  // namespace

int length_of(const std::string& text) {
  int count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

int width_of(const std::string& text, int size, bool is_bold) {
  int thousandths = 0;
  for (const char c : text) thousandths += advance_of(c);
  return thousandths * size / 10'000 * (is_bold ? 113 : 100) / 100 + 1;
}

std::string fitted_to(int width, const std::string& text, int size, bool is_bold) {
  for (int most = length_of(text);; --most) {
    const std::string cut = most < 1 ? "…" : fitted(text, most);
    if (most < 1 || width_of(cut, size, is_bold) <= width) return cut;
  }
}

std::string fitted(const std::string& text, int most) {
  if (length_of(text) <= most) return text;
  std::string result;
  int count = 0;
  for (const char c : text) {
    const bool starts = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (starts && ++count == most) break;
    result += c;
  }
  return result + "…";
}

std::string counted(std::int64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& words, int most) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return fitted(text, most);
}

std::vector<std::string> wrapped(const std::vector<std::string>& words, int width, int size) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i] + (i + 1 < words.size() ? "," : "");
    const std::string longer = lines.empty() ? word : lines.back() + " " + word;
    if (lines.empty() || width_of(longer, size) > width) {
      lines.push_back(word);
    } else {
      lines.back() = longer;
    }
  }
  return lines;
}

std::vector<std::string> lines_of(const std::string& sentence, int width, int size, bool is_bold) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at <= sentence.size();) {
    const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
    const std::string word = sentence.substr(at, end - at);
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (!lines.back().empty() && width_of(longer, size, is_bold) > width) {
      lines.push_back(word);
    } else {
      lines.back() = longer;
    }
    at = end + 1;
  }
  return lines;
}

Rational middle_of(const model::Number& number) {
  if (const auto* const rational = std::get_if<Rational>(&number)) return *rational;
  if (const auto* const ball = std::get_if<Ball>(&number)) {
    return (ball->lower() + ball->upper()) / 2;
  }
  return std::get<Float>(number).to_rational();
}

std::string short_text(const Rational& value, int most) {
  const std::string exact = value.to_string();
  if (length_of(exact) <= most) return exact;
  if (value.is_zero()) return "•";  // it has no first digit to round at
  for (int digits = 3; digits >= 1; --digits) {
    const std::string text = "≈" + rounded_text(value, digits);
    if (length_of(text) <= most) return text;
  }
  return "•";
}

bool are_signs(std::span<const model::Number> entries) {
  return entries.size() > 1 && std::all_of(entries.begin(), entries.end(), is_sign);
}

namespace {

/// "#3" where entry 3 is 1 and every other is 0; empty otherwise.
std::string place_text(std::span<const model::Number> entries) {
  std::string text;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (model::is_zero(entries[i])) continue;
    if (!text.empty() || !(std::get<Rational>(entries[i]) == 1)) return {};
    text = "#" + std::to_string(i);
  }
  return text;
}

}  // namespace

std::string cell_text(std::span<const model::Number> entries, int most, bool as_signs) {
  if (entries.size() == 1) {
    const auto* const rational = std::get_if<Rational>(&entries[0]);
    if (rational != nullptr) return short_text(*rational, most);
    if (const auto* const ball = std::get_if<Ball>(&entries[0]); ball && !ball->is_finite()) {
      return "?";
    }
    return short_text(middle_of(entries[0]), most);
  }
  std::string text;
  if (as_signs) {
    if (std::all_of(entries.begin(), entries.end(), model::is_zero)) return "·";
    for (const model::Number& entry : entries) {
      const int sign = std::get<Rational>(entry).sign();
      text += sign > 0 ? "+" : sign < 0 ? "-" : "0";
    }
    if (length_of(text) > most) {
      if (const std::string place = place_text(entries); !place.empty()) text = place;
    }
  } else {
    for (const model::Number& entry : entries) {
      text += (text.empty() ? "" : " ") + cell_text({&entry, 1}, most, false);
    }
  }
  return length_of(text) <= most ? text : "•";
}

}  // namespace attest::derive
