// SPDX-License-Identifier: Apache-2.0
/// \file
/// Running MicroPy on its syntax tree, and writing it as text.
#include "reference/machine/micropy.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::machine::micropy {
namespace {

/// Ends a run that exceeds its limits.
struct Exceeded {
  Ending ending;
};

/// Walks the tree.
class Walker {
 public:
  Walker(const Program& program, int word_bits, const Limits& limits)
      : program_(program), modulus_(std::int64_t{1} << word_bits), limits_(limits) {
    outcome_.attributes.assign(program.attributes.size(), 0);
  }

  [[nodiscard]] Outcome run(const std::vector<std::int64_t>& arguments) {
    try {
      outcome_.value = call(program_.entry, arguments);
    } catch (const Exceeded& exceeded) {
      outcome_.ending = exceeded.ending;
    }
    return std::move(outcome_);
  }

 private:
  using Variables = std::vector<std::int64_t>;

  [[nodiscard]] std::int64_t wrapped(std::int64_t value) const {
    const std::int64_t rest = value % modulus_;
    return rest < 0 ? rest + modulus_ : rest;
  }

  void count_step() {
    if (++outcome_.steps > limits_.most_steps) throw Exceeded{Ending::too_long};
  }

  std::int64_t call(int index, const std::vector<std::int64_t>& arguments) {
    const Procedure& procedure = program_.procedures[static_cast<std::size_t>(index)];
    if (++depth_ > limits_.most_depth) throw Exceeded{Ending::too_deep};
    outcome_.deepest = std::max(outcome_.deepest, depth_);
    Variables variables(procedure.variables.size(), 0);
    std::ranges::transform(arguments, variables.begin(),
                           [this](std::int64_t argument) { return wrapped(argument); });
    const std::optional<std::int64_t> given = execute(procedure.body, variables);
    --depth_;
    return given.value_or(0);
  }

  /// Executes statements. \returns what is given back, if a statement does that
  std::optional<std::int64_t> execute(const std::vector<Statement>& block, Variables& variables) {
    for (const Statement& statement : block) {
      const std::optional<std::int64_t> given = execute(statement, variables);
      if (given) return given;
    }
    return std::nullopt;
  }

  std::optional<std::int64_t> execute(const Statement& statement, Variables& variables) {
    count_step();
    const std::int64_t value = evaluate(statement.value, variables);
    const auto target = static_cast<std::size_t>(statement.target);
    switch (statement.kind) {
      case Statement::Kind::set_variable:
        variables[target] = value;
        return std::nullopt;
      case Statement::Kind::set_attribute:
        outcome_.attributes[target] = value;
        return std::nullopt;
      case Statement::Kind::choose:
        return execute(value != 0 ? statement.body : statement.otherwise, variables);
      case Statement::Kind::repeat:
        for (bool again = value != 0; again; again = evaluate(statement.value, variables) != 0) {
          const std::optional<std::int64_t> given = execute(statement.body, variables);
          if (given) return given;
          count_step();
        }
        return std::nullopt;
      case Statement::Kind::give:
        return value;
    }
    ATTEST_REQUIRE(false, "a statement outside the enumeration");
  }

  std::int64_t evaluate(const Expression& expression, const Variables& variables) {
    count_step();
    switch (expression.kind) {
      case Expression::Kind::number:
        return wrapped(expression.number);
      case Expression::Kind::variable:
        return variables[static_cast<std::size_t>(expression.index)];
      case Expression::Kind::attribute:
        return outcome_.attributes[static_cast<std::size_t>(expression.index)];
      case Expression::Kind::operation: {
        const std::int64_t left = evaluate(expression.operands[0], variables);
        const std::int64_t right = evaluate(expression.operands[1], variables);
        return joined(expression.joined_by, left, right);
      }
      case Expression::Kind::call: {
        std::vector<std::int64_t> arguments;
        for (const Expression& operand : expression.operands) {
          arguments.push_back(evaluate(operand, variables));
        }
        return call(expression.index, arguments);
      }
    }
    ATTEST_REQUIRE(false, "an expression outside the enumeration");
  }

  [[nodiscard]] std::int64_t joined(Operator by, std::int64_t left, std::int64_t right) const {
    switch (by) {
      case Operator::add:
        return wrapped(left + right);
      case Operator::subtract:
        return wrapped(left - right);
      case Operator::bit_and:
        return left & right;
      case Operator::bit_xor:
        return left ^ right;
      case Operator::less:
        return left < right ? 1 : 0;
      case Operator::equal:
        return left == right ? 1 : 0;
    }
    ATTEST_REQUIRE(false, "an operator outside the enumeration");
  }

