// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading FLEQ assembly; every refusal names line and column.
#include "reference/machine/fleq_file.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include "reference/number/error.hpp"

namespace attest::machine::fleq {
namespace {

constexpr std::size_t most_digits = 400;  // of a number
constexpr std::size_t most_letters = 40;  // of a name

/// A piece of a line and where it stands.
struct Piece {
  std::string_view text;
  std::string place;  // "file:line:column"
};

/// Printable characters of a piece, cut to a length that fits a message.
std::string shown(std::string_view text) {
  std::string result = "'";
  for (const char c : text.substr(0, most_letters)) result += c > ' ' && c <= '~' ? c : '?';
  return result + "'";
}

[[noreturn]] void refuse_piece(const char* id, const Piece& piece, std::string expected) {
  throw InputError(id, piece.place, piece.text.empty() ? "nothing" : shown(piece.text),
                   std::move(expected));
}

/// Blanks separate pieces; a semicolon is one by itself. The last piece is empty: the end.
std::vector<Piece> pieces_of(std::string_view line, const std::string& place) {
  line = line.substr(0, line.find('#'));
  std::vector<Piece> pieces;
  const auto place_at = [&](std::size_t at) { return place + ":" + std::to_string(at + 1); };
  std::size_t at = 0;
  while (true) {
    at = std::min(line.find_first_not_of(" \t\r", at), line.size());
    if (at == line.size()) break;
    const std::size_t end =
        line[at] == ';' ? at + 1 : std::min(line.find_first_of(" \t\r;", at), line.size());
    pieces.push_back({.text = line.substr(at, end - at), .place = place_at(at)});
    at = end;
  }
  pieces.push_back({.text = {}, .place = place_at(line.size())});
  return pieces;
}

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return c == '_' || std::isalpha(static_cast<unsigned char>(c)) != 0;
  };
  return !text.empty() && text.size() <= most_letters && is_letter(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
         });
}

/// Reads the lines of a program one by one.
class Assembler {
 public:
  void read(std::vector<Piece> pieces) {
    pieces_ = std::move(pieces);
    at_ = 0;
    if (here().text.ends_with(':')) read_label();
    if (here().text.empty()) return;
    if (here().text == "side") return read_side();
    if (program_.side == 0) {
      refuse_piece("fleq-side", here(),
                   "side D before all else, D from 1 to " + std::to_string(most_side));
    }
    if (here().text == "cell") return read_cell();
    read_command();
  }

  /// The program, its labels filled in.
  Program finish(const std::string& place) {
    if (program_.commands.empty()) {
      throw InputError("fleq-empty", place, "no command", "side D, cells and commands");
    }
    const int end = static_cast<int>(program_.commands.size());
    for (const auto& [command, piece] : jumps_) {
      const std::optional<int> target = label(piece.text);
      if (!target) refuse_piece("fleq-label", piece, "a label of this file, LABEL: before a line");
      program_.commands[command].target = *target;
    }
    program_.commands.push_back({.target = end});
    return std::move(program_);
  }

 private:
  [[nodiscard]] const Piece& here() const { return pieces_[at_]; }
  Piece take() { return at_ + 1 < pieces_.size() ? pieces_[at_++] : pieces_.back(); }

  void expect(std::string_view word) {
    if (here().text != word) refuse_piece("fleq-syntax", here(), std::string(word));
    take();
  }

  void expect_end(const char* expected) {
    if (!here().text.empty()) refuse_piece("fleq-syntax", here(), expected);
  }

  [[nodiscard]] std::optional<int> label(std::string_view name) const {
    for (const auto& [known, command] : labels_) {
      if (known == name) return command;
    }
    return std::nullopt;
  }

  void read_label() {
    Piece piece = take();
    piece.text.remove_suffix(1);
    if (!is_name(piece.text)) refuse_piece("fleq-label", piece, "a name before the colon");
    if (label(piece.text)) refuse_piece("fleq-label", piece, "each label once");
    labels_.emplace_back(piece.text, static_cast<int>(program_.commands.size()));
  }

