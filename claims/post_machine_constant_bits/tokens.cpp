// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: every token of every machine, and every single step of one.
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/derive/resources.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using check::Params;
using check::Rung;
using machine::post::Codes;
using machine::turing::Table;
using machine::turing::Tables;

Params tables_at(int states, int halting, int window, std::int64_t steps) {
  return {{"states", states}, {"symbols", 2},   {"halting", halting},
          {"window", window}, {"steps", steps}, {"machine", -1}};
}

/// One-state tables, and two-state ones with all tapes.
std::vector<Params> all_points(Rung rung) {
  std::vector<Params> points;
  for (int window = 1; window <= 4; ++window) points.push_back(tables_at(1, 1, window, 12));
  if (rung == Rung::fast) return points;
  for (int window = 1; window <= 4; ++window) points.push_back(tables_at(2, 0, window, 12));
  points.push_back(tables_at(2, 1, 4, 8));
  return points;
}

/// What the statement promises of a decoder.
std::vector<check::Promise> promises(const Table& table, const model::Transformer& model) {
  const Codes codes{.states = table.states, .symbols = table.symbols};
  const Rational symbols = codes.queue_symbols();
  const Rational states = codes.control_states();
  const derive::Resources used = derive::resources(model);
  return {check::at_most("width", "2|\\Sigma'| + |S| + 1", 2 * symbols + states + 1, used.width),
          check::at_most("ReLU units", "|S| |\\Sigma'|", states * symbols, used.units),
          check::at_most("largest weight", "1", 1, Rational::parse(used.largest_weight)),
          check::at_most("layers", "1", 1, used.layers),
          check::at_most("heads", "1", 1, used.heads_in_all)};
}

/// Every tape of W cells as a prompt.
check::CaseSpace tapes(int window, int symbols) {
  return check::mapped(check::words(window, symbols), [](const check::Case& word) {
    std::vector<int> cells;
    for (const std::int64_t symbol : check::symbols_of(word)) {
      cells.push_back(static_cast<int>(symbol));
    }
    return std::optional(prompt_of(cells));
  });
}

/// The decoders of tables; the prompts are the caller's.
derive::Generators decoders(const Params& params, std::int64_t count,
                            const Function<Table(std::int64_t)>& table) {
  const auto window = static_cast<int>(params.at("window"));
  const std::int64_t steps = params.at("steps");
  derive::Generators result{.count = count};
  result.member = [table, window, steps](std::int64_t member) {
    const Table built = table(member);
    return derive::Generates{
        .model = decoder(built), .window = window, .task = sweep_of(built, steps)};
  };
  result.text = [table](std::int64_t member) { return machine::turing::text_of(table(member)); };
  result.promises = promises(table(0), decoder(table(0)));
  return result;
}

check::Statement every_table() {
  check::Statement result = check::about(claim_id, "S1", "Every machine, every token");
  result.sentence =
      "Every Turing machine that uses $s = W+1$ cells is run by a decoder with a window of $W$ "
      "tokens, one layer, one head, unique hardmax, width $2|\\Sigma'|+|S|+1$ and weights in "
      "$\\{-1,0,1\\}$: after every token the state, the place of the head and all $W+1$ cells are "
      "those of the machine on a ring of $W+1$ cells.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published =
          "Any Turing machine of space s(n) and time t(n) is simulated by a transformer of "
          "constant bit size, window O(s(n)) and O(t(n) s(n)) tokens.",
      .checked =
          "All tables of the stated size on all tapes, every token up to the stated number "
          "of steps, or until the tape has gone round once after the machine stopped.",
      .gap =
          "The stated sizes. The window is told to the model by the position of its oldest "
          "token, one coordinate; the model itself does not depend on W."};
  result.parameters = table_parameters();
  result.parameters.push_back(
      {.name = "steps", .meaning = "of the machine, at most", .lo = 1, .hi = 100000});
  result.parameters.push_back(
      {.name = "machine", .meaning = "number of a table; -1: all", .lo = -1, .hi = 20735});
  result.points = all_points;
  result.mutant_points = [](Rung) {
    return std::vector<Params>{tables_at(1, 1, 2, 12), tables_at(1, 1, 3, 12)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const Function<Table(std::int64_t)> table = [tables](std::int64_t i) { return tables.at(i); };
    derive::GeneratesParts parts{.generators = decoders(params, tables.size(), table),
                                 .mutants = mutants(table)};
    parts.generators.prompts =
        tapes(static_cast<int>(params.at("window")), static_cast<int>(params.at("symbols")));
    // 1LA0RA, or a table in the middle: both move either way.
    parts.generators.exemplar = tables.size() == 64 ? 10 : tables.size() * 5 / 8;
    return parts;
  };
  result.figure.draw = stream_figure;
  return derive::without_generic_mutants(derive::generates(std::move(result), "machine", make));
}