  const Program& program_;
  std::int64_t modulus_;
  Limits limits_;
  int depth_ = 0;
  Outcome outcome_ = {};
};

std::string sign_of(Operator by) {
  switch (by) {
    case Operator::add:
      return " + ";
    case Operator::subtract:
      return " - ";
    case Operator::bit_and:
      return " & ";
    case Operator::bit_xor:
      return " ^ ";
    case Operator::less:
      return " < ";
    case Operator::equal:
      return " == ";
  }
  ATTEST_REQUIRE(false, "an operator outside the enumeration");
}

/// Writes a program; operands that are operations stand in parentheses.
class Printer {
 public:
  explicit Printer(const Program& program) : program_(program) {}

  [[nodiscard]] std::string print() {
    for (const Procedure& procedure : program_.procedures) {
      procedure_ = &procedure;
      std::string parameters;
      for (int i = 0; i < procedure.parameters; ++i) {
        parameters += (i > 0 ? ", " : "") + procedure.variables[static_cast<std::size_t>(i)];
      }
      text_ += "def " + procedure.name + "(" + parameters + "):\n";
      print(procedure.body, "    ");
    }
    if (program_.arguments) {
      std::string arguments;
      for (const std::int64_t argument : *program_.arguments) {
        arguments += (arguments.empty() ? "" : ", ") + std::to_string(argument);
      }
      const auto entry = static_cast<std::size_t>(program_.entry);
      text_ += program_.procedures[entry].name + "(" + arguments + ")\n";
    }
    return std::move(text_);
  }

 private:
  void print(const std::vector<Statement>& block, const std::string& indent) {
    if (block.empty()) text_ += indent + "pass\n";
    for (const Statement& statement : block) print(statement, indent);
  }

  void print(const Statement& statement, const std::string& indent) {
    const std::string value = shown_expression(statement.value, false);
    const auto target = static_cast<std::size_t>(statement.target);
    switch (statement.kind) {
      case Statement::Kind::set_variable:
        text_ += indent + procedure_->variables[target] + " = " + value + "\n";
        return;
      case Statement::Kind::set_attribute:
        text_ += indent + program_.attributes[target] + " = " + value + "\n";
        return;
      case Statement::Kind::choose:
        text_ += indent + "if " + value + ":\n";
        print(statement.body, indent + "    ");
        if (statement.otherwise.empty()) return;
        text_ += indent + "else:\n";
        print(statement.otherwise, indent + "    ");
        return;
      case Statement::Kind::repeat:
        text_ += indent + "while " + value + ":\n";
        print(statement.body, indent + "    ");
        return;
      case Statement::Kind::give:
        text_ += indent + "return " + value + "\n";
        return;
    }
  }

  [[nodiscard]] std::string shown_expression(const Expression& expression, bool is_operand) const {
    const auto index = static_cast<std::size_t>(expression.index);
    switch (expression.kind) {
      case Expression::Kind::number:
        return std::to_string(expression.number);
      case Expression::Kind::variable:
        return procedure_->variables[index];
      case Expression::Kind::attribute:
        return program_.attributes[index];
      case Expression::Kind::operation: {
        const std::string text = shown_expression(expression.operands[0], true) +
                                 sign_of(expression.joined_by) +
                                 shown_expression(expression.operands[1], true);
        return is_operand ? "(" + text + ")" : text;
      }
      case Expression::Kind::call: {
        std::string arguments;
        for (const Expression& operand : expression.operands) {
          arguments += (arguments.empty() ? "" : ", ") + shown_expression(operand, false);
        }
        return program_.procedures[index].name + "(" + arguments + ")";
      }
    }
    ATTEST_REQUIRE(false, "an expression outside the enumeration");
  }

  const Program& program_;
  const Procedure* procedure_ = nullptr;
  std::string text_ = {};
};

}  // namespace

Outcome run(const Program& program, const std::vector<std::int64_t>& arguments, int word_bits,
            const Limits& limits) {
  ATTEST_REQUIRE(1 <= word_bits && word_bits <= most_word_bits && limits.most_depth <= 1000,
                 "a word and a depth that the interpreter takes");
  const Procedure& entry = program.procedures.at(static_cast<std::size_t>(program.entry));
  ATTEST_REQUIRE(std::ssize(arguments) == entry.parameters, "an argument for each parameter");
  return Walker(program, word_bits, limits).run(arguments);
}

std::string text_of(const Program& program) { return Printer(program).print(); }

}  // namespace attest::machine::micropy
