// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs by number: short statements, calls, drawn ones, formulas, Fibonacci numbers.
#include <array>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/machine/micropy_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::micropy::Expression;
using machine::micropy::Operator;
using machine::micropy::Procedure;
using machine::micropy::Program;
using machine::micropy::Statement;

/// The expressions of short statements.
constexpr std::array<const char*, 10> short_values = {
    "0", "1", "v", "g.a", "v + g.a", "v - g.a", "v & g.a", "v ^ g.a", "v < g.a", "v == g.a"};
/// Those behind a condition.
constexpr std::array<const char*, 4> conditional_values = {"0", "1", "g.a", "v ^ g.a"};
constexpr std::array<const char*, 3> short_heads = {"v = ", "g.a = ", "return "};

std::string short_statement(std::int64_t number) {
  const auto at = static_cast<std::size_t>(number);
  if (number < unconditional_count)
    return std::string(short_heads[at / 10]) + short_values[at % 10];
  const std::size_t rest = at - static_cast<std::size_t>(unconditional_count);
  return std::string("if v: ") + short_heads[rest / 4] + conditional_values[rest % 4];
}

Program parsed(const std::string& text) { return machine::micropy::parse(text, claim_id); }

constexpr std::array<const char*, 5> callee_statements = {"pass", "x = x + 1", "g.a = x",
                                                          "g.a = g.a + 1", "y = x"};
constexpr std::array<const char*, 3> callee_values = {"x", "g.a", "1"};
constexpr std::array<const char*, 4> caller_statements = {"pass", "g.a = v", "u = v", "v = f(v)"};
constexpr std::array<const char*, 3> left_values = {"v", "g.a", "f(1)"};
constexpr std::array<const char*, 5> right_values = {"v", "g.a", "f(v)", "f(g.a)", "f(f(v))"};
constexpr std::array<std::int64_t, 4> call_arguments = {2, 1, 3, 0};
constexpr std::array<const char*, 6> signs = {"+", "-", "&", "^", "<", "=="};

/// Draws programs.
class Drawer {
 public:
  Drawer(Random& random, int word_bits) : random_(random), modulus_(std::int64_t{1} << word_bits) {}

  [[nodiscard]] Called draw() {
    Program program{.attributes = {"g.a", "g.b"}};
    for (procedure_ = 0; procedure_ < procedures; ++procedure_) {
      parameters_[procedure_] = procedure_ == 0 ? 1 : static_cast<int>(random_.between(1, 2));
    }
    for (procedure_ = 0; procedure_ < procedures; ++procedure_) {
      Procedure procedure{.name = "f" + std::to_string(procedure_),
                          .parameters = parameters_[procedure_]};
      for (int i = 0; i < variables; ++i) procedure.variables.push_back("x" + std::to_string(i));
      counters_ = 0;
      procedure.body = block(0, random_.between(1, 3));
      procedure.body.push_back({.kind = Statement::Kind::give, .value = expression(2)});
      for (int i = 0; i < counters_; ++i) procedure.variables.push_back("k" + std::to_string(i));
      program.procedures.push_back(std::move(procedure));
    }
    return {.program = std::move(program), .arguments = {random_.below(modulus_)}};
  }

 private:
  static constexpr std::size_t procedures = 4;
  static constexpr int variables = 3;
  static constexpr int most_nested = 2;

  std::vector<Statement> block(int nesting, std::int64_t size) {
    std::vector<Statement> statements;
    for (std::int64_t i = 0; i < size; ++i) add_statement(nesting, statements);
    return statements;
  }

  void add_statement(int nesting, std::vector<Statement>& statements) {
    const std::int64_t kind = random_.below(nesting < most_nested ? 8 : 5);
    if (kind < 3) {
      statements.push_back({.kind = Statement::Kind::set_variable,
                            .target = static_cast<int>(random_.below(variables)),
                            .value = expression(2)});
    } else if (kind < 5) {
      statements.push_back({.kind = Statement::Kind::set_attribute,
                            .target = static_cast<int>(random_.below(2)),
                            .value = expression(2)});
    } else if (kind < 7) {
      Statement choice{.kind = Statement::Kind::choose, .value = expression(1)};
      choice.body = block(nesting + 1, random_.between(1, 2));
      if (random_.below(2) == 0) choice.otherwise = block(nesting + 1, 1);
      if (random_.below(4) == 0) {
        choice.body.push_back({.kind = Statement::Kind::give, .value = expression(1)});
      }
      statements.push_back(std::move(choice));
    } else {
      add_loop(nesting, statements);
    }
  }

  /// counter = 1 or 2; while counter: body; counter = counter - 1.
  void add_loop(int nesting, std::vector<Statement>& statements) {
    const int counter = variables + counters_++;
    const Expression variable{.kind = Expression::Kind::variable, .index = counter};
    Expression one{.kind = Expression::Kind::number, .number = 1};
    Expression start = one;
    start.number = random_.between(1, 2);
    statements.push_back(
        {.kind = Statement::Kind::set_variable, .target = counter, .value = start});
    Statement loop{.kind = Statement::Kind::repeat, .value = variable};
    loop.body = block(nesting + 1, random_.between(1, 2));
    Expression lower{.kind = Expression::Kind::operation, .joined_by = Operator::subtract};
    lower.operands = {variable, one};
    loop.body.push_back(
        {.kind = Statement::Kind::set_variable, .target = counter, .value = std::move(lower)});
    statements.push_back(std::move(loop));
  }

