// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and its forms: what the executor leaves is what the program leaves.
#include <algorithm>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using check::Params;
using check::Rung;
using machine::three_address::Code;

/// Value and attributes, by the executor; nothing where no result comes.
std::vector<Rational> executed(const Executor& executor, const Called& called,
                               std::int64_t most_lines) {
  const Code code =
      compiled(called.program, executor.is_reduced, executor.sizes.attributes, executor.choices);
  ExecutorRun run(executor, code, called.arguments);
  if (!run.finish(most_lines)) return {};
  std::vector<Rational> result = {run.value()};
  for (const std::int64_t attribute : run.attributes()) result.emplace_back(attribute);
  return result;
}

/// The same by the syntax tree.
std::vector<Rational> interpreted(const Sizes& sizes, const Called& called) {
  const machine::micropy::Outcome outcome =
      machine::micropy::run(called.program, called.arguments, sizes.word);
  ATTEST_REQUIRE(outcome.ending == machine::micropy::Ending::finished, "a program that ends");
  std::vector<Rational> result = {outcome.value};
  for (const std::int64_t attribute : outcome.attributes) result.emplace_back(attribute);
  result.resize(static_cast<std::size_t>(sizes.attributes) + 1);
  return result;
}

/// (statement, .., argument): all statements, or the unconditional ones.
Programs short_programs(const Params& params, std::uint64_t) {
  const std::int64_t count = params.at("conditional") == 1 ? statement_count : unconditional_count;
  std::vector<std::int64_t> most(static_cast<std::size_t>(params.at("statements")), count - 1);
  most.push_back(1);
  const std::vector<std::int64_t> least(most.size(), 0);
  Programs programs{.sizes = {.address = 5, .variable = 4, .depth = 2, .word = 1, .attributes = 1},
                    .cases = check::integer_box(least, most)};
  programs.cases.description =
      "programs of " + std::to_string(params.at("statements")) + " statements, both arguments";
  programs.at = [](const check::Case& row) {
    std::vector<std::int64_t> numbers = numbers_of(row);
    const std::int64_t argument = numbers.back();
    numbers.pop_back();
    return statement_program(numbers, argument);
  };
  return programs;
}

check::Statement short_statements() {
  check::Statement result = check::about(claim_id, "S1", "Short programs, all of them");
  result.sentence =
      "For every program of at most two of 42 statements on a parameter $v$ and an attribute $a$ "
      "($x = e$ and return $e$ for $x$ of $v, a$ and $e$ of $0, 1, v, a, v \\circ a$; twelve of "
      "them also behind a condition), and of three unconditional ones, words of one bit, the "
      "executor with the program in its prompt writes the value that the program returns and the "
      "attribute that it leaves, with or without erasing frames.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {
      .published =
          "A trained decoder of 59.5 million parameters executes programs of a small language "
          "with recursive procedures, conditionals and mutable state.",
      .checked =
          "All programs of the stated number of statements, on both arguments, line by line until "
          "the result.",
      .gap =
          "Explicit weights, not learned ones; our grammar and tokens, those of the source were "
          "not seen. Without calls, for which see S1.calls."};
  result.parameters = {
      {.name = "statements", .meaning = "of main", .lo = 0, .hi = 3},
      {.name = "conditional", .meaning = "1: all 42; 0: the unconditional 30", .lo = 0, .hi = 1},
      reduced_parameter()};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    const auto add = [&points](int statements, int conditional, int reduced) {
      points.push_back(
          {{"statements", statements}, {"conditional", conditional}, {"reduced", reduced}});
    };
    for (int reduced = 0; reduced <= 1; ++reduced) {
      for (int n = 0; n <= (rung == Rung::fast ? 1 : 2); ++n) add(n, 1, reduced);
      if (rung != Rung::fast) add(3, 0, reduced);
    }
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"statements", 1}, {"conditional", 0}, {"reduced", 1}}};
  };
  return compared(std::move(result),
                  {.make = short_programs,
                   .left = executed,
                   .right = interpreted,
                   .twists = twists_of({"leftmost_lookup", "returns_behind_itself"})});
}

