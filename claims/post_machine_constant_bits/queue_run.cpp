// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's queue machines and tag systems, step by step.
#include <algorithm>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "claims/post_machine_constant_bits/queues.hpp"
#include "reference/derive/generator_run.hpp"
#include "reference/derive/turing_run.hpp"
#include "reference/machine/queue_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::post_machine_constant_bits {
namespace {

namespace queue_machine = machine::queue_machine;
namespace tag_system = machine::tag_system;

constexpr std::int64_t default_queue_steps = 1000;
constexpr std::int64_t default_symbols = 256;  // a step costs up to W tokens, each a look at W keys
constexpr std::int64_t most_cells = 65536;

/// Whether the queue keeps its length, so that no cell is ever empty.
bool is_constant(const queue_machine::Listed& listed) {
  return listed.machine.is_post() && !listed.word.empty();
}

/// The cells of --set window, else the length of a queue that keeps it, else the least of 15, 31,
/// 63, .. that hold the longest queue. \throws InputError run-setting, run-window
int cells_for(const check::RunRequest& request, const queue_machine::Listed& listed,
              std::int64_t longest) {
  if (request.settings.contains("window")) {
    const std::int64_t window = derive::integer_setting(request, "window", 1, most_cells);
    const std::int64_t length = std::ssize(listed.word);
    if (is_constant(listed) ? window == length : window >= length) return static_cast<int>(window);
    throw InputError("run-window", listed.place, std::to_string(window) + " tokens",
                     (is_constant(listed) ? "" : "at least ") + std::to_string(length) +
                         ", the length of the input");
  }
  if (is_constant(listed)) return static_cast<int>(std::ssize(listed.word));
  std::int64_t cells = 15;
  while (cells < longest) cells = 2 * cells + 1;
  if (cells <= most_cells) return static_cast<int>(cells);
  throw InputError("run-window", listed.place, std::to_string(longest) + " symbols",
                   "at most " + std::to_string(most_cells) + ", or fewer --max-steps");
}

/// The mutants of the decoder of any control.
std::vector<derive::GeneratesMutant> control_mutants(const Control& control) {
  std::vector<Wrong> wrong = wrong_choices();
  std::erase_if(wrong, [](const Wrong& each) {
    const bool is_of_decoder = each.choices.read_position != 0 || !each.choices.is_newest_state;
    return !is_of_decoder;
  });
  return derive::generates_mutants(
      wrong, [control](const Choices& choices, std::int64_t) { return decoder(control, choices); });
}

/// The decoder, the model file in its place, or a mutant of it. \throws InputError
derive::Generates built_for(const check::RunRequest& request, const Control& control, int cells) {
  return derive::requested(request, {.model = decoder(control), .window = cells, .task = {}},
                           control_mutants(control));
}

/// The interpreter's next step; an empty queue is noticed with it, as the decoder does.
void step_truth(const queue_machine::Listed& listed, queue_machine::Configuration& now) {
  queue_machine::step(listed.machine, now);
  if (now.queue.empty()) queue_machine::step(listed.machine, now);  // none if it stopped
}

bool is_same(const queue_machine::Configuration& found, const queue_machine::Configuration& truth) {
  return found.queue == truth.queue && found.state == truth.state && found.steps == truth.steps &&
         found.status == truth.status;
}

/// What a plain interpreter makes of a machine or a system.
struct QueueTruth {
  derive::MachineTruth end = {};
  std::int64_t longest = 0;  ///< symbols of the queue of the machine
};

/// \param most_symbols of the queue; 0: no limit
QueueTruth truth_of(const queue_machine::Listed& listed, std::int64_t most_steps,
                    std::int64_t most_symbols) {
  const std::int64_t v = listed.system ? listed.system->deletions : 1;
  const queue_machine::Configuration first = queue_machine::start(listed.word);
  queue_machine::Configuration now = first;
  while (now.status == queue_machine::Status::running && now.steps < v * most_steps) {
    queue_machine::step(listed.machine, now);
    if (most_symbols == 0 || now.longest <= std::max(most_symbols, first.longest)) continue;
    now = queue_machine::run(listed.machine, first, now.steps - 1);
    break;
  }
  const std::int64_t steps = now.steps / v;
  QueueTruth truth{.longest = now.longest};
  // That it has stopped is known only when a step is tried.
  if (listed.system) {
    tag_system::Configuration end = tag_system::run(*listed.system, {.word = listed.word}, steps);
    tag_system::Configuration next = end;
    tag_system::step(*listed.system, next);
    truth.end = {next.is_halted, end.steps, std::ssize(end.word)};
  } else {
    queue_machine::Configuration next = now;
    queue_machine::step(listed.machine, next);
    const bool is_stopped = now.status != queue_machine::Status::running || next.steps == now.steps;
    truth.end = {is_stopped, now.steps, std::ssize(now.queue)};
  }
  return truth;
}

derive::MachineResult run_listed(const check::RunRequest& request,
                                 const queue_machine::Listed& listed, const QueueTruth& truth) {
  const int cells = cells_for(request, listed, truth.longest);
  QueueControl control =
      is_constant(listed) ? post_control(listed.machine) : queue_control(listed.machine);
  const derive::Generates generates = built_for(request, control.control, cells);
  derive::MachineResult result{.agrees = true, .model = derive::facts_of(generates.model)};
  if (generates.window < 1) return result;
  QueueRun run(std::move(control), generates.model, cells, generates.window, listed.word);
  const std::int64_t v = listed.system ? listed.system->deletions : 1;
  queue_machine::Configuration now = queue_machine::start(listed.word);
  queue_machine::Configuration found = now;
  try {
    while (result.agrees && !run.is_stopped() &&
           (truth.end.is_stopped || run.steps() < v * truth.end.steps)) {
      step_truth(listed, now);
      result.agrees = run.advance() && !run.is_full();
      if (result.agrees) found = run.found();
      result.agrees = result.agrees && is_same(found, now);
      if (run.steps() % 64 == 0 && request.is_interrupted && request.is_interrupted()) break;
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.agrees = false;
  }
  result.is_stopped = run.is_stopped() && !run.is_full();
  result.steps = run.steps() / v;
  result.tokens = run.tokens();
  result.ones = std::ssize(found.queue);
  if (listed.system &&
      found.status == queue_machine::Status::empty) {  // the letters that were too few
    result.ones += std::ssize(tag_system::letters_of(*listed.system, found.state));
  }
  return result;
}

}  // namespace

std::vector<check::RunResult> run_queues(const check::RunRequest& request) {
  static_cast<void>(derive::require_taken(
      request, {.statements = {"S1"}, .settings = {"window"}, .no_max_steps = nullptr}));
  const std::int64_t most_steps = derive::most_steps_of(request, default_queue_steps);
  const bool is_limited = !request.max_steps && !request.settings.contains("window");
  const std::vector<queue_machine::Listed> machines =
      queue_machine::parse_queues(request.text, request.place);
  std::vector<check::RunResult> results;
  for (const queue_machine::Listed& listed : machines) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(machines));
    const QueueTruth truth = truth_of(listed, most_steps, is_limited ? default_symbols : 0);
    results.push_back(derive::run_result(run_listed(request, listed, truth), listed.name, truth.end,
                                         listed.expected));
  }
  return results;
}

}  // namespace attest::post_machine_constant_bits
