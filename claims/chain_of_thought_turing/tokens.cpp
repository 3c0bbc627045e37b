// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1, S3: every token of every machine.
#include <string>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/derive/resources.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Table;
using machine::turing::Tables;

constexpr int sample_inputs = -1;  // the empty word and 101

/// One-state tables on all words; two-state ones on two, for `steps` steps.
std::vector<Params> all_points(Rung rung, int steps) {
  const auto point = [](int states, int length, int most) {
    return Params{
        {"states", states}, {"symbols", 2}, {"length", length}, {"steps", most}, {"machine", -1}};
  };
  std::vector<Params> points = {point(1, 3, 16)};
  if (rung == Rung::fast) return points;
  points.push_back(point(1, 8, 40));
  points.push_back(point(2, sample_inputs, steps));
  return points;
}

/// Every word of at most `length` symbols as a prompt, or two of them.
check::CaseSpace inputs_of(std::int64_t length, int symbols) {
  const auto prompt = [](const check::Case& word) {
    std::vector<int> cells;
    for (const std::int64_t symbol : check::symbols_of(word)) {
      cells.push_back(static_cast<int>(symbol));
    }
    return std::optional(prompt_of(cells));
  };
  if (length != sample_inputs) {
    std::vector<check::CaseSpace> parts;
    for (int n = 0; n <= length; ++n) {
      parts.push_back(check::mapped(check::words(n, symbols), prompt));
    }
    check::CaseSpace all = check::concatenated(std::move(parts));
    all.description = "all words of length at most " + std::to_string(length) + " over Z_" +
                      std::to_string(symbols);
    return all;
  }
  check::CaseSpace two = check::mapped(check::integer_box({0}, {1}), [](const check::Case& index) {
    return std::optional(
        prompt_of(index(0, 0).is_zero() ? std::vector<int>{} : std::vector<int>{1, 0, 1}));
  });
  two.description = "the empty word and 101";
  two.coverage = check::Coverage::given;
  return two;
}

/// The decoders of tables; the prompts are the caller's.
derive::Generators decoders(std::int64_t count, std::int64_t steps, const Choices& choices,
                            const Function<Table(std::int64_t)>& table) {
  derive::Generators result{.count = count};
  result.member = [table, steps, choices](std::int64_t member) {
    const Table built = table(member);
    return derive::Generates{.model = decoder(built, choices), .task = steps_of(built, steps)};
  };
  result.text = [table](std::int64_t member) { return machine::turing::text_of(table(member)); };
  if (!choices.is_sum) result.promises = promises(table(0), decoder(table(0)));
  return result;
}

std::vector<check::Parameter> table_parameters() {
  return {{.name = "states", .meaning = "of the machines", .lo = 1, .hi = 4},
          {.name = "symbols", .meaning = "of their tapes", .lo = 2, .hi = 4},
          {.name = "steps", .meaning = "of a machine, at most", .lo = 1, .hi = 100000}};
}

check::Statement every_table_by(check::Statement result, bool is_sum) {
  result.parameters = table_parameters();
  result.parameters.push_back({.name = "length",
                               .meaning = "of the inputs, at most; -1: the empty word and 101",
                               .lo = -1,
                               .hi = 12});
  result.parameters.push_back(
      {.name = "machine", .meaning = "number of a table; -1: all", .lo = -1, .hi = 20735});
  result.points = [is_sum](Rung rung) { return all_points(rung, is_sum ? 60 : 200); };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{
        {{"states", 1}, {"symbols", 2}, {"length", 2}, {"steps", 12}, {"machine", -1}}};
  };
  const auto make = [is_sum](const Params& params, std::uint64_t) {
    const Tables tables{.states = static_cast<int>(params.at("states")),
                        .symbols = static_cast<int>(params.at("symbols")),
                        .has_halting = true};
    const Function<Table(std::int64_t)> table = [tables](std::int64_t i) { return tables.at(i); };
    derive::GeneratesParts parts{
        .generators = decoders(tables.size(), params.at("steps"), {.is_sum = is_sum}, table),
        .mutants = is_sum ? sum_mutants(table) : mutants(table)};
    parts.generators.prompts =
        inputs_of(params.at("length"), static_cast<int>(params.at("symbols")));
    // 1LA0RA, or a table in the middle.
    parts.generators.exemplar = tables.size() == 64 ? 10 : tables.size() * 5 / 8;
    return parts;
  };
  return derive::without_generic_mutants(derive::generates(std::move(result), "machine", make));
}

