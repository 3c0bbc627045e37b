// SPDX-License-Identifier: Apache-2.0
/// \file
/// The models that are simulated: attention over given matrices, and layers with drawn weights.
#include <string>
#include <utility>

#include "claims/transformer_as_mpc/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::transformer_as_mpc {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// Stream for drawn weights, apart from that of cases.
constexpr std::uint64_t weight_stream = 1000;

/// Draws -1 or 1.
std::int64_t sign(Random& random) { return 2 * random.below(2) - 1; }

/// A full integer matrix from the stream to `outputs` coordinates: entries +-1 .. +-most.
model::Linear drawn_matrix(Slice stream, int outputs, std::int64_t most, Random& random) {
  model::Linear map;
  for (int r = 0; r < outputs; ++r) {
    for (int i = 0; i < stream.size; ++i) {
      map.push_back({.from = stream[i],
                     .to = r,
                     .weight = {.value = sign(random) * random.between(1, most)}});
    }
  }
  return map;
}

model::Head drawn_head(const Shape& shape, int number, Slice stream, Random& random) {
  const int dimension = static_cast<int>(shape.head_dimension);
  model::Head head{
      .name = "head" + std::to_string(number), .norm = model::Norm::softmax_base, .base = 2};
  head.query = drawn_matrix(stream, dimension, 1, random);
  head.keys = {drawn_matrix(stream, dimension, 1, random)};
  head.values = {drawn_matrix(stream, dimension, 2, random)};
  for (int r = 0; r < dimension; ++r) {
    for (int i = 0; i < stream.size; ++i) {
      head.out.push_back({.from = r, .to = stream[i], .weight = {.value = sign(random)}});
    }
  }
  return head;
}

std::vector<model::Relu> drawn_units(Slice stream, Random& random) {
  std::vector<model::Relu> units;
  for (int u = 0; u < stream.size; ++u) {
    model::Relu unit{.name = "unit" + std::to_string(u)};
    for (int i = 0; i < stream.size; ++i) {
      unit.in.push_back({.at = stream[i], .weight = {.value = sign(random)}});
    }
    unit.bias = {.value = random.between(1, 2)};
    unit.out = {{.at = stream[u], .weight = {.value = sign(random)}}};
    units.push_back(std::move(unit));
  }
  return units;
}

/// x <- floor(2 x) mod 5 - 2: scores of the next layer are integers, and small.
model::Circuit rounding(const std::vector<model::Register>& registers, Slice stream) {
  CircuitBuilder circuit(model::coordinate_names(registers));
  for (int i = 0; i < stream.size; ++i) {
    const Wire x = circuit.input("x[" + std::to_string(i) + "]");
    circuit.output("x", i, circuit.mod(circuit.floor(x * Rational(2)), 5) - 2);
  }
  return circuit.finish();
}

}  // namespace

model::Transformer attention(std::int64_t dimension) {
  ATTEST_REQUIRE(dimension >= 1, "dimension " + std::to_string(dimension));
  const int m = static_cast<int>(dimension);
  model::Transformer model{.name = claim_id};
  model::Stream stream;
  const Slice query = stream.add("q", m);
  const Slice key = stream.add("k", m);
  const Slice value = stream.add("v", m);
  const Slice mean = stream.add("mean", m);
  model.registers = stream.registers();
  for (const char* name : {"q", "k", "v"}) {
    for (int r = 0; r < m; ++r) model.fields.push_back(name + std::to_string(r));
  }
  CircuitBuilder embed(model.fields);
  for (const char* name : {"q", "k", "v"}) {
    for (int r = 0; r < m; ++r) embed.output(name, r, embed.input(name + std::to_string(r)));
  }
  model.embed = embed.finish();
  model::Head head{.name = "average", .norm = model::Norm::softmax_base, .base = 2};
  model::copy(head.query, query, 0);
  head.keys.emplace_back();
  model::copy(head.keys[0], key, 0);
  head.values.emplace_back();
  model::copy(head.values[0], value, 0);
  model::write(head.out, 0, mean);
  model.blocks.push_back({.name = "attention", .heads = {std::move(head)}});
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int r = 0; r < m; ++r) {
    decode.output("mean", r, decode.input("mean[" + std::to_string(r) + "]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

model::Transformer drawn_model(const Shape& shape) {
  ATTEST_REQUIRE(shape.layers >= 1 && shape.heads >= 1 && shape.head_dimension >= 1, "no layers");
  Random random(1, weight_stream, static_cast<std::uint64_t>(shape.number));
  const int width = static_cast<int>(shape.heads * shape.head_dimension) + 1;
  model::Transformer model{.name = claim_id, .fields = {"x"}};
  model::Stream stream;
  const Slice x = stream.add("x", width);
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  for (int i = 0; i < width; ++i) {
    const Wire letter = embed.input("x") * Rational(sign(random));
    const Wire place = embed.position() * Rational(random.between(0, 2));
    embed.output("x", i, embed.mod(letter + place + random.between(0, 2), 3) - 1);
  }
  model.embed = embed.finish();
  for (int l = 0; l < shape.layers; ++l) {
    model::Block block{.name = "layer" + std::to_string(l + 1)};
    for (int h = 0; h < shape.heads; ++h) {
      block.heads.push_back(drawn_head(shape, h + 1, x, random));
    }
    block.mlp = drawn_units(x, random);
    if (l + 1 < shape.layers) block.token_maps = {rounding(model.registers, x)};
    model.blocks.push_back(std::move(block));
    model.schedule.emplace_back(l, 1);
  }
  CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int i = 0; i < width; ++i) {
    decode.output("x", i, decode.input("x[" + std::to_string(i) + "]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::transformer_as_mpc
