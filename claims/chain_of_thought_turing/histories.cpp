// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.step, S3.step: every single step, after any history of steps.
#include <string>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using check::Params;
using check::Rung;
using machine::turing::Table;
using machine::turing::Tape;

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
  check::CaseSpace all = check::concatenated(std::move(parts));
  all.description = "all inputs of length at most " + std::to_string(params.at("length")) +
                    ", each with all symbols and moves of at most " +
                    std::to_string(params.at("steps")) + " steps and every state of the last";
  return all;
}

Table table_of(const Params& params) {
  return params.at("missing") == 0 ? machine::turing::champion(2)
                                   : machine::turing::champion_with_missing_entry();
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
  return derive::computes(
      std::move(result), make,
      derive::computes_mutants(is_sum ? wrong_sums() : wrong_choices(),
                               [](const Choices& choices, const Params& params) {
                                 return decoder(table_of(params), choices);
                               }));
}

check::Statement every_step() {
  check::Statement result = check::about(claim_id, "S1.step", "One step after every history");
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

check::Statement every_sum_step() {
  check::Statement result =
      check::about(claim_id, "S3.step", "Places as sums, one step after every history");
  result.sentence = "As S1.step, for the decoder of S3.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {.published = "-", .checked = "As S1.step.", .gap = "As S1.step."};
  return every_step_by(std::move(result), true);
}

}  // namespace

check::Statement step_statement(bool is_sum) { return is_sum ? every_sum_step() : every_step(); }

}  // namespace attest::chain_of_thought_turing
