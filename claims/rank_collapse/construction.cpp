// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pure attention networks as descriptions: with natural softmax, and with patterns that are given.
#include "claims/rank_collapse/parts.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::rank_collapse {
namespace {

using model::Linear;
using model::Slice;
using model::Wire;

/// r with r^2 = d_k, or 0.
int root_of(int key_dimension) {
  int root = 0;
  while (root * root < key_dimension) ++root;
  return root * root == key_dimension ? root : 0;
}

void add(Linear& map, int from, int to, const Rational& value) {
  if (!value.is_zero()) map.push_back({.from = from, .to = to, .weight = {.value = value}});
}

/// The registers that both forms share: the tokens, and what the heads of a layer add up to.
struct Registers {
  Slice x;
  Slice sum;
};

Linear mix_of(const Matrix& mix, const Slice& x) {
  Linear map;
  for (int k = 0; k < mix.rows(); ++k) {
    for (int c = 0; c < mix.cols(); ++c) add(map, x[k], c, mix(k, c));
  }
  return map;
}

/// x := (x +) sum + b, and the sum is cleared for the next layer.
model::Circuit next_tokens(const model::Transformer& model, const Registers& at,
                           const std::vector<Rational>& bias, bool has_skips, bool is_last) {
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  model::CircuitBuilder circuit(names);
  const auto input = [&](int coordinate) {
    return circuit.input(names[static_cast<std::size_t>(coordinate)]);
  };
  for (int k = 0; k < at.x.size; ++k) {
    Wire next = input(at.sum[k]) + bias[static_cast<std::size_t>(k)];
    if (has_skips) next = next + input(at.x[k]);
    circuit.output("x", k, next);
    if (!is_last) circuit.output("sum", k, circuit.constant(0));
  }
  return circuit.finish();
}

std::string numbered(const char* name, int i) { return name + std::to_string(i); }

/// Appends a block of heads, whose names are "0", "1", ..
model::Block& append_block(model::Transformer& model) {
  model.schedule.emplace_back(static_cast<int>(model.blocks.size()), 1);
  model.blocks.push_back({.name = numbered("layer", static_cast<int>(model.blocks.size()))});
  return model.blocks.back();
}

model::Head& append_head(model::Block& block, model::Norm norm, const Matrix& mix,
                         const Registers& at) {
  model::Head& head = block.heads.emplace_back();
  head.name = numbered("head", static_cast<int>(block.heads.size()) - 1);
  head.norm = norm;
  head.values = {mix_of(mix, at.x)};
  model::write(head.out, 0, at.sum);
  return head;
}

/// Reads the tokens off.
void decode_tokens(model::Transformer& model, const Registers& at) {
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  model::CircuitBuilder circuit(names);
  for (int k = 0; k < at.x.size; ++k) {
    circuit.output("x", k, circuit.input(names[static_cast<std::size_t>(at.x[k])]));
  }
  model.decode.circuit = circuit.finish();
}

}  // namespace

bool has_rational_scale(const Network& network) {
  for (const LayerWeights& layer : network.layers) {
    for (const HeadWeights& head : layer.heads) {
      if (root_of(head.query.cols()) == 0) return false;
    }
  }
  return true;
}

model::Transformer attention_network(const Network& network) {
  const int d = network.tokens.cols();
  model::Transformer model{.name = "pure attention"};
  model::Stream stream;
  const Registers at{.x = stream.add("x", d), .sum = stream.add("sum", d)};
  const Slice one = stream.add("one");
  model.registers = stream.registers();
  for (int k = 0; k < d; ++k) model.fields.push_back(numbered("x", k));
  model::CircuitBuilder embed(model.fields);
  for (int k = 0; k < d; ++k) embed.output("x", k, embed.input(numbered("x", k)));
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();
  for (const LayerWeights& layer : network.layers) {
    model::Block& block = append_block(model);
    for (const HeadWeights& weights : layer.heads) {
      const int root = root_of(weights.query.cols());
      ATTEST_REQUIRE(root > 0, "d_k is a perfect square");
      const Rational scale = Rational(1) / Rational(root);
      model::Head& head = append_head(block, model::Norm::softmax_e, weights.mix, at);
      Linear& key = head.keys.emplace_back();
      for (int c = 0; c < weights.query.cols(); ++c) {
        for (int k = 0; k < d; ++k) add(head.query, at.x[k], c, weights.query(k, c) * scale);
        for (int k = 0; k < d; ++k) add(key, at.x[k], c, weights.key(k, c));
        add(head.query, one[0], c, weights.query_bias[static_cast<std::size_t>(c)] * scale);
      }
    }
    const bool is_last = model.blocks.size() == network.layers.size();
    block.token_maps = {next_tokens(model, at, layer.bias, network.has_skips, is_last)};
  }
  decode_tokens(model, at);
  return model;
}

model::Transformer path_network(const PathNetwork& network) {
  model::Transformer model{.name = "attention with given patterns"};
  model::Stream stream;
  const Registers at{.x = stream.add("x", network.width), .sum = stream.add("sum", network.width)};
  const Slice position = stream.add("pos", network.tokens);
  const int patterns = network.layers() * network.heads();
  const Slice pattern = stream.add("pattern", patterns * network.tokens);
  model.registers = stream.registers();
  for (int k = 0; k < network.width; ++k) model.fields.push_back(numbered("x", k));
  for (int j = 0; j < pattern.size; ++j) model.fields.push_back(numbered("p", j));
  model::CircuitBuilder embed(model.fields);
  for (int k = 0; k < network.width; ++k) embed.output("x", k, embed.input(numbered("x", k)));
  for (int j = 0; j < pattern.size; ++j) {
    embed.output("pattern", j, embed.input(numbered("p", j)));
  }
  const Wire here = embed.position();
  for (int j = 0; j < network.tokens; ++j) {
    embed.output("pos", j, embed.equal(here, embed.constant(j)));
  }
  model.embed = embed.finish();
  int first = 0;
  for (int l = 0; l < network.layers(); ++l) {
    model::Block& block = append_block(model);
    for (const Matrix& mix : network.mixes[static_cast<std::size_t>(l)]) {
      // The score of key j is the inner product of row i of the pattern and the j-th unit vector.
      model::Head& head = append_head(block, model::Norm::linear, mix, at);
      Linear& key = head.keys.emplace_back();
      for (int j = 0; j < network.tokens; ++j) {
        add(head.query, pattern[first + j], j, 1);
        add(key, position[j], j, 1);
      }
      first += network.tokens;
    }
    block.token_maps = {next_tokens(model, at, network.biases[static_cast<std::size_t>(l)],
                                    network.has_skips, l + 1 == network.layers())};
  }
  decode_tokens(model, at);
  return model;
}

Network toy_network(const Rational& a, const Rational& b, int layers) {
  const Matrix one(std::vector<std::vector<Rational>>{{1}});
  Network result{.tokens = Matrix(std::vector<std::vector<Rational>>{{a}, {b}}), .layers = {}};
  for (int l = 0; l < layers; ++l) {
    result.layers.push_back(
        {.heads = {{.query = one, .key = one, .query_bias = {0}, .mix = one}}, .bias = {0}});
  }
  return result;
}

}  // namespace attest::rank_collapse
