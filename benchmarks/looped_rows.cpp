// SPDX-License-Identifier: Apache-2.0
/// \file
/// One program through the weights and through the direct interpreter.
#include "benchmarks/looped_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/engine/looped.hpp"
#include "reference/gadget/looped_blocks.hpp"
#include "reference/machine/subleq.hpp"
#include "reference/number/contract.hpp"

namespace attest::benchmarks {
namespace {

using gadget::looped::Blocks;
using machine::subleq::Program;
using machine::subleq::State;

constexpr int columns = 1 << 13;
constexpr int words = 4000;
constexpr int word_bits = 16;
constexpr std::int64_t passes = 1 << 14;  // of one timed run: four times around the loop
constexpr std::int64_t passes_compared = 1 << 13;

// Columns of the words that are no data.
constexpr int zero = 1;
constexpr int unit = 2;
constexpr int count = 3;
constexpr int first_datum = 4;

/// A loop of 4188 instructions that subtract words from words all over the memory, whichever way
/// their branches go; then the count is taken down, and the loop begins again.
Program walk() {
  constexpr int data = words - first_datum + 1;
  constexpr int first = words + 1;
  constexpr int from_stride = 1237;  // coprime to 3997, the number of data: every word is met
  constexpr int to_stride = 2731;
  constexpr int spread = 7919;
  Program program{.name = "walk", .memory = {0, 1, 1000}};
  for (int i = 0; i < data; ++i) {
    program.memory.push_back(
        machine::subleq::wrap(static_cast<std::uint64_t>(i) * spread, word_bits));
  }
  const int body = columns - first - 3;
  for (int i = 0; i < body; ++i) {
    program.commands.push_back({.a = first_datum + i * from_stride % data,
                                .b = first_datum + (i * to_stride + 1) % data,
                                .c = first + i + 1});
  }
  program.commands.push_back({.a = unit, .b = count, .c = columns - 1});
  program.commands.push_back({.a = zero, .b = zero, .c = first});
  program.commands.push_back({.a = zero, .b = zero, .c = columns - 1});
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

double median(std::vector<double> values) {
  ATTEST_REQUIRE(!values.empty(), "a median of no values");
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

std::vector<EngineRow> looped_rows(const Effort& effort) {
  const Program program = walk();
  const gadget::looped::Size size{.columns = columns, .memory = words, .word_bits = word_bits};
  const model::Transformer model = gadget::looped::one_layer_block(size);
  const bool is_equal = equals_interpreter(model, program, effort);
  const Truth start(program);
  engine::Looped looped(model, start.embedded(model), model::Tie::average);
  looped.pass();  // the first one computes every column, and is not what a long run consists of
  const auto weights = [&looped] {
    for (std::int64_t i = 0; i < passes; ++i) looped.pass();
  };
  State state = machine::subleq::start(program);
  const auto direct = [&program, &state] {
    for (std::int64_t i = 0; i < passes; ++i) machine::subleq::step(program, word_bits, state);
  };
  const std::vector<Times> times =
      time_tasks({{.name = "looped", .run = weights}, {.name = "direct", .run = direct}}, effort);
  if (times[0].seconds.empty() || times[1].seconds.empty()) return {};
  EngineRow row{.name = "looped_instructions_per_second",
                .ours = static_cast<double>(passes) / median(times[0].seconds),
                .unit = "instructions/s",
                .equal = is_equal,
                .target = 1e6};
  row.is_met = row.equal && row.ours >= row.target;
  row.note =
      "one-layer SUBLEQ block, 8192 columns, 16-bit words, a loop of 4190 instructions over 4000 "
      "words; every entry of the state equal to the interpreter's at passes 1, 2, 4, ..., 8192; no "
      "query read has a tie";
  EngineRow direct_row = row;
  direct_row.name = "looped_vs_direct_interpreter";
  direct_row.peer = static_cast<double>(passes) / median(times[1].seconds);
  direct_row.peer_name = "direct interpreter of SUBLEQ";
  direct_row.ratio = direct_row.ours / direct_row.peer;
  direct_row.target = 1;
  direct_row.is_met = direct_row.equal && direct_row.ratio >= direct_row.target;
  return {std::move(row), std::move(direct_row)};
}

}  // namespace attest::benchmarks
