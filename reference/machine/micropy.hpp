// SPDX-License-Identifier: Apache-2.0
/// \file
/// MicroPy: recursive procedures, conditionals, loops and global attributes on words of w bits; the
/// syntax tree and a direct interpreter of it.
///
/// Values are numbers mod 2^w, compared without sign; True is 1 and False is 0; a condition holds
/// where it is not 0. Operands and arguments are evaluated from left to right, arguments are passed
/// by value. A local that is not a parameter begins as 0, an attribute of an object, which is
/// global, likewise, and a procedure that ends without `return` returns 0. The grammar stands in
/// micropy_file.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attest::machine::micropy {

/// What joins two operands. `less` and `equal` give 1 or 0.
enum class Operator { add, subtract, bit_and, bit_xor, less, equal };

/// An expression.
struct Expression {
  /// What it is; `call` has its arguments as operands.
  enum class Kind { number, variable, attribute, operation, call };

  Kind kind = Kind::number;
  std::int64_t number = 0;  ///< its value
  int index = 0;            ///< of a variable, an attribute or a procedure
  Operator joined_by = Operator::add;
  std::vector<Expression> operands = {};

  friend bool operator==(const Expression&, const Expression&) = default;
};

/// A statement.
struct Statement {
  /// variable = value; attribute = value; if value: body else: otherwise; while value: body; return
  /// value.
  enum class Kind { set_variable, set_attribute, choose, repeat, give };

  Kind kind = Kind::give;
  int target = 0;  ///< the variable or attribute that is set
  Expression value = {};
  std::vector<Statement> body = {};
  std::vector<Statement> otherwise = {};

  friend bool operator==(const Statement&, const Statement&) = default;
};

/// A procedure. Its variables are the parameters, then the locals in the order of the text.
struct Procedure {
  std::string name = {};
  int parameters = 0;
  std::vector<std::string> variables = {};
  std::vector<Statement> body = {};

  friend bool operator==(const Procedure&, const Procedure&) = default;
};

/// A program. Every index in it is sound, and calls have as many arguments as parameters.
struct Program {
  std::vector<Procedure> procedures = {};
  std::vector<std::string> attributes = {};  ///< "object.name", in the order of the text
  int entry = 0;                             ///< the procedure that is called
  /// What it is called with, where the program says so.
  std::optional<std::vector<std::int64_t>> arguments = {};

  friend bool operator==(const Program&, const Program&) = default;
};

/// Greatest width of words.
inline constexpr int most_word_bits = 32;

/// Where an interpreter gives up.
struct Limits {
  std::int64_t most_steps = 1000000;
  int most_depth = 1000;  ///< procedures that are called and have not returned, the entry's counted
};

/// How a run ends.
enum class Ending { finished, too_long, too_deep };

/// What a run leaves.
struct Outcome {
  Ending ending = Ending::finished;
  std::int64_t value = 0;                     ///< what the entry returns
  std::vector<std::int64_t> attributes = {};  ///< at the end
  std::int64_t steps = 0;  ///< expressions and operations evaluated, statements executed
  int deepest = 0;         ///< most procedures at a time

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Calls the entry with arguments, mod 2^word_bits. \pre 1 <= word_bits <= most_word_bits; as many
/// arguments as parameters; limits.most_depth <= 1000
[[nodiscard]] Outcome run(const Program& program, const std::vector<std::int64_t>& arguments,
                          int word_bits, const Limits& limits = {});

/// The program as text that parses to it again, procedure by procedure, with the call at the end
/// where it has arguments.
[[nodiscard]] std::string text_of(const Program& program);

}  // namespace attest::machine::micropy
