// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the block costs beside an evaluation gate by gate: operations, layers, bits of scores.
#include "reference/derive/series.hpp"

#include <algorithm>
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using check::LineKind;
using machine::netlist::Gate;
using machine::netlist::Netlist;
using machine::netlist::Node;
using Count = std::optional<Rational>;

/// The sum of x_i y_i over so many pairs: 3 wires a pair.
Netlist inner_product(std::int64_t pairs) {
  Netlist netlist;
  const int count = static_cast<int>(pairs);
  netlist.nodes.resize(static_cast<std::size_t>(2 * pairs), Node{.gate = Gate::input});
  Node sum{.gate = Gate::sum};
  for (int i = 0; i < count; ++i) {
    netlist.nodes.push_back({.gate = Gate::product, .sources = {i, count + i}});
    sum.sources.push_back(2 * count + i);
  }
  netlist.nodes.push_back(std::move(sum));
  return netlist;
}

/// The product of so many numbers as a tree.
Netlist product_tree(std::int64_t factors) {
  Netlist netlist;
  netlist.nodes.resize(static_cast<std::size_t>(factors), Node{.gate = Gate::input});
  std::vector<int> level;
  for (int i = 0; i < factors; ++i) level.push_back(i);
  while (level.size() > 1) {
    std::vector<int> halves;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2) {
      halves.push_back(static_cast<int>(netlist.nodes.size()));
      netlist.nodes.push_back({.gate = Gate::product, .sources = {level[i], level[i + 1]}});
    }
    if (level.size() % 2 == 1) halves.push_back(level.back());
    level = std::move(halves);
  }
  return netlist;
}

/// -2, -1, 0, 1, 2, -2, ..
std::vector<Rational> numbers(std::int64_t count) {
  std::vector<Rational> result;
  for (std::int64_t i = 0; i < count; ++i) result.emplace_back(i % 5 - 2);
  return result;
}

constexpr std::int64_t wires_a_pair = 3;

check::Case pairs_case(std::int64_t wires) {
  const std::int64_t pairs = wires / wires_a_pair;
  return tokens_of(inner_product(pairs), numbers(2 * pairs));
}

model::Transformer two_levels(std::int64_t) { return construction(2); }
model::Transformer two_levels_one_head(std::int64_t) {
  return construction(2, {.heads = Heads::one});
}

Count every_pair(std::int64_t wires) { return Rational(wires / wires_a_pair); }
/// Gate by gate: a product a pair, and a sum for each of them but the first.
Count gate_by_gate(std::int64_t wires) { return Rational(2 * (wires / wires_a_pair) - 1); }
/// Scores of four heads in four layers, for G + E = 3m + 1 + 3m tokens.
Count score_count(std::int64_t wires) {
  const std::int64_t tokens = 2 * wires + 1;
  return Rational(16 * tokens * tokens);
}

std::unique_ptr<check::Subject> pairs_at(std::int64_t wires) {
  const check::Case tokens = pairs_case(wires);
  return derive::make_subject(
      {.model = construction(2),
       .task = gate_values(),
       .inputs = {.description = "an inner product",
                  .coverage = check::Coverage::given,
                  .size = 1,
                  .full_size = 1,
                  .why_sampled = {},
                  .at = [tokens](std::int64_t) { return std::optional(tokens); }}});
}

check::Series operations() {
  return {.name = "operations",
          .title = "Operations for an inner product",
          .size = "E",
          .size_meaning = "wires, three a pair",
          .quantity = "operations of exact arithmetic [count]",
          .sizes = {12, 18, 24, 36, 48, 72, 96, 144, 192},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every number is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$E/3$",
                     .note = "2E/3 numbers, two an operation",
                     .count = every_pair},
                    {.name = "four heads, literal evaluator",
                     .kind = LineKind::construction,
                     .note = "2E+1 tokens in four layers",
                     .count = derive::operations_of(two_levels, pairs_case)},
                    {.name = "one head, literal evaluator",
                     .kind = LineKind::competitor,
                     .note = "S4",
                     .count = derive::operations_of(two_levels_one_head, pairs_case)},
                    {.name = "scores of four heads",
                     .kind = LineKind::competitor,
                     .formula = "$16 (2E+1)^2$",
                     .note = "each counted as one",
                     .count = score_count},
                    {.name = "gate by gate",
                     .kind = LineKind::baseline,
                     .formula = "$2E/3 - 1$",
                     .count = gate_by_gate}},
          .subject = pairs_at};
}

