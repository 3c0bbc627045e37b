// SPDX-License-Identifier: Apache-2.0
/// \file
/// Expressions of MicroPy texts, and what their names mean.
#pragma once

#include <string>
#include <vector>

#include "reference/machine/micropy.hpp"
#include "reference/machine/micropy_lines.hpp"

namespace attest::machine::micropy {

/// What a procedure's first line says.
struct Signature {
  std::string name = {};
  int parameters = 0;
};

/// A variable's first mention.
struct Mention {
  Piece first = {};
  bool is_assigned = false;  ///< somewhere in the procedure, or a parameter
};

/// What names stand for while a procedure is read.
struct Scope {
  std::vector<Signature> signatures = {};  ///< of all procedures
  std::vector<std::string> attributes = {};
  std::vector<std::string> variables = {};  ///< of this procedure, as they are mentioned
  std::vector<Mention> mentions = {};       ///< of each of them

  /// The number of a procedure; -1: there is none of that name.
  [[nodiscard]] int procedure_of(const std::string& name) const;
  /// The number of a variable, which is new where it was not mentioned before.
  int variable(const Piece& name, bool is_assigned);
  /// The number of an attribute, likewise.
  int attribute(const std::string& name);
};

/// Greatest number that a text may hold.
inline constexpr std::int64_t most_number = 0xFFFFFFFF;

/// ".name" behind an object. \throws InputError
[[nodiscard]] int parse_attribute(Cursor& cursor, Scope& scope, const Piece& object);

/// A number. \throws InputError micropy-number
[[nodiscard]] std::int64_t parse_number(Cursor& cursor);

/// Refuses another number of arguments than a procedure has parameters. \throws InputError
/// micropy-arity
void require_arity(const Cursor& cursor, const Scope& scope, const Piece& name, std::int64_t given);

/// An expression. \throws InputError
[[nodiscard]] Expression parse_expression(Cursor& cursor, Scope& scope);

}  // namespace attest::machine::micropy
