// SPDX-License-Identifier: Apache-2.0
/// \file
/// A scanner for numbers and nested lists that knows where each of them stands.
#include "claims/sparse_averaging_moment_curve/input.hpp"

#include <vector>

#include "reference/number/error.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

constexpr std::size_t most_digits = 1000;  // characters of a number

/// A number or a list, with its place.
struct Item {
  bool is_list = false;
  Rational value;
  std::vector<Item> items = {};
  std::string place;

  [[noreturn]] void refuse(const char* error, std::string found, std::string expected) const {
    throw InputError(error, place, std::move(found), std::move(expected));
  }
};

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
    std::string found = at_ < text_.size() ? std::string(text_.substr(at_, 20)) : "the end";
    for (char& letter : found) {
      if (static_cast<unsigned char>(letter) < ' ' || static_cast<unsigned char>(letter) > '~')
        letter = '?';
    }
    throw InputError("rows-syntax", place(), at_ < text_.size() ? "'" + found + "'" : found,
                     expected);
  }

  /// An integer, a fraction or a decimal, exactly.
  Item number() {
    Item item{.place = place()};
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

  /// A JSON number, a string that holds a number, or a list of items.
  Item json(int depth) {
    const char first = peek(true);
    if (first == '[') return list(depth);
    const bool is_quoted = first == '"';
    if (is_quoted) take();
    Item item = number();
    if (is_quoted) {
      if (at_ >= text_.size() || text_[at_] != '"') refuse("'\"'");
      take();
    }
    return item;
  }

 private:
  Item list(int depth) {
    Item item{.is_list = true, .place = place()};
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

Item json_document(Scanner& scanner, int depth) {
  Item document = scanner.json(depth);
  if (scanner.peek(true) != '\0') scanner.refuse("the end");
  return document;
}

/// Lines of numbers, a comma, numbers: as a list of pairs of lists.
Item csv_document(Scanner& scanner) {
  Item document{.is_list = true, .place = scanner.place()};
  while (scanner.peek(true) != '\0') {
    Item row{.is_list = true, .place = scanner.place()};
    for (const char end : {',', '\n'}) {
      Item cell{.is_list = true, .place = scanner.place()};
      while (std::string_view(",\n").find(scanner.peek(false)) == std::string_view::npos &&
             scanner.peek(false) != '\0') {
        cell.items.push_back(scanner.number());
      }
      const char found = scanner.peek(false);
      if (end == ',' && found != ',') scanner.refuse("',' between z and pointers");
      if (end == '\n' && found == ',') scanner.refuse("the end of the line");
      if (found != '\0') scanner.take();
      row.items.push_back(std::move(cell));
    }
    document.items.push_back(std::move(row));
    if (document.items.size() > most_rows) {
      document.items.back().refuse("rows-count", "more rows",
                                   "at most " + std::to_string(most_rows));
    }
  }
  return document;
}

/// The numbers of a list, or a number alone.
std::vector<Item> numbers_of(const Item& item, const char* what) {
  if (!item.is_list) return {item};
  if (item.items.empty() || item.items.size() > most_pointers) {
    item.refuse("rows-length", std::to_string(item.items.size()) + " " + what,
                "1 to " + std::to_string(most_pointers));
  }
  for (const Item& entry : item.items) {
    if (entry.is_list) entry.refuse("rows-syntax", "a list", "a number");
  }
  return item.items;
}

void require_size(const Item& item, std::size_t found, std::size_t expected, const char* what) {
  if (found == expected) return;
  item.refuse("rows-length", std::to_string(found) + " " + what,
              std::to_string(expected) + ", as in the first row");
}

/// Pointers that are distinct rows.
void require_pointers(const std::vector<Item>& pointers, std::size_t rows) {
  for (std::size_t l = 0; l < pointers.size(); ++l) {
    const Rational& value = pointers[l].value;
    if (!value.is_integer() || value < 0 || value >= Rational(rows)) {
      pointers[l].refuse("pointer-range", value.to_string(),
                         "a row, 0 to " + std::to_string(rows - 1));
    }
    for (std::size_t k = 0; k < l; ++k) {
      if (pointers[k].value == value) {
        pointers[l].refuse("pointer-twice", value.to_string() + " a second time",
                           "each row at most once");
      }
    }
  }
}

}  // namespace

Rows parse_rows(std::string_view text, const std::string& place) {
  Scanner scanner(text, place);
  const bool is_json = scanner.peek(true) == '[';
  const Item document = is_json ? json_document(scanner, 3) : csv_document(scanner);
  if (document.items.empty()) document.refuse("rows-empty", "no rows", "rows of (z, pointers)");
  Rows rows;
  std::vector<std::vector<Rational>> tokens;
  for (const Item& row : document.items) {
    if (!row.is_list || row.items.size() != 2)
      row.refuse("rows-syntax", "no pair", "[z, [pointers]]");
    const std::vector<Item> features = numbers_of(row.items[0], "features");
    if (!row.items[1].is_list) row.items[1].refuse("rows-syntax", "a number", "a list of pointers");
    const std::vector<Item> pointers = numbers_of(row.items[1], "pointers");
    if (tokens.empty()) {
      rows.features = static_cast<int>(features.size());
      rows.q = static_cast<int>(pointers.size());
    }
    require_size(row.items[0], features.size(), static_cast<std::size_t>(rows.features),
                 "features");
    require_size(row.items[1], pointers.size(), static_cast<std::size_t>(rows.q), "pointers");
    require_pointers(pointers, document.items.size());
    std::vector<Rational>& token = tokens.emplace_back();
    for (const Item& feature : features) token.push_back(feature.value);
    for (const Item& pointer : pointers) token.push_back(pointer.value);
  }
  rows.tokens = Matrix(tokens);
  return rows;
}

Matrix parse_keys(std::string_view text, const std::string& place) {
  Scanner scanner(text, place);
  const Item document = json_document(scanner, 2);
  if (!document.is_list || document.items.size() < 2) {
    document.refuse("rows-empty", "fewer than two rows", "a list of keys, [[0, 1], [2, 3], ..]");
  }
  std::vector<std::vector<Rational>> keys;
  for (const Item& row : document.items) {
    if (!row.is_list) row.refuse("rows-syntax", "a number", "a list of integers");
    const std::vector<Item> entries = numbers_of(row, "coordinates");
    if (!keys.empty()) require_size(row, entries.size(), keys.front().size(), "coordinates");
    std::vector<Rational>& key = keys.emplace_back();
    for (const Item& entry : entries) {
      if (!entry.value.is_integer())
        entry.refuse("rows-syntax", entry.value.to_string(), "an integer");
      key.push_back(entry.value);
    }
  }
  return Matrix(keys);
}

}  // namespace attest::sparse_averaging_moment_curve
