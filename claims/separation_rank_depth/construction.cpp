// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stacks of linear attention: weights, the description, and the same modulo the prime.
#include "claims/separation_rank_depth/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::separation_rank_depth {
namespace {

using model::CircuitBuilder;

/// [rows x cols], entries by `draw`.
template <typename Draw>
Matrix drawn(std::int64_t rows, std::int64_t cols, const Draw& draw) {
  Matrix result(static_cast<int>(rows), static_cast<int>(cols));
  for (int i = 0; i < result.rows(); ++i) {
    for (int j = 0; j < result.cols(); ++j) result(i, j) = draw();
  }
  return result;
}

template <typename Draw>
Weights weights_by(const Shape& shape, const Draw& draw) {
  ATTEST_REQUIRE(shape.width % shape.heads == 0,
                 std::to_string(shape.heads) + " heads of width " + std::to_string(shape.width));
  const std::int64_t head = shape.width / shape.heads;
  Weights result{.width = static_cast<int>(shape.width)};
  for (std::int64_t l = 0; l < shape.layers; ++l) {
    std::vector<HeadWeights>& layer = result.layers.emplace_back();
    for (std::int64_t h = 0; h < shape.heads; ++h) {
      HeadWeights& maps = layer.emplace_back();
      maps.query = drawn(head, shape.width, draw);
      maps.key = drawn(head, shape.width, draw);
      maps.value = drawn(head, shape.width, draw);
      maps.out = drawn(shape.width, head, draw);
    }
  }
  return result;
}

/// The nonzero entries of `map` as a linear map of the slice at coordinate 0.
model::Linear linear_of(const Matrix& map) {
  model::Linear result;
  for (int to = 0; to < map.rows(); ++to) {
    for (int from = 0; from < map.cols(); ++from) {
      if (map(to, from).is_zero()) continue;
      result.push_back({.from = from, .to = to, .weight = {.value = map(to, from)}});
    }
  }
  return result;
}

ResidueMatrix residues_of(const Matrix& map) {
  ResidueMatrix result(map.rows(), map.cols());
  for (int i = 0; i < map.rows(); ++i) {
    for (int j = 0; j < map.cols(); ++j) result(i, j) = residue_of(map(i, j).num());
  }
  return result;
}

}  // namespace

Weights random_weights(const Shape& shape, Random& random) {
  return weights_by(shape,
                    [&random] { return random.below(static_cast<std::int64_t>(residue_prime)); });
}

Weights small_weights(const Shape& shape, Random& random) {
  const std::int64_t most = shape.layers < 3 ? 3 : 1;  // values stay below half the prime
  return weights_by(shape, [&random, most] {
    const std::int64_t size = random.between(1, most);
    return random.below(2) == 0 ? size : -size;
  });
}

Weights identity_weights(const Shape& shape) {
  ATTEST_REQUIRE(shape.heads == 1, "the identity needs one head");
  Weights result = weights_by(shape, [] { return std::int64_t{0}; });
  for (std::vector<HeadWeights>& layer : result.layers) {
    for (Matrix* map : {&layer[0].query, &layer[0].key, &layer[0].value, &layer[0].out}) {
      for (int i = 0; i < map->rows(); ++i) (*map)(i, i) = 1;
    }
  }
  return result;
}

model::Transformer description(const Weights& weights, bool has_residual) {
  model::Transformer model;
  model.name = "stack of linear attention";
  model::Stream stream;
  const model::Slice x = stream.add("x", weights.width);
  const model::Slice sum = stream.add("sum", weights.width);  // of the heads of a layer
  model.registers = stream.registers();
  for (int c = 0; c < weights.width; ++c) model.fields.push_back("x" + std::to_string(c));
  CircuitBuilder embed(model.fields);
  for (int c = 0; c < weights.width; ++c)
    embed.output("x", c, embed.input(model.fields[static_cast<std::size_t>(c)]));
  model.embed = embed.finish();
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    model::Block block{.name = "layer" + std::to_string(l)};
    for (std::size_t h = 0; h < weights.layers[l].size(); ++h) {
      const HeadWeights& maps = weights.layers[l][h];
      model::Head head{.name = "h" + std::to_string(h), .norm = model::Norm::linear};
      head.query = linear_of(maps.query);
      head.keys.push_back(linear_of(maps.key));
      head.values.push_back(linear_of(maps.value));
      head.out = linear_of(maps.out);
      for (model::Entry& entry : head.out) entry.to += sum[0];
      block.heads.push_back(std::move(head));
    }
    // x := sum, or x + sum; sum := 0: the stream itself is no residual connection here.
    CircuitBuilder map(model::coordinate_names(model.registers));
    for (int c = 0; c < weights.width; ++c) {
      const model::Wire own = map.input("x[" + std::to_string(c) + "]");
      const model::Wire added = map.input("sum[" + std::to_string(c) + "]");
      map.output("x", c, has_residual ? own + added : added);
    }
    for (int c = 0; c < weights.width; ++c) map.output("sum", c, map.constant(0));
    block.token_maps.push_back(map.finish());
    model.blocks.push_back(std::move(block));
    model.schedule.emplace_back(static_cast<int>(l), 1);
  }
  CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int c = 0; c < weights.width; ++c) {
    decode.output("y" + std::to_string(c), decode.input("x[" + std::to_string(x[c]) + "]"));
  }
  model.decode = {.circuit = decode.finish(), .at = model::ReadAt::first_input};
  return model;
}

protocol::LinearStack stack_of(const Weights& weights, bool has_residual) {
  protocol::LinearStack result{.width = weights.width, .layers = {}, .has_residual = has_residual};
  for (const std::vector<HeadWeights>& layer : weights.layers) {
    std::vector<protocol::LinearHead>& heads = result.layers.emplace_back();
    for (const HeadWeights& maps : layer) {
      heads.push_back({.mix = residues_of(maps.out) * residues_of(maps.value),
                       .form = transposed(residues_of(maps.key)) * residues_of(maps.query)});
    }
  }
  return result;
}

protocol::Assignment assignment_of(const Matrix& tokens) {
  const ResidueMatrix x = residues_of(tokens);
  protocol::Assignment result{.gram = transposed(x) * x, .first = {}};
  for (int c = 0; c < x.cols && x.rows > 0; ++c) result.first.push_back(x(0, c));
  return result;
}

}  // namespace attest::separation_rank_depth
