// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: formulas as programs that look for a model, or check one.
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/machine/micropy_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using check::Params;
using check::Rung;
using machine::three_address::Code;
using task::Clause;
using task::Formula;

/// A variable stands in clause `number` not, as it is, or negated, by its digit of base 3.
Clause clause_of(std::int64_t number, int variables) {
  Clause clause;
  for (int i = 0; i < variables; ++i, number /= 3) {
    if (number % 3 == 1) clause.positive |= std::int64_t{1} << i;
    if (number % 3 == 2) clause.negative |= std::int64_t{1} << i;
  }
  return clause;
}

std::int64_t power_of_3(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 3;
  return power;
}

/// The formula whose clauses are c_0, c_1 - 1, c_2 - 2, .. of an increasing sequence: no order.
Formula formula_of(const check::Case& sequence, int variables) {
  Formula formula{.variables = variables};
  for (int i = 0; i < sequence.rows(); ++i) {
    formula.clauses.push_back(clause_of(sequence(i, 0).num().to_int64() - i, variables));
  }
  return formula;
}

/// Result and model, 0 where there is none, by the executor.
std::vector<Rational> solved(const Executor& executor, const std::string& text,
                             std::int64_t most_lines) {
  const machine::micropy::Program program = machine::micropy::parse(text, claim_id);
  const Code code = compiled(program, executor.is_reduced, 1, executor.choices);
  ExecutorRun run(executor, code, program.arguments.value());
  if (!run.finish(most_lines)) return {};
  return {run.value(), run.attributes()[0]};
}

std::vector<Rational> answer_of(const std::optional<std::int64_t>& model) {
  return {model ? 1 : 0, model.value_or(0)};
}

/// Sizes that fit all programs of so many clauses: their texts differ in numbers alone.
Sizes formula_sizes(int variables, int clauses, bool is_checked) {
  Formula formula{.variables = variables};
  formula.clauses.resize(static_cast<std::size_t>(clauses));
  const std::string text =
      formula_program(formula, is_checked ? std::optional<std::int64_t>(0) : std::nullopt);
  const Code code = compiled(machine::micropy::parse(text, claim_id), true, 1);
  return least_sizes(code, variables + 3, variables + 1);
}

/// What is asked of a formula: to find a model, or to check an assignment, the last row of a case.
struct Question {
  Formula formula;
  std::optional<std::int64_t> assignment;
};

derive::Agrees answers(const Params& params, bool is_checked) {
  const int variables = static_cast<int>(params.at("variables"));
  const int clauses = static_cast<int>(params.at("clauses"));
  const auto executors = std::make_shared<const Executors>(
      formula_sizes(variables, clauses, is_checked), params.at("reduced") == 1);
  const auto question = [variables, is_checked](const check::Case& row) {
    if (!is_checked) return Question{.formula = formula_of(row, variables), .assignment = {}};
    check::Case sequence(row.rows() - 1, 1);
    for (int i = 0; i < sequence.rows(); ++i) sequence(i, 0) = row(i, 0);
    return Question{.formula = formula_of(sequence, variables),
                    .assignment = row(sequence.rows(), 0).num().to_int64()};
  };
  // A right run takes some 35 lines a clause and 60 a call; a broken one is cut there.
  const std::int64_t most_lines = (35 * clauses + 60) * (std::int64_t{2} << variables);
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.left = [executors, question, most_lines](const check::Case& row,
                                                  const std::string& twist) {
    const Question asked = question(row);
    return solved(executors->of(twist), formula_program(asked.formula, asked.assignment),
                  most_lines);
  };
  agrees.right = [question](const check::Case& row) {
    const Question asked = question(row);
    if (!asked.assignment) return answer_of(task::least_model(asked.formula));
    const bool holds = task::is_satisfied(asked.formula, *asked.assignment);
    return answer_of(holds ? asked.assignment : std::nullopt);
  };
  const int sequences = static_cast<int>(power_of_3(variables)) + clauses - 1;
  agrees.cases = check::subsets(sequences, clauses);
  if (is_checked) {
    agrees.cases = check::product(std::move(agrees.cases),
                                  check::integer_box({0}, {(std::int64_t{1} << variables) - 1}),
                                  [](const check::Case& sequence, const check::Case& assignment) {
                                    check::Case both(sequence.rows() + 1, 1);
                                    for (int i = 0; i < sequence.rows(); ++i)
                                      both(i, 0) = sequence(i, 0);
                                    both(sequence.rows(), 0) = assignment(0, 0);
                                    return std::optional(both);
                                  });
  }
  agrees.cases.description = "all formulas of " + std::to_string(clauses) + " clauses over " +
                             std::to_string(variables) + " variables" +
                             (is_checked ? " with all assignments" : "");
  agrees.evaluator = "incremental";
  agrees.promises = promises(executors->of(""));
  return agrees;
}

std::vector<check::Parameter> formula_parameters() {
  return {{.name = "variables", .meaning = "of a formula", .lo = 1, .hi = 4},
          {.name = "clauses", .meaning = "of a formula, without order", .lo = 1, .hi = 6},
          reduced_parameter()};
}

Params formula_point(int variables, int clauses, int reduced) {
  return {{"variables", variables}, {"clauses", clauses}, {"reduced", reduced}};
}

check::Statement solver() {
  check::Statement result = check::about(claim_id, "S3", "Formulas are solved");
  result.sentence =
      "For every formula of $m$ clauses over $n$ variables, clauses of all lengths, the executor "
      "with a solver in its prompt that sets one variable a call writes whether there is a model, "
      "and the first one.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {
      .published =
          "Formulas of 2 to 4 variables and 1 to 6 clauses are solved and verified, with an "
          "accuracy of 100% per token given the right history.",
      .checked =
          "All formulas of the stated sizes, whole runs against brute force over all assignments.",
      .gap = "The stated sizes; our program, which branches on one variable a call."};
  result.parameters = formula_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points = {formula_point(1, 2, 0), formula_point(1, 2, 1)};
    if (rung == Rung::fast) return points;
    points.push_back(formula_point(2, 3, 0));
    points.push_back(formula_point(3, 2, 1));
    points.push_back(formula_point(3, 3, 1));
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{formula_point(1, 2, 1)}; };
  const auto make = [](const Params& params, std::uint64_t) { return answers(params, false); };
  return derive::agrees(std::move(result), make,
                        twists_of({"leftmost_lookup", "depth_ignored", "argument_in_own_frame",
                                   "returns_behind_itself"}));
}

check::Statement verifier() {
  check::Statement result = check::about(claim_id, "S3.verify", "Assignments are checked");
  result.sentence =
      "For every formula of $m$ clauses over $n$ variables and every assignment the executor with "
      "a verifier in its prompt writes whether the assignment is a model.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S3.",
                     .checked = "All formulas of the stated sizes with all assignments.",
                     .gap = "As S3."};
  result.parameters = formula_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points = {formula_point(2, 1, 0), formula_point(2, 1, 1)};
    if (rung != Rung::fast) points.push_back(formula_point(3, 2, 1));
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{formula_point(2, 1, 1)}; };
  const auto make = [](const Params& params, std::uint64_t) { return answers(params, true); };
  return derive::agrees(
      std::move(result), make,
      twists_of({"leftmost_lookup", "argument_in_own_frame", "returns_behind_itself"}));
}

}  // namespace

std::vector<check::Statement> formula_statements() {
  std::vector<check::Statement> statements;
  statements.push_back(solver());
  statements.push_back(verifier());
  return statements;
}

}  // namespace attest::micropy_executor
