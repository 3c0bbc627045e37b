// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading MicroPy programs by descent; see micropy_file.hpp.
#include "reference/machine/micropy_file.hpp"

#include <algorithm>
#include <utility>

#include "reference/machine/micropy_expression.hpp"
#include "reference/machine/micropy_lines.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::micropy {
namespace {

/// Reads a program, procedure by procedure.
class ProgramReader {
 public:
  explicit ProgramReader(Cursor cursor) : cursor_(std::move(cursor)) {}

  [[nodiscard]] Program parse() {
    if (cursor_.is_at_end()) {
      throw InputError("micropy-empty", cursor_.place(), "no procedure",
                       "one, such as def main(n): return n");
    }
    collect_signatures();
    while (!cursor_.is_at_end() && cursor_.is_word("def")) parse_procedure();
    if (program_.procedures.empty()) cursor_.refuse("micropy-syntax", "def");
    if (!cursor_.is_at_end()) {
      parse_call_at_the_end();
    } else {
      program_.entry = std::max(scope_.procedure_of("main"), 0);
    }
    program_.attributes = std::move(scope_.attributes);
    return std::move(program_);
  }

 private:
  /// Names and parameters of all procedures: calls may come before definitions.
  void collect_signatures() {
    for (const TextLine& line : cursor_.lines()) {
      const std::vector<Piece>& pieces = line.pieces;
      if (pieces[0].text != "def" || pieces[1].kind != PieceKind::name) continue;
      Signature signature{.name = pieces[1].text};
      for (std::size_t i = 2; i < pieces.size() && pieces[i].text != ")"; ++i) {
        signature.parameters += pieces[i].kind == PieceKind::name ? 1 : 0;
      }
      if (scope_.procedure_of(signature.name) >= 0) {
        refuse_piece("micropy-name", cursor_.place(), pieces[1],
                     "a name that no other procedure has");
      }
      scope_.signatures.push_back(std::move(signature));
    }
  }

  void parse_procedure() {
    if (cursor_.indent() != 0) cursor_.refuse("micropy-indent", "def at the beginning of a line");
    cursor_.take();
    Procedure procedure{.name = cursor_.take_name("the name of a procedure").text};
    scope_.variables.clear();
    scope_.mentions.clear();
    cursor_.expect("(");
    while (!cursor_.is_sign(")")) {
      if (procedure.parameters > 0) cursor_.expect(",");
      const Piece name = cursor_.take_name("the name of a parameter");
      if (scope_.variable(name, true) != procedure.parameters) {
        refuse_piece("micropy-name", cursor_.place(), name, "a name that no other parameter has");
      }
      ++procedure.parameters;
    }
    cursor_.expect(")");
    procedure.body = parse_block(0, 0);
    for (const Mention& mention : scope_.mentions) {
      if (mention.is_assigned) continue;
      refuse_piece("micropy-name", cursor_.place(), mention.first,
                   "a parameter, or a name that the procedure assigns");
    }
    procedure.variables = scope_.variables;
    program_.procedures.push_back(std::move(procedure));
  }

  /// ":" and what follows it on the line, or deeper than `indent`.
  std::vector<Statement> parse_block(int indent, int nesting) {
    if (nesting > most_nesting) {
      cursor_.refuse("micropy-nesting",
                     "at most " + std::to_string(most_nesting) + " blocks in one another");
    }
    cursor_.expect(":");
    std::vector<Statement> block;
    if (cursor_.here().kind != PieceKind::end) {
      parse_simple(block);
      return block;
    }
    const Piece end = cursor_.here();
    cursor_.next_line();
    if (cursor_.is_at_end() || cursor_.indent() <= indent) {
      refuse_piece("micropy-indent", cursor_.place(), cursor_.is_at_end() ? end : cursor_.here(),
                   "a statement, indented deeper");
    }
    const int own = cursor_.indent();
    while (!cursor_.is_at_end() && cursor_.indent() > indent) {
      if (cursor_.indent() != own) {
        cursor_.refuse("micropy-indent", std::to_string(own) + " blanks before it");
      }
      parse_statement(own, nesting, block);
    }
    return block;
  }

  void parse_statement(int indent, int nesting, std::vector<Statement>& block) {
    if (cursor_.is_word("if")) {
      block.push_back(parse_choice(indent, nesting));
    } else if (cursor_.is_word("while")) {
      cursor_.take();
      Statement loop{.kind = Statement::Kind::repeat, .value = parse_expression(cursor_, scope_)};
      loop.body = parse_block(indent, nesting + 1);
      block.push_back(std::move(loop));
    } else {
      parse_simple(block);
    }
  }

  /// From `if` or `elif` on.
  Statement parse_choice(int indent, int nesting) {
    cursor_.take();
    Statement choice{.kind = Statement::Kind::choose, .value = parse_expression(cursor_, scope_)};
    choice.body = parse_block(indent, nesting + 1);
    if (cursor_.is_at_end() || cursor_.indent() != indent) return choice;
    if (cursor_.is_word("elif")) {
      choice.otherwise.push_back(parse_choice(indent, nesting + 1));
    } else if (cursor_.is_word("else")) {
      cursor_.take();
      choice.otherwise = parse_block(indent, nesting + 1);
    }
    return choice;
  }

  void parse_simple(std::vector<Statement>& block) {
    if (cursor_.is_word("pass")) {
      cursor_.take();
    } else if (cursor_.is_word("return")) {
      cursor_.take();
      block.push_back({.kind = Statement::Kind::give, .value = parse_expression(cursor_, scope_)});
    } else {
      const Piece name = cursor_.take_name("a statement");
      Statement set{.kind = Statement::Kind::set_variable};
      if (cursor_.is_sign(".")) {
        set.kind = Statement::Kind::set_attribute;
        set.target = parse_attribute(cursor_, scope_, name);
      } else {
        if (!cursor_.is_sign("=")) cursor_.refuse("micropy-syntax", "= or .");
        set.target = scope_.variable(name, true);
      }
      cursor_.expect("=");
      set.value = parse_expression(cursor_, scope_);
      block.push_back(std::move(set));
    }
    cursor_.next_line();
  }

  void parse_call_at_the_end() {
    if (cursor_.indent() != 0) cursor_.refuse("micropy-indent", "def, or a call of the entry");
    const Piece name = cursor_.take_name("def, or a call of the entry");
    program_.entry = scope_.procedure_of(name.text);
    if (program_.entry < 0) {
      refuse_piece("micropy-name", cursor_.place(), name, "the name of a procedure");
    }
    cursor_.expect("(");
    std::vector<std::int64_t> arguments;
    while (!cursor_.is_sign(")")) {
      if (!arguments.empty()) cursor_.expect(",");
      if (cursor_.here().kind != PieceKind::number) cursor_.refuse("micropy-syntax", "a number");
      arguments.push_back(parse_number(cursor_));
    }
    cursor_.expect(")");
    require_arity(cursor_, scope_, name, std::ssize(arguments));
    program_.arguments = std::move(arguments);
    cursor_.next_line();
    if (!cursor_.is_at_end()) cursor_.refuse("micropy-syntax", "the end of the text");
  }

  Cursor cursor_;
  Scope scope_ = {};
  Program program_ = {};
};

}  // namespace

Program parse(std::string_view text, const std::string& place) {
  return ProgramReader(Cursor(lines_of(text, place), place)).parse();
}

}  // namespace attest::machine::micropy
