// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading MicroPy expressions by descent, a function a rule of the grammar.
#include "reference/machine/micropy_expression.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "reference/machine/micropy_file.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::micropy {
namespace {

constexpr int most_joined = 100;  // operators of one rank in a row

/// Reads one expression.
class ExpressionReader {
 public:
  ExpressionReader(Cursor& cursor, Scope& scope) : cursor_(cursor), scope_(scope) {}

  /// One that compares; comparisons are not chained.
  Expression parse(int nesting) {
    if (nesting > most_nesting) {
      cursor_.refuse("micropy-nesting",
                     "at most " + std::to_string(most_nesting) + " parentheses in one another");
    }
    Expression left = parse_ranked(0, nesting);
    if (!is_comparison()) return left;
    const Operator by = cursor_.take().text == "<" ? Operator::less : Operator::equal;
    Expression right = parse_ranked(0, nesting);
    if (is_comparison()) {
      cursor_.refuse("micropy-syntax", "one comparison: a < b < c joins two in Python");
    }
    return joined_by(by, std::move(left), std::move(right));
  }

 private:
  [[nodiscard]] bool is_comparison() const { return cursor_.is_sign("<") || cursor_.is_sign("=="); }

  [[nodiscard]] bool is_ranked(int rank) const {
    if (rank == 0) return cursor_.is_sign("^");
    return rank == 1 ? cursor_.is_sign("&") : cursor_.is_sign("+") || cursor_.is_sign("-");
  }

  static Expression joined_by(Operator by, Expression left, Expression right) {
    Expression result{.kind = Expression::Kind::operation, .joined_by = by};
    result.operands.push_back(std::move(left));
    result.operands.push_back(std::move(right));
    return result;
  }

  static Operator operator_of(const std::string& sign) {
    if (sign == "^") return Operator::bit_xor;
    if (sign == "&") return Operator::bit_and;
    return sign == "+" ? Operator::add : Operator::subtract;
  }

  /// "^" joins what "&" joins of what "+" and "-" join, each from left to right.
  Expression parse_ranked(int rank, int nesting) {
    if (rank == 3) return parse_atom(nesting);
    Expression left = parse_ranked(rank + 1, nesting);
    for (int joined = 0; is_ranked(rank); ++joined) {
      if (joined == most_joined) cursor_.refuse("micropy-size", "parentheses: a shorter chain");
      const Operator by = operator_of(cursor_.take().text);
      left = joined_by(by, std::move(left), parse_ranked(rank + 1, nesting));
    }
    return left;
  }

  Expression parse_atom(int nesting) {
    if (cursor_.here().kind == PieceKind::number) {
      return {.kind = Expression::Kind::number, .number = parse_number(cursor_)};
    }
    if (cursor_.is_word("True") || cursor_.is_word("False")) {
      return {.kind = Expression::Kind::number, .number = cursor_.take().text == "True" ? 1 : 0};
    }
    if (cursor_.is_sign("(")) {
      cursor_.expect("(");
      Expression inner = parse(nesting + 1);
      cursor_.expect(")");
      return inner;
    }
    const Piece name = cursor_.take_name("a number, a name, a call or (");
    if (cursor_.is_sign("(")) return parse_call(name, nesting);
    if (cursor_.is_sign(".")) {
      return {.kind = Expression::Kind::attribute, .index = parse_attribute(cursor_, scope_, name)};
    }
    return {.kind = Expression::Kind::variable, .index = scope_.variable(name, false)};
  }

  Expression parse_call(const Piece& name, int nesting) {
    Expression call{.kind = Expression::Kind::call, .index = scope_.procedure_of(name.text)};
    if (call.index < 0) {
      refuse_piece("micropy-name", cursor_.place(), name, "the name of a procedure");
    }
    cursor_.expect("(");
    while (!cursor_.is_sign(")")) {
      if (!call.operands.empty()) cursor_.expect(",");
      call.operands.push_back(parse(nesting + 1));
    }
    cursor_.expect(")");
    require_arity(cursor_, scope_, name, std::ssize(call.operands));
    return call;
  }

  Cursor& cursor_;
  Scope& scope_;
};

}  // namespace

int Scope::procedure_of(const std::string& name) const {
  const auto found = std::ranges::find(signatures, name, &Signature::name);
  return found == signatures.end() ? -1 : static_cast<int>(found - signatures.begin());
}

int Scope::variable(const Piece& name, bool is_assigned) {
  const auto known = std::ranges::find(variables, name.text);
  const auto index = static_cast<std::size_t>(known - variables.begin());
  if (known == variables.end()) {
    variables.push_back(name.text);
    mentions.push_back({.first = name});
  }
  mentions[index].is_assigned = mentions[index].is_assigned || is_assigned;
  return static_cast<int>(index);
}

int Scope::attribute(const std::string& name) {
  const auto known = std::ranges::find(attributes, name);
  const auto index = static_cast<int>(known - attributes.begin());
  if (known == attributes.end()) attributes.push_back(name);
  return index;
}

int parse_attribute(Cursor& cursor, Scope& scope, const Piece& object) {
  cursor.expect(".");
  return scope.attribute(object.text + "." + cursor.take_name("the name of an attribute").text);
}

std::int64_t parse_number(Cursor& cursor) {
  const Piece piece = cursor.take();
  std::int64_t number = 0;
  const char* end = piece.text.data() + piece.text.size();
  const auto [next, error] = std::from_chars(piece.text.data(), end, number);
  if (error != std::errc() || next != end || number > most_number) {
    refuse_piece("micropy-number", cursor.place(), piece, "a decimal number below 2^32");
  }
  return number;
}

void require_arity(const Cursor& cursor, const Scope& scope, const Piece& name,
                   std::int64_t given) {
  const auto index = static_cast<std::size_t>(scope.procedure_of(name.text));
  const int wanted = scope.signatures[index].parameters;
  if (given == wanted) return;
  throw InputError(
      "micropy-arity",
      cursor.place() + ":" + std::to_string(name.line) + ":" + std::to_string(name.column),
      std::to_string(given) + " arguments of " + name.text, std::to_string(wanted));
}

Expression parse_expression(Cursor& cursor, Scope& scope) {
  return ExpressionReader(cursor, scope).parse(0);
}

}  // namespace attest::machine::micropy
