// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lines of a MicroPy text, cut into names, numbers and signs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attest::machine::micropy {

/// What a piece of a line is; `end` stands behind the last one.
enum class PieceKind { name, number, sign, end };

/// A piece of a line.
struct Piece {
  PieceKind kind = PieceKind::end;
  std::string text = {};
  std::int64_t line = 1;    ///< from 1
  std::int64_t column = 1;  ///< from 1
};

/// A line that holds something; the last piece is its end.
struct TextLine {
  int indent = 0;  ///< blanks before it
  std::vector<Piece> pieces = {};
};

/// The lines that hold something, without comments. \param place the file's name
/// \throws InputError micropy-character, micropy-indent, micropy-size
[[nodiscard]] std::vector<TextLine> lines_of(std::string_view text, const std::string& place);

/// A place in lines, piece by piece.
class Cursor {
 public:
  Cursor(std::vector<TextLine> lines, std::string place)
      : lines_(std::move(lines)), place_(std::move(place)) {}

  [[nodiscard]] const std::vector<TextLine>& lines() const { return lines_; }
  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] bool is_at_end() const { return line_ == lines_.size(); }
  /// Of the line. \pre !is_at_end()
  [[nodiscard]] int indent() const { return lines_[line_].indent; }
  /// The next piece. \pre !is_at_end()
  [[nodiscard]] const Piece& here() const { return lines_[line_].pieces[at_]; }
  [[nodiscard]] bool is_sign(std::string_view text) const;
  [[nodiscard]] bool is_word(std::string_view text) const;
  /// The next piece, which is left behind. \pre it is not the end of the line
  Piece take() { return lines_[line_].pieces[at_++]; }
  /// Leaves a sign behind. \throws InputError micropy-syntax
  void expect(std::string_view sign);
  /// Leaves a name behind that is no keyword. \throws InputError micropy-syntax
  Piece take_name(const char* what);
  /// Goes on to the next line. \throws InputError micropy-syntax unless this one is at its end
  void next_line();
  /// Refuses the next piece. \throws InputError always
  [[noreturn]] void refuse(const char* id, const std::string& expected) const;

 private:
  std::vector<TextLine> lines_;
  std::string place_;
  std::size_t line_ = 0;
  std::size_t at_ = 0;
};

/// Refuses a piece. \throws InputError always
[[noreturn]] void refuse_piece(const char* id, const std::string& place, const Piece& piece,
                               const std::string& expected);

}  // namespace attest::machine::micropy
