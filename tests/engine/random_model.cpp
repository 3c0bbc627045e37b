// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random small hardmax transformers and states.
#include "tests/engine/random_model.hpp"

#include <string>
#include <utility>
#include <vector>

#include "reference/engine/sparse.hpp"
#include "reference/model/builder.hpp"

namespace attest::engine {
namespace {

using model::Norm;

Rational random_weight(const RandomModel& sizes, Random& random) {
  const std::int64_t numerator = random.between(-sizes.weight, sizes.weight);
  return Rational(numerator == 0 ? 1 : numerator) / random.between(1, sizes.denominator);
}

/// About half of all entries.
model::Linear random_map(int inputs, int outputs, const RandomModel& sizes, Random& random) {
  model::Linear map;
  for (int to = 0; to < outputs; ++to) {
    for (int from = 0; from < inputs; ++from) {
      if (random.below(2) == 0) continue;
      map.push_back({.from = from, .to = to, .weight = {.value = random_weight(sizes, random)}});
    }
  }
  return map;
}

std::vector<model::Term> random_terms(int most, const RandomModel& sizes, Random& random) {
  std::vector<model::Term> terms;
  for (int at = 0; at < sizes.d && std::ssize(terms) < most; ++at) {
    if (random.below(2) == 0) continue;
    terms.push_back({.at = at, .weight = {.value = random_weight(sizes, random)}});
  }
  return terms;
}

/// Strictly causal (the first position sees nothing), causal, or "key < 2 - query mod 2".
model::Circuit random_mask(Random& random) {
  model::CircuitBuilder circuit({"query", "key"});
  const model::Wire query = circuit.input("query");
  const model::Wire key = circuit.input("key");
  const std::int64_t kind = random.below(3);
  if (kind == 0) circuit.output("visible", circuit.less(key, query));
  if (kind == 1) circuit.output("visible", circuit.less(key, query + 1));
  if (kind == 2) circuit.output("visible", circuit.less(key, 2 - circuit.mod(query, 2)));
  return circuit.finish();
}

model::Head random_head(const RandomModel& sizes, int masks, Random& random) {
  constexpr Norm norms[] = {Norm::average_hardmax, Norm::any_hardmax, Norm::leftmost_hardmax,
                            Norm::rightmost_hardmax, Norm::unique_hardmax};
  const int d_k = static_cast<int>(random.between(0, sizes.d_k));
  const int d_v = static_cast<int>(random.between(0, sizes.d_v));
  model::Head head{.name = "head",
                   .norm = norms[random.below(sizes.may_be_undefined ? 5 : 4)],
                   .mask = static_cast<int>(random.between(-1, masks - 1))};
  head.query = random_map(sizes.d, d_k, sizes, random);
  head.keys = {random_map(sizes.d, d_k, sizes, random)};
  head.values = {random_map(sizes.d, d_v, sizes, random)};
  head.out = random_map(outputs_of(head.values.front()), sizes.d, sizes, random);
  return head;
}

model::Block random_block(const RandomModel& sizes, int masks, Random& random) {
  model::Block block{.name = "block"};
  for (std::int64_t h = random.between(0, sizes.heads); h > 0; --h) {
    block.heads.push_back(random_head(sizes, masks, random));
    block.heads.back().name += std::to_string(h);
  }
  for (std::int64_t u = random.between(0, sizes.units); u > 0; --u) {
    model::Relu unit{.name = "unit" + std::to_string(u),
                     .in = random_terms(sizes.terms, sizes, random)};
    if (random.below(2) == 0) unit.bias.value = random_weight(sizes, random);
    unit.out = random_terms(random.below(3) == 0 ? sizes.terms : 1, sizes, random);
    block.mlp.push_back(std::move(unit));
  }
  return block;
}

}  // namespace

model::Transformer random_model(const RandomModel& sizes, Random& random) {
  model::Transformer model{.name = "random", .registers = {{.name = "stream", .size = sizes.d}}};
  for (std::int64_t m = random.between(0, 2); m > 0; --m) {
    model.masks.push_back(random_mask(random));
  }
  const int masks = static_cast<int>(model.masks.size());
  for (std::int64_t b = random.between(1, sizes.blocks); b > 0; --b) {
    const int index = static_cast<int>(model.blocks.size());
    model.schedule.emplace_back(index, static_cast<int>(random.between(1, sizes.times)));
    model.blocks.push_back(random_block(sizes, masks, random));
    model.blocks.back().name += std::to_string(index);
  }
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("first", decode.input("stream[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

Matrix random_state(int n, int d, int largest, int denominator, Random& random) {
  Matrix state(n, d);
  for (int i = 0; i < n; ++i) {
    for (int t = 0; t < d; ++t) {
      if (random.below(2) == 0) continue;
      // One draw a statement: compilers order operands as they like.
      const std::int64_t divisor = random.between(1, denominator);
      state(i, t) = Rational(random.between(-largest, largest)) / divisor;
    }
  }
  return state;
}

}  // namespace attest::engine
