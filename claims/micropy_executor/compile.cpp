// SPDX-License-Identifier: Apache-2.0
/// \file
/// From the syntax tree to three-address code: a fresh temporary for every expression.
#include <algorithm>

#include "claims/micropy_executor/parts.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::micropy::Expression;
using machine::micropy::Operator;
using machine::micropy::Procedure;
using machine::micropy::Program;
using machine::micropy::Statement;
using machine::three_address::Code;
using machine::three_address::Instruction;
using machine::three_address::Opcode;

Opcode opcode_of(Operator by) {
  switch (by) {
    case Operator::add:
      return Opcode::add;
    case Operator::subtract:
      return Opcode::subtract;
    case Operator::bit_and:
      return Opcode::bit_and;
    case Operator::bit_xor:
      return Opcode::bit_xor;
    case Operator::less:
      return Opcode::less;
    case Operator::equal:
      return Opcode::equal;
  }
  ATTEST_REQUIRE(false, "an operator outside the enumeration");
}

/// Writes the instructions of a program, procedure by procedure; calls are filled in at the end.
class Compiler {
 public:
  Compiler(const Program& program, bool is_reduced, int attributes, const Choices& choices)
      : program_(program),
        choices_(choices),
        give_(is_reduced ? Opcode::give_and_tell : Opcode::give) {
    code_.attributes = attributes;
    code_.instructions.push_back({.op = Opcode::halt});
  }

  [[nodiscard]] Code compile() {
    std::vector<int> entries;
    for (const Procedure& procedure : program_.procedures) {
      entries.push_back(here());
      compile(procedure);
    }
    for (Instruction& instruction : code_.instructions) {
      if (instruction.op != Opcode::call) continue;
      instruction.label = entries[static_cast<std::size_t>(instruction.label)];
    }
    const auto entry = static_cast<std::size_t>(program_.entry);
    code_.entry = entries[entry];
    code_.parameters = program_.procedures[entry].parameters;
    return std::move(code_);
  }

 private:
  [[nodiscard]] int here() const { return static_cast<int>(code_.instructions.size()); }
  void emit(const Instruction& instruction) { code_.instructions.push_back(instruction); }
  void land(int jump) { code_.instructions[static_cast<std::size_t>(jump)].label = here(); }
  int fresh() { return next_variable_++; }

  void compile(const Procedure& procedure) {
    const int variables = static_cast<int>(procedure.variables.size());
    next_variable_ = variables;
    for (int local = procedure.parameters; local < variables; ++local) {
      emit({.op = Opcode::constant, .target = local});
    }
    compile(procedure.body);
    const int nothing = fresh();
    emit({.op = Opcode::constant, .target = nothing});
    emit({.op = give_, .first = nothing});
  }

  void compile(const std::vector<Statement>& block) {
    for (const Statement& statement : block) compile(statement);
  }

  void compile(const Statement& statement) {
    const int start = here();
    const int value = variable_of(statement.value);
    switch (statement.kind) {
      case Statement::Kind::set_variable:
        emit({.op = Opcode::move, .target = statement.target, .first = value});
        return;
      case Statement::Kind::set_attribute:
        emit({.op = Opcode::set_attribute, .first = value, .attribute = statement.target});
        return;
      case Statement::Kind::give:
        emit({.op = give_, .first = value});
        return;
      case Statement::Kind::choose:
      case Statement::Kind::repeat: {
        const int skip = here();
        emit({.op = Opcode::jump_if_zero, .first = value});
        compile(statement.body);
        const int back = here();
        emit({.op = Opcode::jump, .label = start});
        land(skip);
        if (statement.kind == Statement::Kind::repeat) return;
        compile(statement.otherwise);
        land(back);
        return;
      }
    }
  }

  /// Emits what evaluates an expression. \returns the variable that holds it
  int variable_of(const Expression& expression) {
    switch (expression.kind) {
      case Expression::Kind::number: {
        const int target = fresh();
        emit({.op = Opcode::constant, .target = target, .number = expression.number});
        return target;
      }
      case Expression::Kind::variable: {
        if (!choices_.copies_locals) return expression.index;
        const int target = fresh();
        emit({.op = Opcode::move, .target = target, .first = expression.index});
        return target;
      }
      case Expression::Kind::attribute: {
        const int target = fresh();
        emit({.op = Opcode::get_attribute, .target = target, .attribute = expression.index});
        return target;
      }
      case Expression::Kind::operation:
        return variable_of_operation(expression);
      case Expression::Kind::call:
        return variable_of_call(expression);
    }
    ATTEST_REQUIRE(false, "an expression outside the enumeration");
  }

  int variable_of_operation(const Expression& expression) {
    const Expression& left = expression.operands[0];
    const bool is_late = choices_.reads_attribute_late && left.kind == Expression::Kind::attribute;
    int first = is_late ? 0 : variable_of(left);
    const int second = variable_of(expression.operands[1]);
    if (is_late) first = variable_of(left);
    const int target = fresh();
    emit({.op = opcode_of(expression.joined_by),
          .target = target,
          .first = first,
          .second = second});
    return target;
  }

  /// All arguments are evaluated before the first is handed over: one may call itself.
  int variable_of_call(const Expression& expression) {
    std::vector<int> arguments;
    for (const Expression& operand : expression.operands) {
      arguments.push_back(variable_of(operand));
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      emit({.op = Opcode::argument, .target = static_cast<int>(i), .first = arguments[i]});
    }
    const int target = fresh();
    emit({.op = Opcode::call, .target = target, .label = expression.index});
    return target;
  }

  const Program& program_;
  Choices choices_;
  Opcode give_;
  Code code_ = {};
  int next_variable_ = 0;
};

/// The greatest variable of a code.
int greatest_variable(const Code& code) {
  int greatest = 0;
  for (const Instruction& instruction : code.instructions) {
    greatest = std::max({greatest, instruction.target, instruction.first, instruction.second});
  }
  return greatest;
}

}  // namespace

Code compiled(const Program& program, bool is_reduced, int attributes, const Choices& choices) {
  ATTEST_REQUIRE(std::ssize(program.attributes) <= attributes, "a place for every attribute");
  return Compiler(program, is_reduced, attributes, choices).compile();
}

bool fits(const Code& code, int deepest, const Sizes& sizes) {
  return std::ssize(code.instructions) <= (std::int64_t{1} << sizes.address) &&
         greatest_variable(code) < (1 << sizes.variable) && deepest < (1 << sizes.depth) &&
         code.attributes == sizes.attributes;
}

Sizes least_sizes(const Code& code, int deepest, int word) {
  const auto bits = [](std::int64_t count) {
    return static_cast<int>(std::max<std::int64_t>(1, ceil_log2(count)));
  };
  return {.address = bits(std::ssize(code.instructions)),
          .variable = bits(greatest_variable(code) + 1),
          .depth = bits(deepest + 1),
          .word = word,
          .attributes = code.attributes};
}

}  // namespace attest::micropy_executor