check::Statement random_tables() {
  check::Statement result = check::about(claim_id, "S1.random", "Random machines, long runs");
  result.sentence =
      "The decoders of random tables with halting and missing entries, with a window of $W$ tokens "
      "and random tapes, write what the machines on a ring of $W+1$ cells do.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {.published = "As S1.",
                     .checked = "Random tables and tapes, every token up to the stated steps.",
                     .gap = "A sample."};
  result.parameters = table_parameters();
  result.parameters.push_back(
      {.name = "steps", .meaning = "of a machine, at most", .lo = 1, .hi = 100000});
  result.points = [](Rung rung) {
    std::vector<Params> points;
    if (rung == Rung::fast) return points;
    for (const int symbols : {2, 3}) {
      for (const int window : {5, 16, 64}) {
        points.push_back({{"states", 3},
                          {"symbols", symbols},
                          {"halting", 1},
                          {"window", window},
                          {"steps", window == 64 ? 10000 : 1000}});
      }
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    Tables tables = tables_of(params);
    tables.has_missing = true;
    constexpr std::int64_t machines = 60;
    derive::Generators generators = decoders(params, machines, [tables, seed](std::int64_t member) {
      Random random(seed, 1, static_cast<std::uint64_t>(member));
      return tables.random(random);
    });
    const auto window = static_cast<int>(params.at("window"));
    Integer all = 1;
    for (int i = 0; i < tables.states * tables.symbols; ++i) all *= tables.choices();
    for (int i = 0; i < window; ++i) all *= tables.symbols;
    generators.prompts =
        check::sampled("random tapes", 2, seed, all, "every machine runs long",
                       [window, tables](Random& random, std::int64_t) {
                         std::vector<int> cells;
                         for (int i = 0; i < window; ++i) {
                           cells.push_back(static_cast<int>(random.below(tables.symbols)));
                         }
                         return std::optional(prompt_of(cells));
                       });
    return derive::GeneratesParts{.generators = std::move(generators)};
  };
  return derive::generates(std::move(result), "", make);
}

/// The token after a window of any tokens: it depends on the oldest symbol and the newest state.
task::Task next_of(const Table& table) {
  return {.id = "post_machine", .answer = [table](const Matrix& tokens) {
            const Codes codes{.states = table.states, .symbols = table.symbols};
            const auto number = [](const Rational& field) {
              return static_cast<int>(field.num().to_int64());
            };
            const machine::post::Token token =
                machine::post::next(table, codes.state(number(tokens(tokens.rows() - 1, 1))),
                                    codes.symbol(number(tokens(0, 0))));
            return std::vector<Rational>{codes.code(token.pushed), codes.code(token.state)};
          }};
}

/// Every window of W tokens: any symbol and any state in each.
check::CaseSpace windows(const Table& table, int window) {
  const Codes codes{.states = table.states, .symbols = table.symbols};
  const int states = codes.control_states();
  return check::mapped(check::words(window, codes.queue_symbols() * states),
                       [states](const check::Case& word) {
                         check::Case tokens(word.rows(), 2);
                         for (int i = 0; i < word.rows(); ++i) {
                           const std::int64_t letter = word(i, 0).num().to_int64();
                           tokens(i, 0) = letter / states;
                           tokens(i, 1) = letter % states;
                         }
                         return std::optional(tokens);
                       });
}

/// A table with a halting and a missing entry: 1RB1LB_1LA1RZ and 1RB---_1LA0RZ.
std::vector<Params> step_points(Rung rung) {
  std::vector<Params> points;
  const int most = rung == Rung::fast ? 2 : 3;
  for (int window = 1; window <= most; ++window) {
    points.push_back({{"window", window}, {"missing", 0}});
    if (window < 3) points.push_back({{"window", window}, {"missing", 1}});
  }
  return points;
}

check::Statement every_step() {
  check::Statement result = check::about(claim_id, "S1.step", "One step from every window");
  result.sentence =
      "After every window of $W$ tokens, whatever their symbols and states, the next token is that "
      "of the Post machine: it depends on the symbol of the oldest token and the state of the "
      "newest alone.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "-",
      .checked =
          "All windows of W tokens over all symbols and states, for a table with a halting "
          "entry and one with a missing entry, by the weights.",
      .gap = "Two tables; by induction over steps it covers their runs of every length."};
  result.parameters = {
      {.name = "window", .meaning = "W: tokens", .lo = 1, .hi = 4},
      {.name = "missing", .meaning = "1: the table with a missing entry", .lo = 0, .hi = 1}};
  result.points = step_points;
  result.mutant_points = [](Rung rung) {
    std::vector<Params> points = {{{"window", 2}, {"missing", 0}}};
    if (rung != Rung::fast) points.push_back({{"window", 2}, {"missing", 1}});
    return points;
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const Table table = params.at("missing") == 0 ? machine::turing::champion(2)
                                                  : machine::turing::champion_with_missing_entry();
    derive::Computes computes{.model = decoder(table),
                              .task = next_of(table),
                              .inputs = windows(table, static_cast<int>(params.at("window")))};
    computes.promises = promises(table, computes.model);
    return computes;
  };
  const auto broken = [](const Choices& choices, const Params& params) {
    return decoder(params.at("missing") == 0 ? machine::turing::champion(2)
                                             : machine::turing::champion_with_missing_entry(),
                   choices);
  };
  return derive::computes(std::move(result), make,
                          derive::computes_mutants(wrong_choices(), broken));
}

}  // namespace

std::vector<check::Statement> token_statements() {
  return {every_table(), random_tables(), every_step()};
}

}  // namespace attest::post_machine_constant_bits