  Expression expression(int depth) {
    const bool may_call = procedure_ + 1 < procedures;
    const std::int64_t kind = random_.below(depth == 0 ? 4 : may_call ? 10 : 7);
    if (kind == 0) return {.kind = Expression::Kind::number, .number = random_.below(modulus_)};
    if (kind < 3) {
      return {.kind = Expression::Kind::variable,
              .index = static_cast<int>(random_.below(variables))};
    }
    if (kind == 3) {
      return {.kind = Expression::Kind::attribute, .index = static_cast<int>(random_.below(2))};
    }
    Expression result;
    if (kind < 7) {
      result = {.kind = Expression::Kind::operation,
                .joined_by = static_cast<Operator>(random_.below(6))};
      result.operands.push_back(expression(depth - 1));
      result.operands.push_back(expression(depth - 1));
      return result;
    }
    const std::int64_t callee =
        random_.between(static_cast<std::int64_t>(procedure_) + 1, procedures - 1);
    result = {.kind = Expression::Kind::call, .index = static_cast<int>(callee)};
    for (int i = 0; i < parameters_[static_cast<std::size_t>(callee)]; ++i) {
      result.operands.push_back(expression(depth - 1));
    }
    return result;
  }

  Random& random_;
  std::int64_t modulus_;
  std::size_t procedure_ = 0;
  std::array<int, procedures> parameters_ = {};
  int counters_ = 0;
};

}  // namespace

const Program& fibonacci() {
  static const Program program = parsed(
      "def fib(n):\n"
      "    if n < 2: return n\n"
      "    return fib(n - 1) + fib(n - 2)\n");
  return program;
}

Called statement_program(const std::vector<std::int64_t>& numbers, std::int64_t argument) {
  std::string text = "def main(v):\n";
  for (const std::int64_t number : numbers) text += "    " + short_statement(number) + "\n";
  if (numbers.empty()) text += "    pass\n";
  return {.program = parsed(text), .arguments = {argument}};
}

std::vector<std::int64_t> call_radices() {
  return {std::ssize(callee_statements), std::ssize(callee_values), std::ssize(caller_statements),
          std::ssize(left_values),       std::ssize(right_values),  std::ssize(signs)};
}

Called call_program(const std::vector<std::int64_t>& numbers) {
  const auto at = [&numbers](std::size_t i) { return static_cast<std::size_t>(numbers[i]); };
  const std::string text = std::string("def f(x):\n    ") + callee_statements[at(0)] +
                           "\n    return " + callee_values[at(1)] + "\ndef main(v):\n    " +
                           caller_statements[at(2)] + "\n    return " + left_values[at(3)] + " " +
                           signs[at(5)] + " " + right_values[at(4)] + "\n";
  return {.program = parsed(text),
          .arguments = {call_arguments.at(static_cast<std::size_t>(numbers.at(6)))}};
}

Called operation_program(std::int64_t number, std::int64_t v, std::int64_t u) {
  static const std::array<Program, operation_programs> programs = {
      parsed("def main(v, u):\n"
             "    g.a = (v + u) ^ (v - u)\n"
             "    return (v & u) + (v < u) - (v == u)\n"),
      parsed("def main(v, u):\n"
             "    k = u\n"
             "    while k:\n"
             "        k = k & k - 1\n"
             "        v = f(v, k)\n"
             "    return v\n"
             "def f(x, y):\n"
             "    if x: g.a = y\n"
             "    else: return y - 1\n"
             "    return x\n"),
      parsed("def f(n):\n"
             "    g.b = n\n"
             "    if n == 0: return 1\n"
             "    return n + f(n - 1)\n"
             "def main(v, u):\n"
             "    g.a = f(v)\n"
             "    return g.b ^ u\n")};
  return {.program = programs[static_cast<std::size_t>(number)], .arguments = {v, u}};
}

Called random_program(Random& random, int word_bits) { return Drawer(random, word_bits).draw(); }

std::string formula_program(const task::Formula& formula,
                            const std::optional<std::int64_t>& assignment) {
  const std::string all = std::to_string((std::int64_t{1} << formula.variables) - 1);
  const std::string end = std::to_string(std::int64_t{1} << formula.variables);
  std::string text = "def clause(m, p, n):\n    return 0 < (m & p) + ((m ^ " + all +
                     ") & n)\n"
                     "def verify(m):\n";
  for (const task::Clause& clause : formula.clauses) {
    text += "    if clause(m, " + std::to_string(clause.positive) + ", " +
            std::to_string(clause.negative) + ") == 0: return 0\n";
  }
  text += "    s.model = m\n    return 1\n";
  if (assignment) return text + "verify(" + std::to_string(*assignment) + ")\n";
  return text + "def solve(bit, m):\n    if bit == " + end +
         ": return verify(m)\n    if solve(bit + bit, m): return 1\n" +
         "    return solve(bit + bit, m + bit)\nsolve(1, 0)\n";
}

}  // namespace attest::micropy_executor
