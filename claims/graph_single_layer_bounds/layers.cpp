// SPDX-License-Identifier: Apache-2.0
/// \file
/// Candidate layers: tables that are too small, and layers that are correct.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/protocol/table_layer.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

using derive::Owner;
using model::CircuitBuilder;
using model::Wire;
using protocol::HeadTable;

const std::string field = "edge";

/// Numbers that a token may be: those of the edges of a gadget are below V^2.
std::size_t table_size(Gadget gadget, std::int64_t n) {
  const std::int64_t vertices = vertices_of(gadget, n);
  return static_cast<std::size_t>(vertices * vertices);
}

std::vector<Integer> zeros(Gadget gadget, std::int64_t n) {
  return std::vector<Integer>(table_size(gadget, n), 0);
}

/// 1 iff the layer's inputs are a yes: some index at which both bits are 1, or for the gadget
/// connected no index at which both are 0. `bit` gives [a_i = value] or [b_i = value].
template <typename Bit>
void decide(model::Transformer& layer, CircuitBuilder& circuit, Gadget gadget, std::int64_t n,
            Bit bit) {
  const bool is_cover = gadget == Gadget::connected;
  const int value = is_cover ? 0 : 1;
  Wire hits = circuit.constant(0);
  for (std::int64_t i = 0; i < n; ++i) {
    hits = hits + bit(Owner::alice, i, value) * bit(Owner::bob, i, value);
  }
  const Wire some = circuit.less(circuit.constant(0), hits);
  circuit.output("answer", is_cover ? 1 - some : some);
  layer.decode.circuit = circuit.finish();
}

}  // namespace

model::Transformer one_hot_layer(Gadget gadget, std::int64_t n) {
  const derive::Reduces map = reduction(gadget, n);
  HeadTable table{.scores = zeros(gadget, n), .values = {}};
  for (const Owner owner : {Owner::alice, Owner::bob}) {
    for (const std::int64_t token : tokens_of(map, owner)) {
      table.values.push_back(zeros(gadget, n));
      table.values.back()[static_cast<std::size_t>(token)] = 1;
    }
  }
  model::Transformer layer = protocol::table_layer("one-hot tokens", field, {table});
  CircuitBuilder circuit(model::coordinate_names(layer.registers));
  decide(layer, circuit, gadget, n, [&](Owner owner, std::int64_t i, int value) {
    const std::int64_t at = (owner == Owner::alice ? 0 : 2 * n) + 2 * i + value;
    return circuit.less(circuit.constant(0), circuit.input("out[" + std::to_string(at) + "]"));
  });
  return layer;
}

model::Transformer powers_layer(Gadget gadget, std::int64_t n) {
  const derive::Reduces map = reduction(gadget, n);
  std::vector<Integer> values = zeros(gadget, n);
  for (const Owner owner : {Owner::bob, Owner::alice}) {
    const std::vector<std::int64_t> tokens = tokens_of(map, owner);
    for (std::int64_t i = 0; i < n; ++i) {
      const std::int64_t exponent = owner == Owner::bob ? i : n + i;
      values[static_cast<std::size_t>(tokens[static_cast<std::size_t>(2 * i + 1)])] =
          power_of_two(static_cast<unsigned>(exponent));
    }
  }
  model::Transformer layer = protocol::table_layer(
      "powers of two", field, {{.scores = zeros(gadget, n), .values = {std::move(values)}}});
  CircuitBuilder circuit(model::coordinate_names(layer.registers));
  // All weights are 1, so the output is the sum of values over the number of tokens.
  const Wire sum = circuit.input("out[0]") * circuit.length();
  decide(layer, circuit, gadget, n, [&](Owner owner, std::int64_t i, int value) {
    const Wire bit = circuit.bit(sum, static_cast<int>(owner == Owner::bob ? i : n + i));
    return value == 1 ? bit : 1 - bit;
  });
  return layer;
}

derive::Candidate random_candidate(Gadget gadget, std::int64_t n, Random& random) {
  const derive::Reduces map = reduction(gadget, n);
  const std::int64_t heads = random.between(1, 2);
  const std::int64_t dimension = random.between(1, 2);
  std::vector<HeadTable> tables(static_cast<std::size_t>(heads));
  for (HeadTable& table : tables) {
    table.scores = zeros(gadget, n);
    table.values.assign(static_cast<std::size_t>(dimension), zeros(gadget, n));
    for (const Owner owner : {Owner::alice, Owner::bob}) {
      for (const std::int64_t token : tokens_of(map, owner)) {
        const auto at = static_cast<std::size_t>(token);
        table.scores[at] = random.below(4);
        for (std::vector<Integer>& values : table.values) values[at] = random.below(8);
      }
    }
  }
  return {.layer = protocol::table_layer("random tables", field, tables),
          .bits = static_cast<int>(random.between(1, 4))};
}

}  // namespace attest::graph_single_layer_bounds
