// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a run costs, and finite automata as machines that only move to the right.
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/own_mutants.hpp"
#include "reference/machine/automaton.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Configuration;
using machine::turing::Move;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tape;

constexpr std::int64_t most_steps = 200;

/// The machines whose cost is counted, by number.
Table counted_machine(const check::Case& index) {
  const std::vector<Table> tables = {machine::turing::champion(2),
                                     machine::turing::champion_with_missing_entry(),
                                     machine::turing::champion(4)};
  return tables[static_cast<std::size_t>(index(0, 0).num().to_int64())];
}

/// (steps, ones, tokens, scores) of the decoder until it stops.
std::vector<Rational> decoded_cost(const Table& table, const Choices& choices) {
  DecoderRun run(table, decoder(table, choices), {});
  while (!run.is_stopped() && run.tokens() < most_steps) {
    if (!run.step()) return {};
  }
  return {run.steps(), run.tape().nonblank(), run.tokens(), run.scores()};
}

/// The same by the interpreter: a token a step and one where it is stuck; token t sees t tokens.
std::vector<Rational> direct_cost(const Table& table) {
  const Configuration end =
      machine::turing::run(table, machine::turing::start(Tape::infinite()), most_steps);
  const std::int64_t tokens = end.steps + (end.status == Status::stuck ? 1 : 0);
  return {end.steps, end.tape.nonblank(), tokens, tokens * (tokens + 1) / 2};
}

check::Statement cost() {
  check::Statement result = check::about(claim_id, "S1.cost", "A token a step");
  result.sentence =
      "From a blank tape the decoder stops with the steps and the cells of the machine; $t$ steps "
      "cost $t$ tokens and $t(t+1)/2$ scores in the second layer, one token more where there is no "
      "entry: 107 tokens and 5778 scores for the champion of four states.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "One token a step.",
                     .checked = "The champions of two and four states and a machine that is stuck.",
                     .gap = "Three machines; every other run is compared token by token by S1."};
  result.points = [](Rung) { return std::vector<Params>{{}}; };
  result.mutant_points = result.points;
  const auto make = [](const Params&, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& index, const std::string& twist) {
      return decoded_cost(counted_machine(index), derive::choices_of(wrong_choices(), twist));
    };
    agrees.right = [](const check::Case& index) { return direct_cost(counted_machine(index)); };
    agrees.cases = check::integer_box({0}, {2});
    agrees.cases.description = "three machines";
    agrees.cases.coverage = check::Coverage::given;
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make, derive::twists_of(wrong_choices()));
}

/// The automaton of a number: next states of (state, letter), then whether each state accepts.
machine::Automaton automaton_of(std::int64_t number, int states) {
  constexpr int letters = 2;
  machine::Automaton result{.letters = letters};
  const auto pairs = static_cast<std::size_t>(states * letters);
  std::vector<std::int64_t> radices(pairs, states);
  radices.insert(radices.end(), static_cast<std::size_t>(states), 2);
  const std::vector<std::int64_t> all = check::digits(number, radices);
  for (std::size_t i = 0; i < pairs; ++i) {
    result.next.push_back(static_cast<std::int32_t>(all[i]));
    result.output.push_back(
        static_cast<std::int32_t>(all[pairs + static_cast<std::size_t>(all[i])]));
  }
  return result;
}

/// Whether a state accepts, 0 the empty word's.
int accepts(std::int64_t number, int states, std::int64_t state) {
  for (int i = 0; i < states - 1 - state; ++i) number /= 2;
  return static_cast<int>(number % 2);
}

/// The machine that reads letters 1, 2 going right and writes 1 behind a word that is accepted.
Table right_mover(std::int64_t number, int states) {
  const machine::Automaton automaton = automaton_of(number, states);
  Table table{.states = states, .symbols = 3};
  for (int q = 0; q < states; ++q) {
    table.entries.push_back({{.write = accepts(number, states, q),
                              .move = Move::right,
                              .next = machine::turing::halt_state}});
    for (int letter = 1; letter <= 2; ++letter) {
      const auto at = static_cast<std::size_t>(2 * q + letter - 1);
      table.entries.push_back({{.write = letter, .move = Move::right, .next = automaton.next[at]}});
    }
  }
  return table;
}

/// The states after every prefix, then whether the word is accepted; by the automaton.
derive::Continuation decision_of(std::int64_t number, int states) {
  return {.id = "automaton", .tokens = [number, states](const check::Case& prompt) {
            const machine::Automaton automaton = automaton_of(number, states);
            machine::Symbols word;
            Matrix tokens(prompt.rows(), 4);
            for (int i = 0; i < prompt.rows(); ++i) {
              const bool is_letter = i + 1 < prompt.rows();
              if (is_letter) word.push_back(prompt(i, 2).num().to_int64());
              const std::int64_t state = machine::state_after(automaton, word);
              tokens(i, 0) = static_cast<int>(Kind::step);
              tokens(i, 1) = is_letter ? state : states;
              tokens(i, 2) = is_letter ? prompt(i, 2) : Rational(accepts(number, states, state));
              tokens(i, 3) = right_move;
            }
            return tokens;
          }};
}

/// Words of length n over the letters 1, 2.
check::CaseSpace letters_of(int n) {
  return check::mapped(check::words(n, 2), [](const check::Case& word) {
    std::vector<int> cells;
    for (const std::int64_t letter : check::symbols_of(word)) {
      cells.push_back(static_cast<int>(letter) + 1);
    }
    return std::optional(prompt_of(cells));
  });
}

check::Statement regular() {
  check::Statement result =
      check::about(claim_id, "S1.regular", "Regular languages in n + 1 tokens");
  result.sentence =
      "For every finite automaton there is a decoder that writes the states after the prefixes of "
      "a word of $n$ letters, and whether it is accepted, in $n+1$ tokens.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {
      .published =
          "A linear number of steps with projected pre-norm recognizes every regular "
          "language.",
      .checked = "All automata of two states and two letters on all words of the stated lengths.",
      .gap = "The stated sizes."};
  result.parameters = {{.name = "length", .meaning = "letters of a word", .lo = 0, .hi = 12},
                       {.name = "automaton", .meaning = "number; -1: all", .lo = -1, .hi = 63}};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (int n = 0; n <= (rung == Rung::fast ? 3 : 8); ++n) {
      points.push_back({{"length", n}, {"automaton", -1}});
    }
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"length", 3}, {"automaton", -1}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    constexpr int states = 2;
    derive::Generators generators{.count = 64};
    generators.prompts = letters_of(static_cast<int>(params.at("length")));
    generators.member = [](std::int64_t number) {
      return derive::Generates{.model = decoder(right_mover(number, states)),
                               .task = decision_of(number, states)};
    };
    generators.text = [](std::int64_t number) {
      return machine::turing::text_of(right_mover(number, states));
    };
    std::vector<derive::GeneratesMutant> broken =
        mutants([](std::int64_t number) { return right_mover(number, states); });
    for (derive::GeneratesMutant& mutant : broken) {
      if (mutant.name.ends_with("_tie")) {
        mutant.proof = "a head that only moves to the right never reads a cell that was written";
      }
    }
    return derive::GeneratesParts{.generators = std::move(generators),
                                  .mutants = std::move(broken)};
  };
  return derive::without_generic_mutants(derive::generates(std::move(result), "automaton", make));
}

}  // namespace

std::vector<check::Statement> run_statements() { return {cost(), regular()}; }

}  // namespace attest::chain_of_thought_turing
