// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines, token by token.
#include <algorithm>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/derive/generator_run.hpp"
#include "reference/derive/turing_run.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using machine::turing::Configuration;
using machine::turing::Listed;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tape;

constexpr std::int64_t default_steps = 1000;  // a token sees all before it

/// The decoder, the model file in its place, or a mutant of it. \throws InputError
derive::Generates built(const check::RunRequest& request, const Table& table) {
  const bool is_sum = request.statement == "S3";
  const Function<Table(std::int64_t)> same = [table](std::int64_t) { return table; };
  return derive::requested(request, {.model = decoder(table, {.is_sum = is_sum}), .task = {}},
                           is_sum ? sum_mutants(same) : mutants(same));
}

derive::MachineResult run_machine(const check::RunRequest& request, const Listed& machine,
                                  const Configuration& truth, std::int64_t most_steps) {
  const derive::Generates generates = built(request, machine.table);
  derive::MachineResult result{.agrees = true, .model = derive::facts_of(generates.model)};
  DecoderRun run(machine.table, generates.model, machine.word);
  Configuration now = machine::turing::start(Tape::infinite(machine.word));
  try {
    while (result.agrees && !run.is_stopped() && run.tokens() <= most_steps) {
      if (run.steps() == most_steps && truth.status == Status::running) break;
      if (now.status != Status::running) break;
      const std::vector<int> expected =
          next_token(machine.table, now.state, now.tape.read(now.head));
      machine::turing::step(machine.table, now);
      result.agrees = run.step() && std::ranges::equal(run.last(), expected, {}, {},
                                                       [](int field) { return Rational(field); });
      if (run.tokens() % 256 == 0 && request.is_interrupted && request.is_interrupted()) break;
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.agrees = false;
  }
  result.is_stopped = run.is_stopped();
  result.steps = run.steps();
  result.tokens = run.tokens();
  result.ones = run.tape().nonblank();
  result.agrees = result.agrees && run.tape() == truth.tape;
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  return derive::run_machines(request,
                              {.takes = {.statements = {"S1", "S3"}},
                               .default_max_steps = default_steps,
                               .takes_word = true,
                               .run = [&request](const Listed& machine, const Configuration& truth,
                                                 std::int64_t most_steps) {
                                 return run_machine(request, machine, truth, most_steps);
                               }});
}

}  // namespace attest::chain_of_thought_turing
