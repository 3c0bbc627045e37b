// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a step of the machine costs in tokens, and tapes that are no ring.
#include <algorithm>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Configuration;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tables;

constexpr std::int64_t most_steps = 12;   // of a machine whose cost is counted
constexpr std::int64_t most_halting = 8;  // from a blank tape two states stop in 6 steps or never

/// The number of a table as a case.
check::CaseSpace all_tables(const Tables& tables) {
  check::CaseSpace space = check::integer_box({0}, {tables.size() - 1});
  space.description = "all tables of " + std::to_string(tables.states) + " states and " +
                      std::to_string(tables.symbols) + " symbols";
  return space;
}

Table table_at(const Tables& tables, const check::Case& index) {
  return tables.at(index(0, 0).num().to_int64());
}

/// Tokens from the prompt to each step of the machine, on a blank tape, by the decoder.
std::vector<Rational> written_gaps(const Table& table, int window, const Choices& choices) {
  DecoderRun run(table, decoder(table, choices), window, window);
  std::vector<Rational> gaps;
  std::int64_t last = 0;
  // The last token whose cost is asked for comes at the latest with W tokens a step.
  while (run.steps() < most_steps && !run.is_stopped() && run.tokens() < 2 + window * most_steps) {
    if (!run.step()) return {};
    if (!run.was_transition()) continue;
    gaps.emplace_back(run.tokens() - last);
    last = run.tokens();
  }
  return gaps;
}

/// 2, then 1 after a move to the right and W after one to the left, by the interpreter.
std::vector<Rational> moved_gaps(const Table& table, int window) {
  Configuration now = machine::turing::start(
      machine::turing::Tape::ring(std::vector<int>(static_cast<std::size_t>(window) + 1)));
  std::vector<Rational> gaps;
  std::int64_t gap = 2;
  while (now.steps < most_steps && now.status == Status::running) {
    const std::int64_t head = now.head;
    machine::turing::step(table, now);
    if (now.status == Status::stuck) break;
    gaps.emplace_back(gap);
    gap = now.head > head ? 1 : window;
  }
  return gaps;
}

std::vector<derive::Twist> twists() {
  std::vector<derive::Twist> result;
  for (const Wrong& wrong : wrong_choices()) {
    if (wrong.choices.keeps_held && wrong.choices.remembers_held) {
      result.push_back(derive::twist_of(wrong));
    }
  }
  return result;
}

std::vector<Params> points_of(Rung rung, int least, int most) {
  std::vector<Params> points;
  const auto add = [&points](int states, int window) {
    points.push_back({{"states", states}, {"symbols", 2}, {"halting", 1}, {"window", window}});
  };
  for (int window = least; window <= most; ++window) add(1, window);
  if (rung == Rung::fast) return points;
  for (int window = least; window <= most; ++window) add(2, window);
  return points;
}

check::Statement gaps() {
  check::Statement result = check::about(claim_id, "S1.gaps", "Tokens a step of the machine");
  result.sentence =
      "The first step of the machine is the second token. After a move to the right the next one "
      "is 1 token later, after a move to the left exactly $W$ tokens: $t$ steps take at most "
      "$(t-1)W + 2$ tokens, and every move to the left attains $W$.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "s(n) tokens for each step of the machine.",
                     .checked =
                         "All tables of the stated size on a blank tape, twelve steps, the "
                         "tokens of every step.",
                     .gap = "The stated sizes."};
  result.parameters = table_parameters();
  result.points = [](Rung rung) { return points_of(rung, 1, 4); };
  result.mutant_points = [](Rung) { return std::vector<Params>{points_of(Rung::fast, 3, 3)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const auto window = static_cast<int>(params.at("window"));
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [tables, window](const check::Case& index, const std::string& twist) {
      return written_gaps(table_at(tables, index), window,
                          derive::choices_of(wrong_choices(), twist));
    };
    agrees.right = [tables, window](const check::Case& index) {
      return moved_gaps(table_at(tables, index), window);
    };
    agrees.cases = all_tables(tables);
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make, twists());
}

/// (stopped, steps, cells that are not blank).
std::vector<Rational> ending(bool is_stopped, std::int64_t steps, std::int64_t ones) {
  return {is_stopped ? 1 : 0, steps, ones};
}

/// How the decoder with the least window ends that holds the cells read up to `end`.
std::vector<Rational> decoded_ending(const Table& table, const Configuration& end,
                                     const std::string& twist) {
  const std::int64_t fewer = twist == "one_cell_fewer" ? 1 : 0;
  const auto window = static_cast<int>(std::max<std::int64_t>(end.span() - 1 - fewer, 1));
  DecoderRun run(table, decoder(table, derive::choices_of(wrong_choices(), twist)), window, window);
  while (!run.is_stopped() && run.tokens() < 2 + window * (end.steps + 1)) {
    if (!run.step()) return {};
  }
  const std::vector<int> ring = run.ring();
  return ending(run.is_stopped(), run.steps(),
                std::ranges::count_if(ring, [](int symbol) { return symbol != 0; }));
}

check::Statement infinite() {
  check::Statement result = check::about(claim_id, "S1.infinite", "A tape that is no ring");
  result.sentence =
      "A machine on a two-way infinite blank tape that reads at most $W+1$ adjacent cells is run "
      "exactly: the decoder stops after the same number of steps with the same tape.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-",
                     .checked =
                         "All tables of the stated size that stop from a blank tape, each "
                         "with the least window: steps and cells that are not blank.",
                     .gap =
                         "The stated sizes. One cell fewer gives a ring on which the head meets "
                         "its own traces."};
  result.parameters = table_parameters();
  result.parameters.back() = {
      .name = "least", .meaning = "steps of the machines, at least", .lo = 0, .hi = 6};
  result.points = [](Rung rung) {
    const auto point = [](std::int64_t least) {
      return Params{{"states", 2}, {"symbols", 2}, {"halting", 1}, {"least", least}};
    };
    return rung == Rung::fast ? std::vector<Params>{point(6)}
                              : std::vector<Params>{point(6), point(0)};
  };
  result.mutant_points = [points = result.points](Rung) { return points(Rung::fast); };
  const auto make = [](const Params& params, std::uint64_t) {
    const Tables tables = tables_of(params);
    const auto end_of = [](const Table& table) {
      return machine::turing::run(table, machine::turing::start(machine::turing::Tape::infinite()),
                                  most_halting);
    };
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [tables, end_of](const check::Case& index, const std::string& twist) {
      const Table table = table_at(tables, index);
      return decoded_ending(table, end_of(table), twist);
    };
    agrees.right = [tables, end_of](const check::Case& index) {
      const Configuration end = end_of(table_at(tables, index));
      return ending(end.status != Status::running, end.steps, end.tape.nonblank());
    };
    const std::int64_t least = params.at("least");
    agrees.cases =
        check::mapped(all_tables(tables), [tables, end_of, least](const check::Case& index) {
          const Configuration end = end_of(table_at(tables, index));
          const bool is_case = end.status != Status::running && end.steps >= least;
          return is_case ? std::optional(index) : std::nullopt;
        });
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "one_cell_fewer", .why = "a window of one token fewer", .proof = {}},
       {.name = "forgets_held", .why = "a stopped control forgets the held cell", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> run_statements() { return {gaps(), infinite()}; }

}  // namespace attest::post_machine_constant_bits
