// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines, column by column.
#include <algorithm>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/derive/generator_run.hpp"
#include "reference/derive/turing_run.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::linear_attention_turing {
namespace {

using machine::turing::Configuration;
using machine::turing::Listed;
using machine::turing::Status;

constexpr std::int64_t default_max_steps = 500;
constexpr std::int64_t default_cells = 64;
constexpr std::int64_t most_cells = 4096;
constexpr std::int64_t most_entries = std::int64_t{1} << 23;  // of all columns in all

/// A tape and a place on it.
struct Place {
  std::int64_t cells = 1;
  std::int64_t start = 0;
};

/// The tape of --set, else the least that holds the word and every cell that the interpreter's head
/// stood on. \throws InputError run-word where that of --set does not hold the word
Place place_of(const check::RunRequest& request, const Listed& machine,
               const Configuration& truth) {
  const std::int64_t last = std::ssize(machine.word) - 1;
  const std::int64_t lowest = std::min(truth.lowest, truth.head);
  const std::int64_t highest = std::max({truth.highest, truth.head, last});
  Place place{.cells = highest - lowest + 1, .start = -lowest};
  place.cells = derive::integer_setting(request, "cells", 1, most_cells, place.cells);
  place.start = derive::integer_setting(request, "start", 0, place.cells - 1,
                                        std::min(place.start, place.cells - 1));
  if (place.start + last >= place.cells) {
    throw InputError(
        "run-word", machine.place, std::to_string(last + 1) + " symbols",
        "at most " + std::to_string(place.cells - place.start) + ", the cells from the start on");
  }
  return place;
}

/// Sizes that hold prompt, steps and how the machine stops. \throws InputError
Sizes sizes_for(const Listed& machine, const Place& place, std::int64_t steps) {
  const std::int64_t rules = std::ssize(machine.table.entries);
  Sizes sizes{.states = machine.table.states,
              .symbols = machine.table.symbols,
              .cells = static_cast<int>(place.cells)};
  const std::int64_t columns = rules + place.cells + 1 + 2 * steps + 2;
  const std::int64_t entries = columns + Layout(sizes).width();
  if (entries <= most_entries / columns) {
    sizes.positions = static_cast<int>(columns);
    return sizes;
  }
  throw InputError(
      "run-columns", machine.place,
      std::to_string(columns) + " columns of " + std::to_string(entries) + " entries",
      "at most " + std::to_string(most_entries) + " entries in all, by fewer --max-steps or cells");
}

/// The layer, the model file in its place, or a mutant of it. \throws InputError
derive::Generates built(const check::RunRequest& request, const Sizes& sizes) {
  return derive::requested(request,
                           {.model = construction(sizes), .window = 0, .task = columns_of(sizes)},
                           mutants(sizes));
}

/// Whether the sums of the log are the tape of the interpreter.
bool holds(const ColumnRun& run, const Sizes& sizes, const Place& place,
           const Configuration& truth) {
  for (int p = 0; p < sizes.cells; ++p) {
    const int symbol = truth.tape.read(p - place.start);
    for (int a = 0; a < sizes.symbols; ++a) {
      const auto at = static_cast<std::size_t>(p * sizes.symbols + a);
      if (run.log()[at] != Rational(a == symbol ? 1 : 0)) return false;
    }
  }
  return true;
}

derive::MachineResult run_machine(const check::RunRequest& request, const Listed& machine,
                                  const Configuration& truth, std::int64_t most_steps) {
  const Place place = place_of(request, machine, truth);
  const Sizes sizes = sizes_for(machine, place, truth.steps);
  const derive::Generates generates = built(request, sizes);
  Program program{.table = machine.table,
                  .cells = std::vector<int>(static_cast<std::size_t>(sizes.cells)),
                  .head = static_cast<int>(place.start)};
  std::ranges::copy(machine.word, program.cells.begin() + place.start);
  const check::Case prompt = prompt_of(sizes, program);
  const Matrix expected = generates.task.tokens(prompt);
  derive::MachineResult result{.agrees = true, .model = derive::facts_of(generates.model)};
  const engine::Generator generator(generates.model, 0);
  ColumnRun run(sizes, generator, prompt);
  const bool is_cut = truth.status == Status::running;
  try {
    for (int i = 0; i < expected.rows() && result.agrees && !run.is_over(); ++i) {
      if (is_cut && run.steps() == most_steps) break;
      result.agrees = std::ranges::equal(run.step(), expected.row(i));
      if (i % 64 == 0 && request.is_interrupted && request.is_interrupted()) break;
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.agrees = false;
  }
  result.is_stopped = run.is_stopped();
  result.steps = run.steps();
  result.tokens = run.columns();
  result.ones = run.ones().value_or(-1);
  result.agrees = result.agrees && holds(run, sizes, place, truth);
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  return derive::run_machines(request,
                              {.takes = {.statements = {"S1"}, .settings = {"cells", "start"}},
                               .default_max_steps = default_max_steps,
                               .default_most_cells = default_cells,
                               .takes_word = true,
                               .run = [&request](const Listed& machine, const Configuration& truth,
                                                 std::int64_t most_steps) {
                                 return run_machine(request, machine, truth, most_steps);
                               }});
}

}  // namespace attest::linear_attention_turing