std::int64_t ceil_log(std::int64_t n) {
  std::int64_t log = 0;
  while ((std::int64_t{1} << log) < n) ++log;
  return log;
}

Count tree_layers(std::int64_t n) {
  const int depth = machine::netlist::depth(product_tree(n));
  return Rational(derive::resources(construction(depth)).layers);
}
Count tree_bound(std::int64_t n) { return Rational(2 * ceil_log(n)); }
Count sum_layers(std::int64_t) { return Rational(derive::resources(construction(1)).layers); }
Count tree_gates(std::int64_t n) { return Rational(std::ssize(product_tree(n).nodes) - n); }

check::Series layers() {
  return {.name = "layers",
          .title = "Layers to multiply or to add N numbers",
          .size = "N",
          .size_meaning = "numbers",
          .quantity = "layers, or gates one after the other",
          .sizes = {2, 3, 4, 8, 16, 32, 64, 128, 256},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "two layers a level of the tree",
                     .kind = LineKind::upper_bound,
                     .formula = "$2\\lceil\\log_2 N\\rceil$",
                     .note = "S1",
                     .count = tree_bound},
                    {.name = "product of N numbers as a tree",
                     .kind = LineKind::construction,
                     .note = "layers of the model",
                     .count = tree_layers},
                    {.name = "sum of N numbers, one gate",
                     .kind = LineKind::construction,
                     .note = "layers of the model; fan-in is not bounded",
                     .count = sum_layers},
                    {.name = "gate by gate",
                     .kind = LineKind::baseline,
                     .formula = "$N-1$",
                     .note = "products of the tree",
                     .count = tree_gates}}};
}

/// A sum of one source behind another: G gates, the last of which has a wire.
Netlist chain(std::int64_t gates) {
  Netlist netlist;
  netlist.nodes.push_back({.gate = Gate::input});
  for (int g = 1; g < gates; ++g) {
    netlist.nodes.push_back({.gate = Gate::sum, .sources = {g - 1}});
  }
  return netlist;
}

/// Bits of the largest score in absolute value, and its sign.
Count measured_bits(std::int64_t gates) {
  const model::Transformer model = construction(1);
  const model::Trace trace = model::trace(model, tokens_of(chain(gates), {1}), {});
  Integer largest = 0;
  for (const model::HeadTrace& head : trace.layers[0].heads) {
    for (const model::Number& score : head.scores) {
      largest = std::max(largest, std::get<Rational>(score).num().abs());
    }
  }
  return Rational(1 + static_cast<std::int64_t>(largest.bit_length()));
}
Count promised_bits(std::int64_t gates) {
  return Rational(1 + static_cast<std::int64_t>((Integer(gates) * gates + 1).bit_length()));
}
Count number_bits(std::int64_t gates) { return Rational(ceil_log(gates)); }
Count one_hot_bits(std::int64_t gates) { return Rational(gates); }

check::Series score_bits() {
  return {.name = "score_bits",
          .title = "Bits of a score",
          .size = "G",
          .size_meaning = "gates, one behind the other",
          .quantity = "bits",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "numbers of gates differ",
                     .kind = LineKind::lower_bound,
                     .formula = "$\\lceil\\log_2 G\\rceil$",
                     .count = number_bits},
                    {.name = "scores from -G^2 to G^2+1",
                     .kind = LineKind::upper_bound,
                     .formula = "$1 + \\lceil\\log_2 (G^2+2)\\rceil$",
                     .note = "S3.scores",
                     .count = promised_bits},
                    {.name = "largest score of a chain, with its sign",
                     .kind = LineKind::construction,
                     .count = measured_bits},
                    {.name = "one-hot numbers",
                     .kind = LineKind::baseline,
                     .formula = "$G$",
                     .note = "key dimension G: scores are 0, 1 and 2",
                     .count = one_hot_bits}}};
}

}  // namespace

std::vector<check::Series> series() { return {operations(), layers(), score_bits()}; }

}  // namespace attest::arithmetic_circuit_as_input