check::Statement every_table() {
  check::Statement result = check::about(claim_id, "S1", "Every machine, every token");
  result.sentence =
      "Every Turing machine is run by a causal decoder with two heads, three hidden layers after "
      "the second, width $2|\\Gamma|+|Q|+O(1)$ and weights in $\\{-1,0,1\\}$ that do not depend on "
      "input or time: after $n$ input tokens and a separator token $t$ is the state, the written "
      "symbol and the move of step $t$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published =
          "TIME(t(n)) is contained in CoT(t(n)) for decoders with projected pre-norm, "
          "saturated attention and logarithmic precision.",
      .checked =
          "All tables of the stated size with halting entries, on all words of the stated "
          "lengths or on two, every token up to the stated number of steps.",
      .gap =
          "The stated sizes. Pairs are compared by doubled angles, exactly, not rounded; a "
          "maximum that is attained twice goes to the right."};
  result.figure.draw = trace_figure;
  return every_table_by(std::move(result), false);
}

check::Statement random_tables() {
  check::Statement result = check::about(claim_id, "S1.random", "Random partial machines");
  result.sentence =
      "The decoders of random tables of three states and three symbols with halting and missing "
      "entries, on random inputs, write what the machines do and end where there is no entry.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S1.",
                     .checked = "Random tables and inputs, every token up to the stated steps.",
                     .gap = "A sample."};
  result.parameters = table_parameters();
  result.parameters.push_back(
      {.name = "machines", .meaning = "that are drawn", .lo = 1, .hi = 100000});
  result.points = [](Rung rung) {
    const auto point = [](int machines, int steps) {
      return Params{{"states", 3}, {"symbols", 3}, {"machines", machines}, {"steps", steps}};
    };
    return rung == Rung::fast ? std::vector<Params>{point(20, 30)}
                              : std::vector<Params>{point(300, 60), point(60, 400)};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const Tables tables{.states = static_cast<int>(params.at("states")),
                        .symbols = static_cast<int>(params.at("symbols")),
                        .has_halting = true,
                        .has_missing = true};
    derive::Generators generators = decoders(
        params.at("machines"), params.at("steps"), {}, [tables, seed](std::int64_t member) {
          Random random(seed, 1, static_cast<std::uint64_t>(member));
          return tables.random(random);
        });
    constexpr int inputs = 2;
    constexpr int letters = 4;
    Integer all = 1;
    for (int i = 0; i < tables.states * tables.symbols; ++i) all *= tables.choices();
    for (int i = 0; i < letters; ++i) all *= tables.symbols;
    generators.prompts =
        check::sampled("random inputs", inputs, seed, all, "every machine runs long",
                       [tables](Random& random, std::int64_t) {
                         std::vector<int> word;
                         for (int i = 0; i < letters; ++i) {
                           word.push_back(static_cast<int>(random.below(tables.symbols)));
                         }
                         return std::optional(prompt_of(word));
                       });
    return derive::GeneratesParts{.generators = std::move(generators)};
  };
  return derive::generates(std::move(result), "", make);
}

check::Statement every_sum_table() {
  check::Statement result = check::about(claim_id, "S3", "Places as sums");
  result.sentence =
      "The same decoder with a causal sum in place of the mean has the place as an integer, and "
      "needs no norm of a pair: keys score $2pp' - p'^2$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked = "As S1.",
                     .gap = "As S1. Integers grow with the time; a sum is no average."};
  return every_table_by(std::move(result), true);
}

}  // namespace

std::vector<check::Promise> promises(const Table& table, const model::Transformer& model) {
  const Rational symbols = table.symbols;
  const Rational states = table.states;
  const derive::Resources used = derive::resources(model);
  return {check::at_most("width", "2|\\Gamma| + |Q| + 13", 2 * symbols + states + 13, used.width),
          check::at_most("ReLU units", "|Q||\\Gamma| + |\\Gamma| + 6",
                         states * symbols + symbols + 6, used.units),
          check::at_most("largest weight", "1", 1, Rational::parse(used.largest_weight)),
          check::at_most("heads", "2", 2, used.heads_in_all)};
}

std::vector<check::Statement> token_statements() {
  return {every_table(), random_tables(), step_statement(false)};
}

std::vector<check::Statement> sum_statements() { return {every_sum_table(), step_statement(true)}; }

}  // namespace attest::chain_of_thought_turing
