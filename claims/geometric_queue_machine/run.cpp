// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines, with one tape or several, step by step.
#include <algorithm>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/derive/generator_run.hpp"
#include "reference/derive/turing_run.hpp"
#include "reference/machine/multitape_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::geometric_queue_machine {
namespace {

using derive::MachineResult;
using machine::multitape::Configuration;
using machine::multitape::Reader;
using machine::multitape::Status;
using machine::multitape::Table;

constexpr std::int64_t default_steps = 1000;
constexpr std::int64_t default_cells = 1024;
constexpr std::int64_t most_base = 64;
constexpr std::int64_t most_levels = 6;
constexpr std::int64_t most_window = 65536;

/// What is run: B, k', and a machine on its input.
struct Run {
  Table table = {};
  Words words = {};
  std::string place = {};
  int base = 2;
  int levels = 3;
};

/// The greatest number of cells that a stack holds in a run, by the interpreter.
std::int64_t cells_of(const Configuration& truth) {
  std::int64_t cells = 0;
  for (const Reader& reader : truth.tapes) {
    cells = std::max(cells, reader.highest - reader.lowest);
  }
  return cells;
}

/// B and k' of --set, else k' = 3 and the least B whose rings hold the input and every cell that
/// the interpreter read. \throws InputError run-setting, run-base
void choose_rings(const check::RunRequest& request, const Configuration& truth, Run& run) {
  run.levels = static_cast<int>(derive::integer_setting(request, "levels", 1, most_levels, 3));
  std::int64_t longest = 0;
  for (const std::vector<int>& word : run.words) longest = std::max(longest, std::ssize(word));
  const auto fits = [&](std::int64_t base) {
    const auto b = static_cast<int>(base);
    return machine::ring_stack::ring_cells(b, run.levels) >= longest &&
           machine::ring_stack::capacity(b, run.levels) >= cells_of(truth);
  };
  const bool is_given = request.settings.contains("base");
  std::int64_t base = is_given ? derive::integer_setting(request, "base", 2, most_base) : 2;
  while (!is_given && base < most_base && !fits(base)) ++base;
  run.base = static_cast<int>(base);
  const std::int64_t window = machine::ring_stack::ring_cells(run.base, run.levels);
  if (window > most_window || window < longest || (!is_given && !fits(base))) {
    throw InputError("run-base", run.place,
                     "base " + std::to_string(base) + " and levels " + std::to_string(run.levels),
                     "rings that hold the input and the cells that are read, at most " +
                         std::to_string(most_window) + " cells long");
  }
}

/// The decoder, the model file in its place, or a mutant of it. \throws InputError
derive::Generates built(const check::RunRequest& request, const Run& run) {
  const Sizes sizes = sizes_of(run.table, run.base, run.levels);
  return derive::requested(
      request,
      {.model = decoder(run.table, run.base, run.levels),
       .window = Layout(sizes).window(),
       .task = {}},
      mutants(run.base, run.levels, [table = run.table](std::int64_t) { return table; }));
}

bool is_same(const std::optional<Snapshot>& found, const Snapshot& expected) {
  if (!found) return false;
  std::vector<Rational> left;
  std::vector<Rational> right;
  append(*found, left);
  append(expected, right);
  return left == right;
}

/// Cells that are not blank.
std::int64_t ones_of(const Snapshot& snapshot) {
  const auto is_one = [](int symbol) { return symbol != 0; };
  std::int64_t ones = 0;
  for (const Snapshot::View& view : snapshot.tapes) {
    ones += std::ranges::count_if(view.left, is_one) + (is_one(view.read) ? 1 : 0) +
            std::ranges::count_if(view.right, is_one);
  }
  return ones;
}

/// Step by step beside the interpreter; a machine that stops is read when all stacks are
/// idle. \param is_stopping whether the interpreter stops within `most_steps`
MachineResult run_machine(const check::RunRequest& request, const Run& job, bool is_stopping,
                          std::int64_t most_steps) {
  const derive::Generates generates = built(request, job);
  MachineResult result{.agrees = true, .model = derive::facts_of(generates.model)};
  DecoderRun run(job.table, job.base, job.levels, generates.model, generates.window, job.words);
  Configuration now = machine::multitape::start(job.words);
  result.ones = ones_of(snapshot_of(job.table, now));
  try {
    while (result.agrees && !run.is_stopped() && (is_stopping || run.steps() < most_steps)) {
      machine::multitape::step(job.table, now);
      const bool is_done = run_steps(run, run.steps() + 1);
      const std::optional<Snapshot> found = is_done ? run.snapshot() : std::nullopt;
      result.agrees = is_same(found, snapshot_of(job.table, now));
      if (found) result.ones = ones_of(*found);
      if (run.steps() % 64 == 0 && request.is_interrupted && request.is_interrupted()) break;
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.agrees = false;
  }
  result.is_stopped = run.is_stopped();
  result.steps = run.steps();
  result.tokens = run.tokens();
  return result;
}

MachineResult run_listed(const check::RunRequest& request, const machine::turing::Listed& listed,
                         const machine::turing::Configuration& truth, std::int64_t most_steps) {
  Run job{.table = machine::multitape::table_of(listed.table),
          .words = {listed.word},
          .place = listed.place};
  const Reader read{.lowest = truth.lowest,
                    .highest = std::max(truth.highest, std::ssize(listed.word) - 1)};
  choose_rings(request, {.tapes = {read}}, job);
  return run_machine(request, job, truth.status != Status::running, most_steps);
}

const derive::RunTakes takes{
    .statements = {"S1"}, .settings = {"base", "levels"}, .no_max_steps = nullptr};

std::vector<check::RunResult> run_multitape(const check::RunRequest& request) {
  static_cast<void>(derive::require_taken(request, takes));
  const std::int64_t most_steps = derive::most_steps_of(request, default_steps);
  const std::vector<machine::multitape::Listed> machines =
      machine::multitape::parse(request.text, request.place);
  std::vector<check::RunResult> results;
  for (const machine::multitape::Listed& listed : machines) {
    if (request.is_interrupted && request.is_interrupted()) break;
    if (request.progress) request.progress(std::ssize(results), std::ssize(machines));
    Run job{.table = listed.table, .words = listed.words, .place = listed.place};
    Configuration truth =
        machine::multitape::run(job.table, machine::multitape::start(job.words), most_steps);
    // The interpreter knows that it is stuck only when it tries a step.
    const int reading = job.table.reading_of(truth.read());
    if (truth.status == Status::running && !job.table.at(truth.state, reading)) {
      machine::multitape::step(job.table, truth);
    }
    choose_rings(request, truth, job);
    const bool is_stopping = truth.status != Status::running;
    results.push_back(derive::run_result(
        run_machine(request, job, is_stopping, most_steps), listed.name,
        {.is_stopped = is_stopping, .steps = truth.steps, .ones = truth.nonblank()},
        listed.expected));
  }
  return results;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  if (machine::multitape::is_multitape(request.text)) return run_multitape(request);
  return derive::run_machines(
      request,
      {.takes = takes,
       .default_max_steps = default_steps,
       .default_most_cells = default_cells,
       .takes_word = true,
       .run = [&request](const machine::turing::Listed& listed,
                         const machine::turing::Configuration& truth, std::int64_t most_steps) {
         return run_listed(request, listed, truth, most_steps);
       }});
}

}  // namespace attest::geometric_queue_machine
