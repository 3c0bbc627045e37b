// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counts the work of passes; see machine_cost.hpp.
#include "reference/derive/machine_cost.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "reference/engine/looped.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::LineKind;

std::int64_t size_of(const model::Linear& map) { return static_cast<std::int64_t>(map.size()); }

/// The dimension of a head's queries or values.
std::int64_t dimension_of(const model::Linear& map) {
  std::int64_t result = 0;
  for (const model::Entry& entry : map) result = std::max<std::int64_t>(result, entry.to + 1);
  return result;
}

/// What a query and a key that it is scored with take.
std::int64_t pair_work(const model::Head& head) {
  return dimension_of(head.query) + dimension_of(head.values[0]);
}

std::int64_t weights_of_block(const model::Block& block) {
  std::int64_t count = 0;
  for (const model::Head& head : block.heads) {
    ATTEST_REQUIRE(head.keys.size() == 1 && head.values.size() == 1, head.name);
    count +=
        size_of(head.query) + size_of(head.keys[0]) + size_of(head.values[0]) + size_of(head.out);
  }
  for (const model::Relu& unit : block.mlp) {
    count += static_cast<std::int64_t>(unit.in.size() + unit.out.size());
  }
  return count;
}

/// The block of every layer of a pass.
std::vector<const model::Block*> layers_of(const model::Transformer& model) {
  std::vector<const model::Block*> layers;
  for (const auto& [block, times] : model.schedule) {
    for (int i = 0; i < times; ++i) {
      layers.push_back(&model.blocks[static_cast<std::size_t>(block)]);
    }
  }
  return layers;
}

/// Multiply-adds of the last pass of a looped model that records what it reads.
std::int64_t work_of_last(const engine::Looped& looped,
                          const std::vector<const model::Block*>& layers) {
  std::set<std::pair<int, int>> computed;  // layer and column
  std::int64_t work = 0;
  for (const engine::Looped::Read& read : looped.reads()) {
    const model::Block& block = *layers[static_cast<std::size_t>(read.layer)];
    if (computed.emplace(read.layer, read.column).second) work += weights_of_block(block);
    work += std::ssize(read.columns) * pair_work(block.heads[static_cast<std::size_t>(read.head)]);
  }
  return work;
}

/// The frame of every series.
check::Series by_memory(const char* name, const char* title, const char* quantity) {
  return {.name = name,
          .title = title,
          .size = "M",
          .size_meaning = "words of memory, 16 bits each",
          .quantity = quantity,
          .sizes = {8, 16, 32, 64, 128, 256, 512, 1024},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {}};
}

/// Adds the line of each computer that has this count.
void add_lines(check::Series& series, const std::vector<Computer>& computers,
               Count Computer::*count) {
  for (const Computer& computer : computers) {
    if (!(computer.*count)) continue;
    series.lines.push_back({.name = computer.name,
                            .kind = computer.kind,
                            .note = computer.note,
                            .count = computer.*count});
  }
}

/// What every machine with words of so many bits reads.
check::Line operand_bits() {
  return {.name = "every bit of two operands is read",
          .kind = LineKind::lower_bound,
          .formula = "$2N$",
          .count = constant(Rational(2 * computer_word_bits))};
}

check::Series depth_series(const std::vector<Computer>& computers) {
  check::Series series = by_memory("loop_depth", "Depth of a loop by memory", "layers [count]");
  series.lines = {{.name = "a layer at least",
                   .kind = LineKind::lower_bound,
                   .formula = "$1$",
                   .count = constant(1)}};
  add_lines(series, computers, &Computer::layers);
  series.lines.push_back({.name = "tree of two-way choices",
                          .kind = LineKind::baseline,
                          .formula = "$\\log_2 M$",
                          .note = "one read by gates with two inputs",
                          .count = [](std::int64_t words) -> std::optional<Rational> {
                            return Rational(ceil_log2(words));
                          }});
  return series;
}

