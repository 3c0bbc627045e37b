// SPDX-License-Identifier: Apache-2.0
/// \file
/// A scanner for numbers and nested lists that knows where each of them stands.
#include "reference/derive/rows_file.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

constexpr std::size_t most_digits = 1000;  // characters of a number

/// Reads a text from left to right.
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  /// The next character, blanks skipped (line ends too if `skips_lines`); 0 at the end.
  char peek(bool skips_lines) {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' ||
                                  (skips_lines && text_[at_] == '\n'))) {
      take();
    }
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  void take() {
    column_ = text_[at_] == '\n' ? 1 : column_ + 1;
    line_ += text_[at_] == '\n' ? 1 : 0;
    ++at_;
  }

  void expect(char wanted) {
    if (peek(true) != wanted) refuse(std::string("'") + wanted + "'");
    take();
  }

  [[nodiscard]] std::string place() const {
    return file_ + ":" + std::to_string(line_) + ":" + std::to_string(column_);
  }

  [[noreturn]] void refuse(const std::string& expected) const {
    if (at_ >= text_.size()) throw InputError("rows-syntax", place(), "the end", expected);
    std::string found(text_.substr(at_, std::min<std::size_t>(20, text_.find('\n', at_) - at_)));
    for (char& letter : found) {
      if (static_cast<unsigned char>(letter) < ' ' || static_cast<unsigned char>(letter) > '~')
        letter = '?';
    }
    throw InputError("rows-syntax", place(),
                     found.empty() ? "the end of the line" : "'" + found + "'", expected);
  }

  /// An integer, a fraction or a decimal, exactly.
  RowItem number() {
    RowItem item{.place = place()};
    std::size_t end = at_;
    while (end < text_.size() &&
           std::string_view("+-0123456789./eE").find(text_[end]) != std::string_view::npos) {
      ++end;
    }
    const std::string_view word = text_.substr(at_, end - at_);
    if (word.empty() || word.size() > most_digits) refuse("a number of at most 1000 digits");
    try {
      item.value = Rational::parse(word);
    } catch (const InputError&) {
      refuse("an integer, a fraction p/q or a decimal");
    }
    while (at_ < end) take();
    return item;
  }

  /// A string without escapes.
  std::string name() {
    expect('"');
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') take();
    std::string result(text_.substr(begin, at_ - begin));
    expect('"');
    return result;
  }

  /// A JSON number, a string that holds a number, or a list of items.
  RowItem json(int depth) {
    const char first = peek(true);
    if (first == '[') return list(depth);
    const bool is_quoted = first == '"';
    if (is_quoted) take();
    RowItem item = number();
    if (is_quoted) {
      if (at_ >= text_.size() || text_[at_] != '"') refuse("'\"'");
      take();
    }
    return item;
  }

 private:
  RowItem list(int depth) {
    RowItem item{.is_list = true, .place = place()};
    if (depth == 0) refuse("a number");
    expect('[');
    if (peek(true) == ']') {
      take();
      return item;
    }
    while (true) {
      item.items.push_back(json(depth - 1));
      if (item.items.size() > most_rows) {
        item.items.back().refuse("rows-count", "more items",
                                 "at most " + std::to_string(most_rows));
      }
      if (peek(true) == ']') break;
      expect(',');
    }
    take();
    return item;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

/// Appends a row. \throws InputError rows-count
void add_row(RowItem& document, RowItem row) {
  document.items.push_back(std::move(row));
  if (document.items.size() <= most_rows) return;
  document.items.back().refuse("rows-count", "more rows", "at most " + std::to_string(most_rows));
}

}  // namespace

void RowItem::refuse(const char* error, std::string found, std::string expected) const {
  throw InputError(error, place, std::move(found), std::move(expected));
}

char first_character(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? '\0' : text[at];
}

RowItem json_lists(std::string_view text, const std::string& place, int depth) {
  Scanner scanner(text, place);
  RowItem document = scanner.json(depth);
  if (scanner.peek(true) != '\0') scanner.refuse("the end");
  return document;
}

std::vector<RowItem> json_members(std::string_view text, const std::string& place,
                                  const std::vector<std::string>& names, int depth) {
  std::string expected;
  for (const std::string& name : names) expected += (expected.empty() ? "" : ", ") + name;
  Scanner scanner(text, place);
  scanner.expect('{');
  std::vector<std::optional<RowItem>> members(names.size());
  for (std::size_t found = 0; found < names.size(); ++found) {
    if (found > 0) scanner.expect(',');
    static_cast<void>(scanner.peek(true));
    const std::string at = scanner.place();
    const std::string name = scanner.name();
    const auto known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) {
      throw InputError("rows-key", at, "'" + name.substr(0, 20) + "'", "one of " + expected);
    }
    std::optional<RowItem>& member = members[static_cast<std::size_t>(known - names.begin())];
    if (member) throw InputError("rows-key", at, "'" + name + "' again", "each once: " + expected);
    scanner.expect(':');
    member = scanner.json(depth);
  }
  scanner.expect('}');
  if (scanner.peek(true) != '\0') scanner.refuse("the end");
  std::vector<RowItem> result;
  for (std::optional<RowItem>& member : members) result.push_back(std::move(*member));
  return result;
}

RowItem csv_pairs(std::string_view text, const std::string& place, const char* separator) {
  Scanner scanner(text, place);
  static_cast<void>(scanner.peek(true));  // the document begins where something stands
  RowItem document{.is_list = true, .place = scanner.place()};
  while (scanner.peek(true) != '\0') {
    RowItem row{.is_list = true, .place = scanner.place()};
    for (const char end : {',', '\n'}) {
      RowItem cell{.is_list = true, .place = scanner.place()};
      while (std::string_view(",\n").find(scanner.peek(false)) == std::string_view::npos &&
             scanner.peek(false) != '\0') {
        cell.items.push_back(scanner.number());
      }
      const char found = scanner.peek(false);
      if (end == ',' && found != ',') scanner.refuse(separator);
      if (end == '\n' && found == ',') scanner.refuse("the end of the line");
      if (found != '\0') scanner.take();
      row.items.push_back(std::move(cell));
    }
    add_row(document, std::move(row));
  }
  return document;
}

RowItem csv_lines(std::string_view text, const std::string& place) {
  Scanner scanner(text, place);
  static_cast<void>(scanner.peek(true));  // the document begins where something stands
  RowItem document{.is_list = true, .place = scanner.place()};
  while (scanner.peek(true) != '\0') {
    RowItem row{.is_list = true, .place = scanner.place()};
    while (true) {
      row.items.push_back(scanner.number());
      const char found = scanner.peek(false);
      if (found == '\0') break;
      if (found == ',') {
        scanner.take();
        scanner.peek(false);
      } else if (found == '\n') {
        scanner.take();
        break;
      }
    }
    add_row(document, std::move(row));
  }
  return document;
}

std::vector<RowItem> numbers_of(const RowItem& item, const char* what, std::size_t most) {
  if (!item.is_list) return {item};
  if (item.items.empty() || item.items.size() > most) {
    item.refuse("rows-length", std::to_string(item.items.size()) + " " + what,
                "1 to " + std::to_string(most));
  }
  for (const RowItem& entry : item.items) {
    if (entry.is_list) entry.refuse("rows-syntax", "a list", "a number");
  }
  return item.items;
}

void require_size(const RowItem& item, std::size_t found, std::size_t expected, const char* what) {
  if (found == expected) return;
  item.refuse("rows-length", std::to_string(found) + " " + what,
              std::to_string(expected) + ", as in the first row");
}

}  // namespace attest::derive