  void read_side() {
    const Piece word = take();
    if (program_.side != 0) refuse_piece("fleq-side", word, "side once");
    const Piece number = take();
    if (number.text.size() == 1 && number.text[0] >= '1' && number.text[0] <= '0' + most_side) {
      program_.side = number.text[0] - '0';
      return expect_end("the end of the line");
    }
    refuse_piece("fleq-side", number, "a size from 1 to " + std::to_string(most_side));
  }

  void read_cell() {
    take();
    const Piece name = take();
    if (!is_name(name.text)) {
      refuse_piece("fleq-cell", name, "a name of letters, digits and _, no digit first");
    }
    if (std::ranges::find(program_.names, name.text) != program_.names.end()) {
      refuse_piece("fleq-cell", name, "each cell once");
    }
    if (program_.names.size() == most_cells) {
      refuse_piece("fleq-size", name, "at most " + std::to_string(most_cells) + " cells");
    }
    program_.names.emplace_back(name.text);
    program_.memory.push_back(here().text.empty() ? Matrix(program_.side, program_.side)
                                                  : read_matrix());
  }

  Matrix read_matrix() {
    expect("=");
    Matrix result(program_.side, program_.side);
    const std::string most = "at most " + std::to_string(program_.side);
    int i = 0;
    int j = 0;
    if (here().text.empty()) refuse_piece("fleq-number", here(), "an entry");
    for (; !here().text.empty(); take()) {
      if (here().text == ";") {
        ++i;
        j = 0;
        if (i == program_.side) refuse_piece("fleq-size", here(), most + " rows");
        continue;
      }
      if (j == program_.side) refuse_piece("fleq-size", here(), most + " entries a row");
      result(i, j++) = number_of(here());
    }
    return result;
  }

  static Rational number_of(const Piece& piece) {
    try {
      if (piece.text.size() <= most_digits) return Rational::parse(piece.text);
    } catch (const InputError&) {
      // refused below, with its place
    }
    refuse_piece(
        "fleq-number", piece,
        "an integer, p/q or a decimal, of at most " + std::to_string(most_digits) + " characters");
  }

  int read_name() {
    const Piece name = take();
    const auto found = std::ranges::find(program_.names, name.text);
    if (found == program_.names.end()) refuse_piece("fleq-cell", name, "a cell named above");
    return static_cast<int>(found - program_.names.begin());
  }

  static Operation operation_of(const Piece& piece) {
    std::string known;
    for (int i = 0; i < operation_count; ++i) {
      const auto operation = static_cast<Operation>(i);
      if (piece.text == name_of(operation)) return operation;
      known += std::string(known.empty() ? "" : ", ") + std::string(name_of(operation));
    }
    refuse_piece("fleq-operation", piece, "side, cell, or one of " + known);
  }

  void read_command() {
    if (program_.commands.size() + 1 == most_commands) {
      refuse_piece("fleq-size", here(), "at most " + std::to_string(most_commands) + " commands");
    }
    Command command{.operation = operation_of(take())};
    command.a = read_name();
    command.b = is_binary(command.operation) ? read_name() : command.a;
    expect("->");
    command.c = read_name();
    command.flag = command.c;
    command.target = static_cast<int>(program_.commands.size()) + 1;
    if (!here().text.empty()) {
      expect("if");
      command.flag = read_name();
      expect("goto");
      jumps_.emplace_back(program_.commands.size(), take());
      expect_end("the end of the line");
    }
    program_.commands.push_back(command);
  }

  Program program_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::vector<std::pair<std::string_view, int>> labels_;
  std::vector<std::pair<std::size_t, Piece>> jumps_;  // commands whose target is a label
};

}  // namespace

Program parse(std::string_view text, const std::string& place) {
  Assembler assembler;
  for (std::int64_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    assembler.read(pieces_of(text.substr(0, end), place + ":" + std::to_string(line)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return assembler.finish(place);
}

}  // namespace attest::machine::fleq
