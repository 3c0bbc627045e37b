// SPDX-License-Identifier: Apache-2.0
/// \file
/// One program through the weights and through the direct interpreter.
#include "benchmarks/looped_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "reference/engine/looped.hpp"
#include "reference/engine/looped_maps.hpp"
#include "reference/gadget/looped_blocks.hpp"
#include "reference/machine/subleq.hpp"

namespace attest::benchmarks {
namespace {

using gadget::looped::Blocks;
using machine::subleq::Program;
using machine::subleq::State;

constexpr int word_bits = 16;
constexpr std::int64_t passes = 1 << 14;  // of one timed run: at least four times around the loop
constexpr std::int64_t passes_compared = 1 << 13;

/// A machine that walks its memory.
struct Machine {
  int columns = 0;
  int words = 0;
};
constexpr Machine large{.columns = 1 << 13, .words = 4000};
constexpr Machine small{.columns = 1 << 5, .words = 14};

// Columns of the words that are no data.
constexpr int zero = 1;
constexpr int unit = 2;
constexpr int count = 3;
constexpr int first_datum = 4;

/// A loop of instructions, as many as there is room for, that subtract words from words all over
/// the memory, whichever way their branches go; then the count is taken down, and the loop begins
/// again.
Program walk(const Machine& machine) {
  const int data = machine.words - first_datum + 1;
  const int first = machine.words + 1;
  // Coprime to 3997 and 11, the numbers of data: every word is met if the loop is long enough.
  constexpr int from_stride = 1237;
  constexpr int to_stride = 2731;
  constexpr int spread = 7919;
  Program program{.name = "walk", .memory = {0, 1, 1000}};
  for (int i = 0; i < data; ++i) {
    program.memory.push_back(
        machine::subleq::wrap(static_cast<std::uint64_t>(i) * spread, word_bits));
  }
  const int body = machine.columns - first - 3;
  for (int i = 0; i < body; ++i) {
    program.commands.push_back({.a = first_datum + i * from_stride % data,
                                .b = first_datum + (i * to_stride + 1) % data,
                                .c = first + i + 1});
  }
  program.commands.push_back({.a = unit, .b = count, .c = machine.columns - 1});
  program.commands.push_back({.a = zero, .b = zero, .c = first});
  program.commands.push_back({.a = zero, .b = zero, .c = machine.columns - 1});
  return program;
}

/// The interpreter beside the block: what its state is embedded as.
class Truth {
 public:
  explicit Truth(const Program& program)
      : program_(program), state_(machine::subleq::start(program)) {
    snapshot_ = {.commands = program.commands,
                 .memory = state_.memory,
                 .pc = state_.pc,
                 .pending = state_.memory[0]};
  }

  void step() {
    // The word written by the step before is committed now.
    if (snapshot_.target > 0) {
      snapshot_.memory[static_cast<std::size_t>(snapshot_.target - 1)] = snapshot_.pending;
    }
    snapshot_.target = program_.command_at(state_.pc).b;
    machine::subleq::step(program_, word_bits, state_);
    snapshot_.pc = state_.pc;
    snapshot_.pending = state_.memory[static_cast<std::size_t>(snapshot_.target - 1)];
  }

  [[nodiscard]] Matrix embedded(const model::Transformer& model) const {
    return model::embed(model, gadget::looped::tokens_of(Blocks::one_layer, snapshot_));
  }

 private:
  const Program& program_;
  State state_;
  gadget::looped::Snapshot snapshot_ = {};
};

bool equals_interpreter(const model::Transformer& model, const Program& program,
                        const Effort& effort) {
  Truth truth(program);
  engine::Looped looped(model, truth.embedded(model), model::Tie::average);
  for (std::int64_t pass = 1; pass <= passes_compared; ++pass) {
    if (effort.is_interrupted()) return false;
    looped.pass();
    truth.step();
    if (looped.has_tie()) return false;  // another rule for ties might have gone elsewhere
    const bool is_power = (pass & (pass - 1)) == 0;
    if (is_power && looped.state() != truth.embedded(model)) return false;
  }
  return looped.is_incremental();
}

/// What an instruction has to touch at the least, in rows that stand as the engine's do: three
/// addresses of 13 bits in the row of the command, then a word of 16 bits in each of two rows, one
/// of which is written: a line of the cache each. No weight is evaluated, and an address is one
/// number.
class Touched {
 public:
  Touched(const Program& program, const Machine& machine, int width)
      : rows_(machine.columns, width), next_(machine.words + 1) {
    const State state = machine::subleq::start(program);
    for (int i = 0; i < std::ssize(state.memory); ++i) {
      rows_.at(i + 1, word) = static_cast<std::int32_t>(state.memory[static_cast<std::size_t>(i)]);
    }
    for (int i = 0; i < std::ssize(program.commands); ++i) {
      const int column = machine.words + 1 + i;
      const auto& command = program.commands[static_cast<std::size_t>(i)];
      rows_.at(column, 0) = static_cast<std::int32_t>(command.a);
      rows_.at(column, line) = static_cast<std::int32_t>(command.b);
      rows_.at(column, 2 * line) = static_cast<std::int32_t>(command.c);
    }
  }

