// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: every token of every machine, and every single step after any history.
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Table;
using machine::turing::Tables;
using machine::turing::Tape;

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

/// What the statement promises of a decoder.
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
    return check::concatenated(std::move(parts));
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
  return without_generic_mutants(derive::generates(std::move(result), "machine", make));
}

check::Statement every_table() {
  check::Statement result = about("S1", "Every machine, every token");
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
  check::Statement result = about("S1.random", "Random partial machines");
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

/// The token after any history of steps: the tape is what they wrote, the state that of the last.
task::Task next_of(const Table& table) {
  return {.id = "turing_step", .answer = [table](const Matrix& tokens) {
            std::vector<int> word;
            std::int64_t head = 0;
            Tape tape = Tape::infinite();
            int state = 0;
            for (int i = 0; i < tokens.rows(); ++i) {
              const auto field = [&](int f) {
                return static_cast<int>(tokens(i, f).num().to_int64());
              };
              if (field(0) == static_cast<int>(Kind::input)) tape.write(i, field(2));
              if (field(0) != static_cast<int>(Kind::step)) continue;
              tape.write(head, field(2));
              head += field(3) == left_move ? -1 : 1;
              state = field(1);
            }
            const std::vector<int> next = next_token(table, state, tape.read(head));
            return std::vector<Rational>{next.begin(), next.end()};
          }};
}

/// Every input of n cells, and every history of k steps: symbols and moves of each, the state of
/// the last; earlier states are 0, since nothing reads them.
check::CaseSpace histories(int n, int k, int states) {
  const int last_states = k == 0 ? 1 : states;
  return check::product(check::words(n, 2),
                        check::product(check::words(k, 4), check::words(1, last_states),
                                       [](const check::Case& steps, const check::Case& state) {
                                         check::Case both(steps.rows() + 1, 1);
                                         for (int i = 0; i < steps.rows(); ++i) {
                                           both(i, 0) = steps(i, 0);
                                         }
                                         both(steps.rows(), 0) = state(0, 0);
                                         return std::optional(both);
                                       }),
                        [n, k](const check::Case& word, const check::Case& steps) {
                          check::Case tokens(n + 1 + k, 4);
                          for (int i = 0; i < n; ++i) tokens(i, 2) = word(i, 0);
                          tokens(n, 0) = static_cast<int>(Kind::separator);
                          for (int i = 0; i < k; ++i) {
                            const std::int64_t letter = steps(i, 0).num().to_int64();
                            tokens(n + 1 + i, 0) = static_cast<int>(Kind::step);
                            tokens(n + 1 + i, 2) = letter / 2;
                            tokens(n + 1 + i, 3) = letter % 2 == 0 ? left_move : right_move;
                          }
                          if (k > 0) tokens(n + k, 1) = steps(k, 0);
                          return std::optional(tokens);
                        });
}

/// All histories of at most `steps` steps after inputs of at most `length` cells.
check::CaseSpace all_histories(const Params& params, int states) {
  std::vector<check::CaseSpace> parts;
  for (int n = 0; n <= params.at("length"); ++n) {
    for (int k = 0; k <= params.at("steps"); ++k) parts.push_back(histories(n, k, states));
  }
  return check::concatenated(std::move(parts));
}

Table table_of(const Params& params) {
  return params.at("missing") == 0 ? champion() : champion_with_missing_entry();
}

check::Statement every_step_by(check::Statement result, bool is_sum) {
  result.parameters = {
      {.name = "length", .meaning = "cells of the input, at most", .lo = 0, .hi = 6},
      {.name = "steps", .meaning = "of the history, at most", .lo = 0, .hi = 8},
      {.name = "missing", .meaning = "1: the table with a missing entry", .lo = 0, .hi = 1}};
  const auto point = [](int length, int steps, int missing) {
    return Params{{"length", length}, {"steps", steps}, {"missing", missing}};
  };
  result.points = [point](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{point(2, 3, 0), point(1, 2, 1)};
    return std::vector<Params>{point(3, 5, 0), point(2, 4, 1)};
  };
  result.mutant_points = [point](Rung rung) {
    return std::vector<Params>{point(4, rung == Rung::fast ? 2 : 3, 1)};
  };
  const auto make = [is_sum](const Params& params, std::uint64_t) {
    const Table table = table_of(params);
    derive::Computes computes{.model = decoder(table, {.is_sum = is_sum}),
                              .task = next_of(table),
                              .inputs = all_histories(params, table.states)};
    if (!is_sum) computes.promises = promises(table, computes.model);
    return computes;
  };
  std::vector<derive::NamedMutant> named;
  for (const Wrong& wrong : wrong_choices()) {
    if (is_sum && wrong.is_of_directions) continue;
    named.push_back(
        {.name = wrong.name,
         .why = wrong.why,
         .proof = {},
         .apply = [choices = wrong.choices, is_sum](derive::Computes& c, const Params& params) {
           Choices broken = choices;
           broken.is_sum = is_sum;
           c.model = decoder(table_of(params), broken);
         }});
  }
  return derive::computes(std::move(result), make, std::move(named));
}

check::Statement every_step() {
  check::Statement result = about("S1.step", "One step after every history");
  result.sentence =
      "After every input and every history of steps, whatever their symbols and moves and whether "
      "or not a machine takes them, the next token is that of the machine in the state of the last "
      "token on the symbol that was last written under the head.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "-",
      .checked =
          "All inputs and histories of the stated lengths, for a table with a halting entry "
          "and one with a missing entry, by the weights.",
      .gap =
          "Two tables. What the head reads does not depend on the table, so by induction this "
          "covers the runs of every table of these lengths."};
  return every_step_by(std::move(result), false);
}

check::Statement every_sum_table() {
  check::Statement result = about("S3", "Places as sums");
  result.sentence =
      "The same decoder with a causal sum in place of the mean has the place as an integer, and "
      "needs no norm of a pair: keys score $2pp' - p'^2$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked = "As S1.",
                     .gap = "As S1. Integers grow with the time; a sum is no average."};
  return every_table_by(std::move(result), true);
}

check::Statement every_sum_step() {
  check::Statement result = about("S3.step", "Places as sums, one step after every history");
  result.sentence = "As S1.step, for the decoder of S3.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-", .checked = "As S1.step.", .gap = "As S1.step."};
  return every_step_by(std::move(result), true);
}

}  // namespace

std::vector<check::Statement> token_statements() {
  return {every_table(), random_tables(), every_step()};
}

std::vector<check::Statement> sum_statements() { return {every_sum_table(), every_sum_step()}; }

}  // namespace attest::chain_of_thought_turing
