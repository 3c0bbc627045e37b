// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.fib, S2: how many lines a run has, and how long its context grows.
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using check::Params;
using check::Rung;
using machine::three_address::Code;

/// fib(n) for n from 2 on.
Programs fibonacci_programs(const Params& params, std::uint64_t) {
  Programs programs{.sizes = fibonacci_sizes(), .cases = check::integer_box({2}, {params.at("n")})};
  programs.cases.description = "n from 2 to " + std::to_string(params.at("n"));
  programs.at = [](const check::Case& n) {
    return Called{.program = fibonacci(), .arguments = {n(0, 0).num().to_int64()}};
  };
  return programs;
}

/// (value, lines, largest context) of the executor.
std::vector<Rational> measured(const Executor& executor, const Called& called,
                               std::int64_t most_lines) {
  // A broken run of a large n ends some lines behind the right one.
  const std::int64_t longest = most_lines + fibonacci_lines(called.arguments[0], true);
  ExecutorRun run(
      executor,
      compiled(called.program, executor.is_reduced, executor.sizes.attributes, executor.choices),
      called.arguments);
  if (!run.finish(longest)) return {};
  return {run.value(), run.lines(), run.largest_context()};
}

std::vector<Rational> predicted(bool is_reduced, const Sizes& sizes, const Called& called) {
  const std::int64_t n = called.arguments[0];
  const std::int64_t modulus = std::int64_t{1} << sizes.word;
  const std::int64_t lines = fibonacci_lines(n, is_reduced);
  return {fibonacci_number(n) % modulus, lines, is_reduced ? 27 + 9 * n : lines + 24};
}

check::Statement table(bool is_reduced) {
  check::Statement result =
      is_reduced
          ? check::about(claim_id, "S1.fib_reduced", "Fibonacci numbers in a context linear in n")
          : check::about(claim_id, "S1.fib", "Fibonacci numbers, line by line");
  result.sentence =
      is_reduced
          ? "For $n \\ge 2$ the executor that erases frames writes $F_n$ (mod $2^8$) after "
            "$24 F_{n+1} - 17$ lines, one more for each return, and its context never exceeds "
            "$27 + 9n$ tokens."
          : "From a prompt of 24 tokens, 22 of them the instructions of fib, the executor writes "
            "$F_n$ (mod $2^8$) after $22 F_{n+1} - 16$ lines, and its context grows by every one "
            "of them.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = is_reduced ? "Context follows the live space, not the time."
                                             : "As S1: traces of thousands of lines.",
                     .checked = "Value, lines and the largest context for every stated n.",
                     .gap = "The stated n."};
  result.parameters = {{.name = "n", .meaning = "largest argument", .lo = 2, .hi = 13}};
  result.points = [is_reduced](Rung rung) {
    std::vector<Params> points = {{{"n", 5}}};
    if (rung != Rung::fast) points.push_back({{"n", is_reduced ? 12 : 10}});
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  Compared how{.make = fibonacci_programs, .left = measured};
  how.right = [is_reduced](const Sizes& sizes, const Called& called) {
    return predicted(is_reduced, sizes, called);
  };
  how.mode = is_reduced ? Mode::reduced : Mode::whole;
  how.twists = twists_of({"leftmost_lookup", "depth_ignored", "returns_behind_itself",
                          "argument_in_own_frame", "call_of_any_depth"});
  return compared(std::move(result), how);
}

/// Lines in all, then the context behind every line but the last.
std::vector<Rational> contexts(const Executor& executor, const Called& called,
                               std::int64_t most_lines) {
  ExecutorRun run(executor,
                  compiled(called.program, true, executor.sizes.attributes, executor.choices),
                  called.arguments);
  std::vector<Rational> result = {0};
  while (!run.is_finished() && run.lines() < most_lines) {
    if (!run.step()) return {};
    if (!run.is_finished()) result.emplace_back(run.context());
  }
  result[0] = run.lines();
  return result;
}

/// By the interpreter of the code: the lines without erasing, and one a return and attribute more;
/// the prompt and what live frames wrote.
std::vector<Rational> live_space(const Sizes& sizes, const Called& called) {
  const Code whole = compiled(called.program, false, sizes.attributes);
  machine::three_address::Run plain(whole, called.arguments, sizes.word);
  std::int64_t lines = 0;
  for (; !plain.is_finished(); ++lines) plain.step();
  const Code code = compiled(called.program, true, sizes.attributes);
  const std::int64_t prompt = std::ssize(code.instructions) + code.attributes + code.parameters + 1;
  machine::three_address::Run run(code, called.arguments, sizes.word);
  std::vector<Rational> result = {lines + (code.attributes + 1) * plain.returns()};
  while (!run.is_finished()) {
    run.step();
    if (!run.is_finished()) result.emplace_back(prompt + run.live_lines());
  }
  return result;
}

check::Statement live() {
  check::Statement result = check::about(claim_id, "S2", "The context is what live frames wrote");
  result.sentence =
      "With erasing, the context behind every line is the prompt and the lines that live frames "
      "wrote since their calls; of a call that has returned its arguments, the attributes and the "
      "result are left. A return costs as many lines as there are attributes and one more than "
      "without erasing.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published =
                         "What a call wrote is erased when it returns, so that the context follows "
                         "the live space.",
                     .checked =
                         "The length of the context behind every line, and the lines in all, for "
                         "the programs of S1.calls.",
                     .gap = "The stated programs."};
  result.parameters = call_parameters();
  result.parameters.pop_back();
  const auto point = [](Params params) {
    params.erase("reduced");
    return params;
  };
  result.points = [point](Rung rung) {
    std::vector<Params> points = {point(small_call_point(3, 3, 1))};
    if (rung == Rung::fast) return points;
    for (int caller = 0; caller <= 3; ++caller)
      points.push_back(point(call_point(3, caller, 4, 1)));
    return points;
  };
  result.mutant_points = [point](Rung) {
    return std::vector<Params>{point(small_call_point(3, 3, 1))};
  };
  Compared how{
      .make = [](const Params& params, std::uint64_t) { return call_programs(params); },
      .left = contexts,
      .right = live_space,
      .twists = twists_of({"drops_attributes", "returns_behind_itself", "no_copy_of_locals"}),
      .mode = Mode::reduced};
  for (derive::Twist& twist : how.twists) twist.proof.clear();
  check::Statement statement = compared(std::move(result), how);
  statement.figure = {.draw = trace_figure};
  return statement;
}

}  // namespace

Sizes fibonacci_sizes() {
  return {.address = 5, .variable = 4, .depth = 5, .word = 8, .attributes = 0};
}

std::int64_t fibonacci_number(std::int64_t n) {
  std::int64_t now = 0;
  std::int64_t next = 1;
  for (std::int64_t i = 0; i < n; ++i) now = std::exchange(next, now + next);
  return now;
}

std::int64_t fibonacci_lines(std::int64_t n, bool is_reduced) {
  const std::int64_t calls = fibonacci_number(n + 1);
  return is_reduced ? 24 * calls - 17 : 22 * calls - 16;
}

std::vector<check::Statement> space_statements() {
  std::vector<check::Statement> statements;
  statements.push_back(table(false));
  statements.push_back(table(true));
  statements.push_back(live());
  return statements;
}

}  // namespace attest::micropy_executor
