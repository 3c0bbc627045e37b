// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machine after machine of a user's file; see turing_run.hpp.
#include "reference/derive/turing_run.hpp"

#include <utility>

#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

using machine::turing::Configuration;
using machine::turing::Listed;

constexpr std::int64_t greatest_max_steps = 100'000'000;

/// Where the interpreter is after `most_steps` steps, or, where `most_cells` is not 0, before it
/// reads more cells than that.
Configuration direct_run(const Listed& machine, std::int64_t most_steps, std::int64_t most_cells) {
  using machine::turing::Tape;
  const Configuration first = machine::turing::start(Tape::infinite(machine.word));
  Configuration now = first;
  while (now.steps < most_steps && now.status == machine::turing::Status::running) {
    machine::turing::step(machine.table, now);
    if (most_cells == 0 || now.span() <= most_cells) continue;
    return machine::turing::run(machine.table, first, now.steps - 1);
  }
  return now;
}

}  // namespace

check::RunResult run_result(const MachineResult& result, const std::string& input,
                            const MachineTruth& truth,
                            const std::optional<machine::turing::Expectation>& expected) {
  const bool is_truth = result.is_stopped == truth.is_stopped && result.steps == truth.steps &&
                        result.ones == truth.ones;
  const bool is_expected = !expected || (result.is_stopped && result.steps == expected->steps &&
                                         result.ones == expected->ones);
  return {.input = input,
          .result_json = std::string(R"({"halted":)") + (result.is_stopped ? "true" : "false") +
                         R"(,"steps":)" + std::to_string(result.steps) + R"(,"ones":)" +
                         std::to_string(result.ones) + R"(,"tokens":)" +
                         std::to_string(result.tokens) + "}",
          .agrees = result.agrees && is_truth && is_expected,
          .model = result.model};
}

std::int64_t most_steps_of(const check::RunRequest& request, std::int64_t otherwise) {
  const std::int64_t most_steps = request.max_steps.value_or(otherwise);
  if (most_steps < 0 || most_steps > greatest_max_steps) {
    throw InputError("run-max-steps", "--max-steps", std::to_string(most_steps),
                     "an integer from 0 to " + std::to_string(greatest_max_steps));
  }
  return most_steps;
}

std::vector<check::RunResult> run_machines(const check::RunRequest& request, const TuringRun& run) {
  RunTakes takes = run.takes;
  takes.no_max_steps = nullptr;
  static_cast<void>(require_taken(request, takes));
  const std::int64_t most_steps = most_steps_of(request, run.default_max_steps);
  const std::vector<Listed> machines = machine::turing::parse(request.text, request.place);
  for (const Listed& machine : machines) {
    if (run.takes_word || machine.word.empty()) continue;
    throw InputError("run-word", machine.place, "an input word",
                     "none: this construction is run from a blank tape");
  }
  std::vector<check::RunResult> results;
  for (const Listed& machine : machines) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(machines));
    Configuration truth =
        direct_run(machine, most_steps, request.max_steps ? 0 : run.default_most_cells);
    // The interpreter knows that it is stuck only when it tries a step.
    if (truth.status == machine::turing::Status::running &&
        !machine.table.at(truth.state, truth.tape.read(truth.head))) {
      machine::turing::step(machine.table, truth);
    }
    const bool is_running = truth.status == machine::turing::Status::running;
    const MachineResult result = run.run(machine, truth, is_running ? truth.steps : most_steps);
    results.push_back(
        run_result(result, machine.text,
                   {.is_stopped = !is_running, .steps = truth.steps, .ones = truth.tape.nonblank()},
                   machine.expected));
  }
  return results;
}

}  // namespace attest::derive
