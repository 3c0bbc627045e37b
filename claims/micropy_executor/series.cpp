// SPDX-License-Identifier: Apache-2.0
/// \file
/// Context and lines at growing arguments and formulas, units at growing words.
#include "reference/derive/series.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/machine/micropy_file.hpp"

namespace attest::micropy_executor {
namespace {

using check::LineKind;
using machine::three_address::Code;

using Count = std::optional<Rational>;

/// A run of fib(n) by the weights; nothing where it is too long.
std::optional<ExecutorRun> fibonacci_run(std::int64_t n, bool is_reduced) {
  const std::int64_t most_lines = is_reduced ? 6000 : 2500;
  static const Executor whole(fibonacci_sizes(), {}, false);
  static const Executor reducing(fibonacci_sizes(), {}, true);
  if (fibonacci_lines(n, is_reduced) > most_lines) return std::nullopt;
  std::optional<ExecutorRun> run(std::in_place, is_reduced ? reducing : whole,
                                 compiled(fibonacci(), is_reduced, 0), std::vector{n});
  if (!run->finish(most_lines)) return std::nullopt;
  return run;
}

Count reduced_context(std::int64_t n) {
  const auto run = fibonacci_run(n, true);
  return run ? Count(run->largest_context()) : std::nullopt;
}
Count whole_context(std::int64_t n) {
  const auto run = fibonacci_run(n, false);
  return run ? Count(run->largest_context()) : std::nullopt;
}
Count linear_context(std::int64_t n) { return Rational(27 + 9 * n); }
Count all_lines_kept(std::int64_t n) { return Rational(24 + fibonacci_lines(n, false)); }

Count reduced_steps(std::int64_t n) {
  const auto run = fibonacci_run(n, true);
  return run ? Count(run->lines()) : std::nullopt;
}
Count whole_steps(std::int64_t n) {
  const auto run = fibonacci_run(n, false);
  return run ? Count(run->lines()) : std::nullopt;
}
Count promised_steps(std::int64_t n) { return Rational(fibonacci_lines(n, true)); }
Count tree_steps(std::int64_t n) {
  return Rational(machine::micropy::run(fibonacci(), {n}, 8, {.most_steps = 10000000}).steps);
}

/// x_n and not x_n: no assignment will do, and all are tried.
machine::micropy::Program contradiction(std::int64_t variables) {
  const std::int64_t last = std::int64_t{1} << (variables - 1);
  const task::Formula formula{.variables = static_cast<int>(variables),
                              .clauses = {{.positive = last}, {.negative = last}}};
  return machine::micropy::parse(formula_program(formula), claim_id);
}

/// Largest context of the solver by the interpreter of the code.
std::int64_t solver_context(std::int64_t variables, bool is_reduced) {
  const Code code = compiled(contradiction(variables), is_reduced, 1);
  machine::three_address::Run run(code, {1, 0}, static_cast<int>(variables) + 1);
  std::int64_t most = 0;
  std::int64_t live = 0;
  while (!run.is_finished()) {
    most = std::max(most, ++live);
    run.step();
    live = run.live_lines();
  }
  const std::int64_t prompt = std::ssize(code.instructions) + code.attributes + code.parameters + 1;
  return prompt + most;
}

Count solver_by_weights(std::int64_t variables) {
  constexpr std::int64_t most_lines = 6000;
  if (variables > 5) return std::nullopt;
  const machine::micropy::Program program = contradiction(variables);
  const Code code = compiled(program, true, 1);
  const Executor executor(
      least_sizes(code, static_cast<int>(variables) + 4, static_cast<int>(variables) + 1), {},
      true);
  ExecutorRun run(executor, code, program.arguments.value());
  if (!run.finish(most_lines)) return std::nullopt;
  return Rational(run.largest_context());
}
Count solver_reduced(std::int64_t variables) { return Rational(solver_context(variables, true)); }
Count solver_whole(std::int64_t variables) { return Rational(solver_context(variables, false)); }

std::vector<std::int64_t> numbers(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> sizes;
  for (std::int64_t size = first; size <= last; ++size) sizes.push_back(size);
  return sizes;
}

check::Series context_series() {
  return {
      .name = "context",
      .title = "Largest context of fib(n)",
      .size = "n",
      .size_meaning = "argument, the depth of the recursion",
      .quantity = "tokens",
      .sizes = numbers(1, 16),
      .is_log_quantity = true,
      .lines = {
          {.name = "frames erased, counted",
           .kind = LineKind::construction,
           .count = reduced_context},
          {.name = "linear in the depth",
           .kind = LineKind::upper_bound,
           .formula = "$27 + 9n$",
           .bounded = "frames erased, counted",
           .count = linear_context},
          {.name = "nothing erased, counted", .kind = LineKind::competitor, .count = whole_context},
          {.name = "every line is kept",
           .kind = LineKind::baseline,
           .formula = "$22 F_{n+1} + 8$",
           .count = all_lines_kept}}};
}

check::Series line_series() {
  return {
      .name = "lines",
      .title = "Lines of fib(n)",
      .size = "n",
      .size_meaning = "argument",
      .quantity = "lines",
      .sizes = numbers(1, 16),
      .is_log_quantity = true,
      .lines = {
          {.name = "frames erased, counted",
           .kind = LineKind::construction,
           .count = reduced_steps},
          {.name = "a line more for every return",
           .kind = LineKind::upper_bound,
           .formula = "$24 F_{n+1} - 17$",
           .count = promised_steps},
          {.name = "nothing erased, counted", .kind = LineKind::competitor, .count = whole_steps},
          {.name = "interpreter of the syntax tree",
           .kind = LineKind::baseline,
           .note = "statements and expressions evaluated",
           .count = tree_steps}}};
}

check::Series formula_series() {
  return {.name = "solver_context",
          .title = "Largest context of a solver that tries every assignment",
          .size = "n",
          .size_meaning = "variables",
          .quantity = "tokens",
          .sizes = numbers(1, 10),
          .why_short = "the solver tries 2^n assignments",
          .is_log_quantity = true,
          .lines = {{.name = "frames erased, counted on weights",
                     .kind = LineKind::construction,
                     .count = solver_by_weights},
                    {.name = "what live frames wrote",
                     .kind = LineKind::upper_bound,
                     .note = "by the interpreter of the code",
                     .count = solver_reduced},
                    {.name = "nothing erased",
                     .kind = LineKind::baseline,
                     .note = "by the interpreter of the code",
                     .count = solver_whole}}};
}

/// Of words of w bits, the other sizes as for fib.
model::Transformer executor_of_words(std::int64_t word) {
  Sizes sizes = fibonacci_sizes();
  sizes.word = static_cast<int>(word);
  return executor(sizes);
}
Count promised_units(std::int64_t word) { return Rational(20 * word + 166); }
Count pairs_of_operands(std::int64_t word) { return Rational(6 * (std::int64_t{1} << (2 * word))); }

check::Series unit_series() {
  return {.name = "units",
          .title = "ReLU units for words of w bits",
          .size = "w",
          .size_meaning = "bits of a word",
          .quantity = "units",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16},
          .is_log_quantity = true,
          .lines = {{.name = "executor",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(executor_of_words, &derive::Resources::units)},
                    {.name = "linear in w",
                     .kind = LineKind::upper_bound,
                     .formula = "$20w + 166$",
                     .count = promised_units},
                    {.name = "a unit for each pair of operands and operation",
                     .kind = LineKind::baseline,
                     .formula = "$6 \\cdot 2^{2w}$",
                     .count = pairs_of_operands}}};
}

}  // namespace

std::vector<check::Series> series() {
  return {context_series(), line_series(), formula_series(), unit_series()};
}

}  // namespace attest::micropy_executor
