// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cutting MicroPy texts into lines and pieces.
#include "reference/machine/micropy_lines.hpp"

#include <algorithm>
#include <array>

#include "reference/machine/micropy_file.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::micropy {
namespace {

constexpr std::array<std::string_view, 16> keywords = {
    "def",   "if",  "elif", "else", "while",    "return", "pass",  "True",
    "False", "and", "or",   "not",  "continue", "break",  "print", "import"};

bool begins_name(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_'; }

bool is_digit(char c) { return '0' <= c && c <= '9'; }

std::string place_of(const std::string& place, std::int64_t line, std::int64_t column) {
  return place + ":" + std::to_string(line) + ":" + std::to_string(column);
}

/// A character in quotes, or its number.
std::string shown_character(char c) {
  if (' ' <= c && c <= '~') return std::string("'") + c + "'";
  return "the character " + std::to_string(static_cast<int>(static_cast<unsigned char>(c)));
}

/// The pieces of a line from `at` on.
std::vector<Piece> pieces_of(std::string_view line, std::size_t at, std::int64_t number,
                             const std::string& place) {
  std::vector<Piece> pieces;
  while (at < line.size() && line[at] != '#') {
    const char c = line[at];
    const auto column = static_cast<std::int64_t>(at) + 1;
    if (c == ' ' || c == '\r') {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    PieceKind kind = PieceKind::sign;
    if (begins_name(c)) {
      kind = PieceKind::name;
      while (end < line.size() && (begins_name(line[end]) || is_digit(line[end]))) ++end;
    } else if (is_digit(c)) {
      kind = PieceKind::number;
      while (end < line.size() && (begins_name(line[end]) || is_digit(line[end]))) ++end;
    } else if (c == '=' && end < line.size() && line[end] == '=') {
      ++end;
    } else if (std::string_view("(),:.=<+-&^").find(c) == std::string_view::npos) {
      throw InputError("micropy-character", place_of(place, number, column), shown_character(c),
                       "a name, a number, or one of ( ) , : . = == < + - & ^");
    }
    pieces.push_back({.kind = kind,
                      .text = std::string(line.substr(at, end - at)),
                      .line = number,
                      .column = column});
    at = end;
  }
  pieces.push_back(
      {.kind = PieceKind::end, .line = number, .column = static_cast<std::int64_t>(at) + 1});
  return pieces;
}

}  // namespace

std::vector<TextLine> lines_of(std::string_view text, const std::string& place) {
  if (std::ssize(text) > most_characters) {
    throw InputError("micropy-size", place, std::to_string(text.size()) + " characters",
                     "at most " + std::to_string(most_characters));
  }
  std::vector<TextLine> lines;
  std::int64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
    if (first < line.size() && line[first] == '\t') {
      throw InputError("micropy-indent", place_of(place, number, static_cast<int>(first) + 1),
                       "a tab", "blanks");
    }
    std::vector<Piece> pieces = pieces_of(line, first, number, place);
    if (pieces.size() > 1) {
      lines.push_back({.indent = static_cast<int>(first), .pieces = std::move(pieces)});
    }
  }
  return lines;
}

bool Cursor::is_sign(std::string_view text) const {
  return here().kind == PieceKind::sign && here().text == text;
}

bool Cursor::is_word(std::string_view text) const {
  return here().kind == PieceKind::name && here().text == text;
}

void Cursor::expect(std::string_view sign) {
  if (!is_sign(sign)) refuse("micropy-syntax", std::string(sign));
  ++at_;
}

Piece Cursor::take_name(const char* what) {
  const bool is_keyword = std::ranges::find(keywords, here().text) != keywords.end();
  if (here().kind != PieceKind::name || is_keyword) refuse("micropy-syntax", what);
  return take();
}

void Cursor::next_line() {
  if (here().kind != PieceKind::end) refuse("micropy-syntax", "the end of the line");
  ++line_;
  at_ = 0;
}

void Cursor::refuse(const char* id, const std::string& expected) const {
  refuse_piece(id, place_, here(), expected);
}

void refuse_piece(const char* id, const std::string& place, const Piece& piece,
                  const std::string& expected) {
  throw InputError(
      id, place_of(place, piece.line, piece.column),
      piece.kind == PieceKind::end ? "the end of the line" : "'" + piece.text.substr(0, 40) + "'",
      expected);
}

}  // namespace attest::machine::micropy