check::Series width_series(const std::vector<Computer>& computers) {
  check::Series series = by_memory("loop_registers", "Width of a loop by memory",
                                   "width: registers of a column [count]");
  add_lines(series, computers, &Computer::width);
  for (const Computer& computer : computers) {
    if (!computer.promised_width) continue;
    series.lines.push_back({.name = "promised: " + computer.name,
                            .kind = LineKind::upper_bound,
                            .formula = computer.width_formula,
                            .note = "N = 16",
                            .bounded = computer.name,
                            .count = computer.promised_width});
  }
  series.lines.push_back(
      {.name = "one-hot address",
       .kind = LineKind::baseline,
       .formula = "$M$",
       .count = [](std::int64_t words) -> std::optional<Rational> { return Rational(words); }});
  return series;
}

check::Series weight_series(const std::vector<Computer>& computers) {
  check::Series series = by_memory("loop_weights", "Stored weights by memory",
                                   "nonzero weights, biases not counted [count]");
  series.lines = {operand_bits()};
  add_lines(series, computers, &Computer::weights);
  series.lines.push_back({.name = "bits of the memory",
                          .kind = LineKind::baseline,
                          .formula = "$MN$",
                          .count = [](std::int64_t words) -> std::optional<Rational> {
                            return Rational(words * computer_word_bits);
                          }});
  return series;
}

check::Series cost_series(const std::vector<Computer>& computers) {
  check::Series series =
      by_memory("loop_work", "Cost of an instruction by memory", "multiply-adds a loop [count]");
  series.lines = {operand_bits()};
  add_lines(series, computers, &Computer::cost);
  series.lines.push_back({.name = "direct interpreter",
                          .kind = LineKind::baseline,
                          .formula = "$7N$",
                          .note = "reads five words, subtracts two, writes one, bit by bit",
                          .count = constant(Rational(7 * computer_word_bits))});
  return series;
}

}  // namespace

Work literal_work(const model::Transformer& model, std::int64_t columns) {
  Work result;
  for (const model::Block* layer : layers_of(model)) {
    result.weights += columns * weights_of_block(*layer);
    for (const model::Head& head : layer->heads) {
      result.scores += columns * columns * dimension_of(head.query);
      result.values += columns * columns * dimension_of(head.values[0]);
    }
  }
  return result;
}

std::int64_t stored_weights(const model::Transformer& model) {
  std::int64_t count = 0;
  for (const model::Block& block : model.blocks) count += weights_of_block(block);
  return count;
}

std::int64_t all_layers(const model::Transformer& model) { return std::ssize(layers_of(model)); }

Computer computer_of(std::string name, const BuildAt& block,
                     const Function<std::int64_t(std::int64_t)>& columns) {
  return {.name = std::move(name),
          .layers = [block](std::int64_t words) -> std::optional<Rational> {
            return Rational(all_layers(block(words)));
          },
          .width = resource_of(block, &Resources::width),
          .weights = [block](std::int64_t words) -> std::optional<Rational> {
            return Rational(stored_weights(block(words)));
          },
          .cost = [block, columns](std::int64_t words) -> std::optional<Rational> {
            return Rational(literal_work(block(words), columns(words)).all());
          }};
}

Count incremental_cost(const BuildAt& block, const CaseAt& tokens, int loops) {
  return [block, tokens, loops](std::int64_t words) -> std::optional<Rational> {
    const model::Transformer model = block(words);
    const std::vector<const model::Block*> layers = layers_of(model);
    engine::Looped looped(model, model::embed(model, tokens(words)), model::Tie::leftmost);
    looped.record(true);
    looped.pass();
    looped.pass();  // the first one computes every column
    std::int64_t work = 0;
    for (int i = 0; i < loops; ++i) {
      looped.pass();
      ATTEST_REQUIRE(looped.is_incremental(), looped.why_not());
      work += work_of_last(looped, layers);
    }
    return Rational(work, loops);
  };
}

std::vector<check::Series> computer_series(const std::vector<Computer>& computers) {
  return {depth_series(computers), width_series(computers), weight_series(computers),
          cost_series(computers)};
}

}  // namespace attest::derive
