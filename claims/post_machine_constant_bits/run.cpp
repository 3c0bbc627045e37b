// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines, token by token.
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

using machine::post::Sweep;
using machine::turing::Configuration;
using machine::turing::Listed;
using machine::turing::Status;
using machine::turing::Table;

constexpr int least_window = 15;  // enough for the four-state champions
constexpr int most_window = 65536;
constexpr std::int64_t default_cells = 256;  // a step costs up to W tokens, each a look at W keys

/// The window of --set, else the least of 15, 31, 63, .. whose ring holds every cell that the
/// interpreter read.
int window_of(const check::RunRequest& request, const Listed& machine, const Configuration& truth) {
  if (request.settings.contains("window")) {
    return static_cast<int>(derive::integer_setting(request, "window", 1, most_window));
  }
  std::int64_t window = least_window;
  while (window + 1 < truth.span()) window = 2 * window + 1;
  if (window <= most_window) return static_cast<int>(window);
  throw InputError("run-window", machine.place, std::to_string(truth.span()) + " cells",
                   "at most " + std::to_string(most_window + 1) + ", or fewer --max-steps");
}

/// The decoder, the model file in its place, or a mutant of it. \throws InputError
derive::Generates built(const check::RunRequest& request, const Table& table, int window) {
  return derive::requested(request, {.model = decoder(table), .window = window, .task = {}},
                           mutants([table](std::int64_t) { return table; }));
}

/// Whether a ring holds what an infinite tape does: every cell that was read, and blanks elsewhere.
bool holds(const std::vector<int>& ring, const Configuration& truth) {
  const std::int64_t cells = std::ssize(ring);
  if (truth.span() > cells) return false;
  for (std::int64_t i = 0; i < cells; ++i) {
    const std::int64_t cell = truth.lowest + i;
    const auto at = static_cast<std::size_t>((cell % cells + cells) % cells);
    if (ring[at] != truth.tape.read(cell)) return false;
  }
  return true;
}

derive::MachineResult run_machine(const check::RunRequest& request, const Listed& machine,
                                  const Configuration& truth, std::int64_t most_steps) {
  const int window = window_of(request, machine, truth);
  const derive::Generates generates = built(request, machine.table, window);
  derive::MachineResult result{.agrees = true, .model = derive::facts_of(generates.model)};
  if (generates.window < 1) return result;
  DecoderRun run(machine.table, generates.model, window, generates.window);
  Sweep sweep(machine.table, std::vector<int>(static_cast<std::size_t>(window)));
  // A ring that is too small may run on for ever: it has a token for each cell and step.
  const std::int64_t most_tokens = 2 + (most_steps + 1) * window;
  try {
    while (result.agrees && !run.is_stopped() && run.tokens() < most_tokens) {
      if (run.steps() == most_steps && truth.status == Status::running) break;
      result.agrees = run.step() && run.last() == sweep.step();
      if (run.tokens() % 4096 == 0 && request.is_interrupted && request.is_interrupted()) break;
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.agrees = false;
  }
  result.is_stopped = run.is_stopped();
  result.steps = run.steps();
  result.tokens = run.tokens();
  const std::vector<int> ring = run.tokens() == 0 ? std::vector<int>{} : run.ring();
  result.ones = std::ranges::count_if(ring, [](int symbol) { return symbol != 0; });
  result.agrees = result.agrees && (run.tokens() == 0 || holds(ring, truth));
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  if (machine::queue_machine::is_queue_file(request.text)) return run_queues(request);
  return derive::run_machines(
      request, {.takes = {.statements = {"S1"}, .settings = {"window"}},
                .default_most_cells = request.settings.contains("window") ? 0 : default_cells,
                .run = [&request](const Listed& machine, const Configuration& truth,
                                  std::int64_t most_steps) {
                  return run_machine(request, machine, truth, most_steps);
                }});
}

}  // namespace attest::post_machine_constant_bits