  void step() {
    const std::int32_t a = rows_.at(next_, 0);
    const std::int32_t b = rows_.at(next_, line);
    const std::int32_t c = rows_.at(next_, 2 * line);
    std::int32_t& written = rows_.at(b, word);
    written = static_cast<std::int16_t>(written - rows_.at(a, word));
    next_ = written <= 0 ? c : next_ + 1;
  }

  /// The column of the next command.
  [[nodiscard]] int next() const { return next_; }

 private:
  static constexpr int line = engine::LoopedRows::line;
  static constexpr int word = 3 * line;
  engine::LoopedRows rows_;
  int next_;
};

/// Whether the rows that are touched are those of the program.
bool follows(Touched touched, const Program& program) {
  State state = machine::subleq::start(program);
  for (std::int64_t i = 0; i < passes_compared; ++i) {
    touched.step();
    machine::subleq::step(program, word_bits, state);
    if (touched.next() != state.pc) return false;
  }
  return true;
}

/// The times of a machine through the weights, by the interpreter, and of what has to be touched.
struct MachineTimes {
  bool is_equal = false;
  double weights = 0;  // instructions a second, as the others
  double direct = 0;
  double touched = 0;
};

std::optional<MachineTimes> times_of(const Machine& machine, const Effort& effort) {
  const Program program = walk(machine);
  const model::Transformer model = gadget::looped::one_layer_block(
      {.columns = machine.columns, .memory = machine.words, .word_bits = word_bits});
  MachineTimes result;
  const Truth start(program);
  Touched touched(program, machine, model::width(model));
  result.is_equal = equals_interpreter(model, program, effort) && follows(touched, program);
  engine::Looped looped(model, start.embedded(model), model::Tie::average);
  looped.pass();  // the first one computes every column, and is not what a long run consists of
  const auto weights = [&looped] {
    for (std::int64_t i = 0; i < passes; ++i) looped.pass();
  };
  State state = machine::subleq::start(program);
  const auto direct = [&program, &state] {
    for (std::int64_t i = 0; i < passes; ++i) machine::subleq::step(program, word_bits, state);
  };
  const auto touch = [&touched] {
    for (std::int64_t i = 0; i < passes; ++i) touched.step();
  };
  const std::vector<Times> times = time_tasks({{.name = "looped", .run = weights},
                                               {.name = "direct", .run = direct},
                                               {.name = "touched", .run = touch}},
                                              effort);
  const auto is_cut = [](const Times& each) { return each.seconds.empty(); };
  if (std::ranges::any_of(times, is_cut)) return std::nullopt;
  const auto rate = [&times](std::size_t task) {
    return static_cast<double>(passes) / median_of(times[task]);
  };
  result.weights = rate(0);
  result.direct = rate(1);
  result.touched = rate(2);
  return result;
}

EngineRow row_of(const std::string& name, const MachineTimes& times, const Machine& machine) {
  EngineRow row{.name = name,
                .ours = times.weights,
                .unit = "instructions/s",
                .equal = times.is_equal,
                .target = 1e6,
                .limit_fraction = times.weights / times.touched};
  row.is_met = row.equal && row.ours >= row.target;
  row.note = "one-layer SUBLEQ block, " + std::to_string(machine.columns) +
             " columns, 16-bit words, a loop of " +
             std::to_string(machine.columns - machine.words - 2) + " instructions over " +
             std::to_string(machine.words) +
             " words; every entry of the state equal to the interpreter's at passes 1, 2, 4, ..., "
             "8192; no query read has a tie. Limit: the five lines of the cache that an "
             "instruction has to touch, measured in the same run";
  return row;
}

}  // namespace

std::vector<EngineRow> looped_rows(const Effort& effort) {
  const std::optional<MachineTimes> times = times_of(large, effort);
  if (!times) return {};
  const std::optional<MachineTimes> small_times = times_of(small, effort);
  if (!small_times) return {};
  EngineRow row = row_of("looped_instructions_per_second", *times, large);
  EngineRow direct_row = row;
  direct_row.name = "looped_vs_direct_interpreter";
  direct_row.peer = times->direct;
  direct_row.peer_name = "direct interpreter of SUBLEQ";
  direct_row.ratio = direct_row.ours / direct_row.peer;
  direct_row.target = 1;
  direct_row.is_met = direct_row.equal && direct_row.ratio >= direct_row.target;
  EngineRow small_row = row_of("looped_small_instructions_per_second", *small_times, small);
  return {std::move(row), std::move(direct_row), std::move(small_row)};
}

}  // namespace attest::benchmarks
