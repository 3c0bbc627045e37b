// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.code, S1.lines: the compiler against the syntax tree, the weights against the code.
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using check::Params;
using check::Rung;
using machine::three_address::Code;

/// Value, attributes, most frames at a time and what a run of the code leaves.
std::vector<Rational> coded(const Called& called, const Choices& choices, int word_bits) {
  constexpr std::int64_t most_lines = 100000;
  const Code code =
      compiled(called.program, true, static_cast<int>(called.program.attributes.size()), choices);
  machine::three_address::Run run(code, called.arguments, word_bits);
  for (std::int64_t i = 0; i < most_lines && !run.is_finished(); ++i) run.step();
  ATTEST_REQUIRE(run.is_finished(), "a program that ends");
  std::vector<Rational> result = {run.value(), run.deepest()};
  for (const std::int64_t attribute : run.attributes()) result.emplace_back(attribute);
  return result;
}

std::vector<Rational> walked(const Called& called, int word_bits) {
  const machine::micropy::Outcome outcome =
      machine::micropy::run(called.program, called.arguments, word_bits);
  std::vector<Rational> result = {outcome.value, outcome.deepest};
  for (const std::int64_t attribute : outcome.attributes) result.emplace_back(attribute);
  return result;
}

/// A point of the family, or so many drawn programs.
Params code_point(Params family, std::int64_t drawn) {
  family.erase("reduced");
  family["programs"] = drawn;
  return family;
}

check::Statement code() {
  check::Statement result =
      check::about(claim_id, "S1.code", "From the syntax tree to three-address code");
  result.sentence =
      "Every program leaves as three-address code, run instruction by instruction, what it leaves "
      "on its syntax tree: value, attributes, and the most frames at a time. No frame reads a "
      "variable that it has not written.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "-",
                     .checked = "The family of S1.calls, or drawn programs, without a model.",
                     .gap = "The stated programs."};
  result.parameters = call_parameters();
  result.parameters.back() = {
      .name = "programs", .meaning = "drawn; 0: the family", .lo = 0, .hi = 1000000};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (const Params& each : call_points(rung)) {
      if (each.at("reduced") == 1) continue;
      points.push_back(code_point(each, 0));
    }
    points.push_back(code_point(call_point(0, 0, 1, 0), 50));
    if (rung != Rung::fast) points.push_back(code_point(call_point(0, 0, 1, 0), 100000));
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{code_point(small_call_point(1, 2, 0), 0)};
  };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const Programs programs =
        params.at("programs") == 0 ? call_programs(params) : drawn_programs(params, seed);
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [programs](const check::Case& number, const std::string& twist) {
      return coded(programs.at(number), derive::choices_of(wrong_choices(), twist),
                   programs.sizes.word);
    };
    agrees.right = [programs](const check::Case& number) {
      return walked(programs.at(number), programs.sizes.word);
    };
    agrees.cases = programs.cases;
    agrees.evaluator = "direct interpreter";
    return agrees;
  };
  return derive::agrees(std::move(result), make,
                        twists_of({"no_copy_of_locals", "attribute_read_late"}));
}

/// Every line of programs.
derive::GeneratesParts all_lines(const Programs& programs, bool is_reduced) {
  const Sizes sizes = programs.sizes;
  const auto fields = std::make_shared<const TokenFields>(token_fields(sizes));
  const auto prompt = [programs, is_reduced, fields](const check::Case& row) {
    const Called called = programs.at(row);
    const Code code = compiled(called.program, is_reduced, programs.sizes.attributes);
    return std::optional(prompt_of(code, called.arguments, *fields));
  };
  derive::Generators generators;
  generators.prompts = check::mapped(programs.cases, prompt);
  generators.member = [sizes, is_reduced](std::int64_t) {
    derive::Generates generates{.model = executor(sizes), .task = lines_of_code(sizes, 200)};
    if (is_reduced) generates.erasure = erasure(sizes);
    return generates;
  };
  generators.promises = promises(Executor(sizes, {}, is_reduced));
  return {.generators = std::move(generators), .mutants = executor_mutants(sizes, is_reduced)};
}

check::Statement lines() {
  check::Statement result = check::about(claim_id, "S1.lines", "Every line of programs with calls");
  result.sentence =
      "For the programs of S1.calls every field of every line that the executor writes is that of "
      "a direct interpreter of the code: signs and bits, exactly.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "Single steps are predicted, one after the other.",
                     .checked =
                         "The programs of S1.calls with the stated operator and first statement, "
                         "every field of every line.",
                     .gap = "As S1. Mutants are judged by S1.step."};
  result.parameters = call_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points = {small_call_point(4, 3, 1)};
    if (rung == Rung::fast) return points;
    for (int reduced = 0; reduced <= 1; ++reduced) {
      for (int sign = 0; sign <= 5; ++sign) points.push_back(call_point(sign, 3, 4, reduced));
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  return derive::generates(std::move(result), "", [](const Params& params, std::uint64_t) {
    return all_lines(call_programs(params), params.at("reduced") == 1);
  });
}

/// (program, v, u).
Programs operations_on_all() {
  Programs programs{.sizes = {.address = 6, .variable = 5, .depth = 3, .word = 2, .attributes = 2},
                    .cases = check::integer_box({0, 0, 0}, {operation_programs - 1, 3, 3})};
  programs.cases.description = "three programs on all arguments";
  programs.cases.coverage = check::Coverage::given;
  programs.at = [](const check::Case& row) {
    const auto at = [&row](int i) { return row(0, i).num().to_int64(); };
    return operation_program(at(0), at(1), at(2));
  };
  return programs;
}

check::Statement operations() {
  check::Statement result =
      check::about(claim_id, "S1.operations", "Every line of every operation");
  result.sentence =
      "Three programs that use every operation, loops, conditions and recursion are executed line "
      "by line on all pairs of words of two bits, every field exactly.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "Single steps are predicted, one after the other.",
                     .checked = "Every field of every line, on all arguments.",
                     .gap = "Three programs, words of two bits."};
  result.parameters = {reduced_parameter()};
  result.points = [](Rung rung) {
    std::vector<Params> points = {{{"reduced", 1}}};
    if (rung != Rung::fast) points.push_back({{"reduced", 0}});
    return points;
  };
  result.mutant_points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{};
    return std::vector<Params>{{{"reduced", 0}}, {{"reduced", 1}}};
  };
  auto statement =
      derive::generates(std::move(result), "", [](const Params& params, std::uint64_t) {
        return all_lines(operations_on_all(), params.at("reduced") == 1);
      });
  return derive::without_generic_mutants(std::move(statement));
}

}  // namespace

std::vector<derive::GeneratesMutant> executor_mutants(const Sizes& sizes, bool is_reduced) {
  std::vector<derive::GeneratesMutant> result;
  for (const Wrong& wrong : wrong_choices()) {
    const Choices& choices = wrong.choices;
    const bool is_of_code = !choices.copies_locals || choices.reads_attribute_late;
    if (is_of_code || (choices.drops_answer && !is_reduced)) continue;
    result.push_back({.name = wrong.name,
                      .why = wrong.why,
                      .proof = wrong.proof,
                      .applies = {},
                      .apply = [sizes, choices](derive::Generates& g, std::int64_t) {
                        g.model = executor(sizes, choices);
                        if (g.erasure) g.erasure = erasure(sizes, choices);
                      }});
  }
  return result;
}

std::vector<check::Statement> line_statements() {
  std::vector<check::Statement> statements;
  statements.push_back(code());
  statements.push_back(lines());
  statements.push_back(operations());
  statements.push_back(step_statement());
  return statements;
}

}  // namespace attest::micropy_executor
