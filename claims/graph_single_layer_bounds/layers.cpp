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
Wire decided(CircuitBuilder& circuit, Gadget gadget, std::int64_t n, Bit bit) {
  const bool is_cover = gadget == Gadget::connected;
  const int value = is_cover ? 0 : 1;
  Wire hits = circuit.constant(0);
  for (std::int64_t i = 0; i < n; ++i) {
    hits = hits + bit(Owner::alice, i, value) * bit(Owner::bob, i, value);
  }
  const Wire some = circuit.less(circuit.constant(0), hits);
  return is_cover ? 1 - some : some;
}

}  // namespace

model::Transformer one_hot_layer(Gadget gadget, std::int64_t n) {
  const derive::Reduces map = reduction(gadget, n);
  const int size = static_cast<int>(4 * n);
  model::Stream stream;
  const model::Slice value = stream.add("value", size);
  const model::Slice out = stream.add("out", size);
  CircuitBuilder embed({field});
  const Wire token = embed.input(field);
  int at = 0;
  for (const Owner owner : {Owner::alice, Owner::bob}) {
    for (const std::int64_t edge : tokens_of(map, owner)) {
      embed.output("value", at++, embed.equal(token, embed.constant(edge)));
    }
  }
  // No query and no key: every score is 0.
  model::Head head{
      .name = "head_0", .norm = model::Norm::softmax_base, .base = 2, .keys = {{}}, .values = {{}}};
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, out);

  model::Transformer layer{.name = "one-hot tokens", .fields = {field}};
  layer.registers = stream.registers();
  layer.embed = embed.finish();
  layer.blocks.push_back({.name = "layer", .heads = {std::move(head)}});
  layer.schedule = {{0, 1}};
  layer.decode.at = model::ReadAt::first_input;
  // All weights are 1, so the outputs are how many tokens are this one, over one sum of weights for
  // all, cut or not. There are 2n such tokens, so 2n over the sum of outputs is that sum of
  // weights.
  CircuitBuilder circuit(model::coordinate_names(layer.registers));
  Wire outputs = circuit.input("out[0]");
  for (int k = 1; k < size; ++k) {
    outputs = outputs + circuit.input("out[" + std::to_string(k) + "]");
  }
  const Wire weights = circuit.constant(2 * n) / outputs;
  const auto count = [&](Owner owner, std::int64_t i, int letter) {
    const std::int64_t of = (owner == Owner::alice ? 0 : 2 * n) + 2 * i + letter;
    return circuit.input("out[" + std::to_string(of) + "]") * weights;
  };
  Wire missing = circuit.constant(0);
  for (const Owner owner : {Owner::alice, Owner::bob}) {
    for (std::int64_t i = 0; i < n; ++i) {
      const Wire tokens = count(owner, i, 0) + count(owner, i, 1);
      missing = missing + (1 - circuit.equal(tokens, circuit.constant(1)));
    }
  }
  const Wire answer = decided(circuit, gadget, n, count);
  circuit.output("answer", circuit.select(missing, circuit.constant(2), answer));
  layer.decode.circuit = circuit.finish();
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
  const Wire answer = decided(circuit, gadget, n, [&](Owner owner, std::int64_t i, int value) {
    const Wire bit = circuit.bit(sum, static_cast<int>(owner == Owner::bob ? i : n + i));
    return value == 1 ? bit : 1 - bit;
  });
  circuit.output("answer", answer);
  layer.decode.circuit = circuit.finish();
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
