// SPDX-License-Identifier: Apache-2.0
/// \file
/// Draws the layer and its inputs, and describes it.
#include "benchmarks/layer.hpp"

#include <string>
#include <utility>

#include "reference/model/builder.hpp"
#include "reference/number/random.hpp"

namespace attest::benchmarks {
namespace {

constexpr int n = layer_tokens;
constexpr int d = layer_width;
constexpr std::uint64_t stream = 0x6c61796572;  // "layer"

Entries draw(Random& random, int count) {
  Entries entries;
  for (int i = 0; i < count; ++i) entries.push_back(random.between(-sixteenths, sixteenths));
  return entries;
}

/// A dense map [d x d]; entry (from, to).
model::Linear dense(const Entries& entries) {
  model::Linear map;
  for (int from = 0; from < d; ++from) {
    for (int to = 0; to < d; ++to) {
      const std::int64_t k = entries[static_cast<std::size_t>(from * d + to)];
      map.push_back({.from = from, .to = to, .weight = {.value = Rational(k, sixteenths)}});
    }
  }
  return map;
}

}  // namespace

model::Transformer Layer::description() const {
  model::Transformer model{.name = "dense average hardmax layer"};
  model::Stream registers;
  const model::Slice x = registers.add("x", d);
  model.registers = registers.registers();
  for (int c = 0; c < d; ++c) model.fields.push_back("x" + std::to_string(c));
  model::CircuitBuilder embed(model.fields);
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int c = 0; c < d; ++c) {
    embed.output("x", c, embed.input(model.fields[static_cast<std::size_t>(c)]));
    decode.output("x", c, decode.input("x[" + std::to_string(c) + "]"));
  }
  model.embed = embed.finish();
  model.decode.circuit = decode.finish();
  model::Head head{.name = "dense", .norm = model::Norm::average_hardmax};
  head.query = dense(query);
  head.keys.push_back(dense(key));
  head.values.push_back(dense(value));
  model::write(head.out, 0, x);
  model.blocks.push_back(
      {.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}});
  model.schedule = {{0, 1}};
  return model;
}

LayerCase layer_case(std::size_t inputs) {
  Random random(1, stream, 0);
  LayerCase result;
  result.layer.query = draw(random, d * d);
  result.layer.key = draw(random, d * d);
  result.layer.value = draw(random, d * d);
  for (std::size_t i = 0; i < inputs; ++i) result.inputs.push_back(draw(random, n * d));
  return result;
}

Matrix state_of(const Entries& entries) {
  Matrix state(n, d);
  for (int i = 0; i < n * d; ++i) {
    state(i / d, i % d) = Rational(entries[static_cast<std::size_t>(i)], sixteenths);
  }
  return state;
}

std::vector<double> doubles_of(const Entries& entries) {
  std::vector<double> result;
  for (const std::int64_t k : entries) result.push_back(static_cast<double>(k) / sixteenths);
  return result;
}

}  // namespace attest::benchmarks