check::Statement calls() {
  check::Statement result = check::about(claim_id, "S1.calls", "Calls, all of a family");
  result.sentence =
      "For every program of a procedure $f(x)$, which may write $x$, a local or the attribute, and "
      "a main that joins $v$, $a$ or $f(1)$ with $v$, $a$, $f(v)$, $f(a)$ or $f(f(v))$, words of "
      "two bits, the executor leaves what the program leaves: operands are evaluated from left "
      "to right, and every call has variables of its own.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S1.",
                     .checked =
                         "All programs of the family with the stated operator and first statement "
                         "of main, on the stated arguments.",
                     .gap = "As S1."};
  result.parameters = call_parameters();
  result.points = call_points;
  result.mutant_points = [](Rung rung) {
    std::vector<Params> points = {small_call_point(1, 2, 1)};
    if (rung != Rung::fast) points.push_back(small_call_point(1, 2, 0));
    return points;
  };
  return compared(std::move(result), {.make = [](const Params& params,
                                                 std::uint64_t) { return call_programs(params); },
                                      .left = executed,
                                      .right = interpreted,
                                      .twists = twists_of()});
}

check::Statement drawn() {
  check::Statement result = check::about(claim_id, "S1.random", "Drawn programs");
  result.sentence =
      "Programs of four procedures with loops, nested conditions, two attributes and words of "
      "three bits leave by the executor what they leave by the interpreter of the syntax tree.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S1: trained on random programs, tested on longer ones.",
                     .checked = "Drawn programs, every field of every line a code or a bit.",
                     .gap = "A sample; a procedure calls only later ones, so that runs end."};
  result.parameters = {{.name = "programs", .meaning = "drawn", .lo = 1, .hi = 1000000},
                       reduced_parameter()};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t programs : {3, 1000}) {
      if (programs > 3 && rung == Rung::fast) continue;
      for (int reduced = 0; reduced <= 1; ++reduced) {
        points.push_back({{"programs", programs}, {"reduced", reduced}});
      }
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return compared(std::move(result),
                  {.make = drawn_programs, .left = executed, .right = interpreted});
}

}  // namespace

std::vector<derive::Twist> twists_of(const std::vector<std::string>& names) {
  std::vector<derive::Twist> twists;
  for (const Wrong& wrong : wrong_choices()) {
    if (!names.empty() && std::ranges::find(names, wrong.name) == names.end()) continue;
    twists.push_back(derive::twist_of(wrong));
  }
  return twists;
}

check::Statement compared(check::Statement about, const Compared& how) {
  const auto make = [how](const Params& params, std::uint64_t seed) {
    const Programs programs = how.make(params, seed);
    const bool is_reduced =
        how.mode == Mode::reduced || (how.mode == Mode::by_parameter && params.at("reduced") == 1);
    const auto executors = std::make_shared<const Executors>(programs.sizes, is_reduced);
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [executors, programs, left = how.left](const check::Case& number,
                                                         const std::string& twist) {
      return left(executors->of(twist), programs.at(number), programs.most_lines);
    };
    agrees.right = [programs, right = how.right](const check::Case& number) {
      return right(programs.sizes, programs.at(number));
    };
    agrees.cases = programs.cases;
    agrees.evaluator = "incremental";
    const Executor& executor = executors->of("");
    ATTEST_REQUIRE(executor.generator.why_not().empty(), "an executor that runs line by line");
    agrees.resources = derive::table_of(derive::resources(executor.model));
    agrees.promises = promises(executor);
    return agrees;
  };
  return derive::agrees(std::move(about), make, how.twists);
}

std::vector<check::Promise> promises(const Executor& executor) {
  const Sizes& s = executor.sizes;
  const derive::Resources used = derive::resources(executor.model);
  const std::int64_t told = s.attributes > 0 ? s.word : 0;
  const Rational width =
      10 * s.address + 8 * s.depth + 11 * s.variable + 10 * s.word + 46 + told + 6 * s.attributes;
  const Rational units =
      20 * s.word + 10 * s.address + 18 * s.depth + 6 * s.variable + 2 + told + 3 * s.attributes;
  const Rational weight = std::max(3 * (std::int64_t{1} << s.word), std::int64_t{4} << s.depth);
  return {check::at_most("width", "10A + 8D + 11V + 11w + 6n + 46", width, used.width),
          check::at_most("ReLU units", "10A + 18D + 6V + 21w + 3n + 2", units, used.units),
          check::at_most("attention layers", "2", 2, used.layers),
          check::at_most("hidden layers", "3", 3, used.layers + used.mlp_layers),
          check::at_most("heads", "5", 5, used.heads_in_all),
          check::at_most("largest weight", "\\max(3 \\cdot 2^w, 2^{D+2})", weight,
                         Rational::parse(used.largest_weight))};
}

std::vector<check::Statement> result_statements() {
  std::vector<check::Statement> statements;
  statements.push_back(short_statements());
  statements.push_back(calls());
  statements.push_back(drawn());
  statements.push_back(task_statement());
  return statements;
}

}  // namespace attest::micropy_executor
