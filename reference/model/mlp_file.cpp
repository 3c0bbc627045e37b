// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading networks of attention and MLPs; every refusal names the key path.
#include "reference/model/mlp_file.hpp"

#include <utility>

#include "reference/model/json_bridge.hpp"
#include "reference/model/json_matrix.hpp"

namespace attest::model {
namespace {

std::vector<Rational> bias_of(const Node& block, std::string_view key, int size) {
  if (block.has(key)) return vector_of(block[key], size);
  return std::vector<Rational>(static_cast<std::size_t>(size));
}

MlpBlockMatrices block_of(const Node& node, int d) {
  node.keys({"W_1", "W_2"}, {"heads", "b_1", "b_2"});
  MlpBlockMatrices block;
  if (node.has("heads")) {
    for (const Node& head : some_items(node["heads"])) {
      head.keys({"W_QK", "W_OV"});
      Matrix score = matrix_of(head["W_QK"], d, d);
      block.heads.push_back({.score = std::move(score), .value = matrix_of(head["W_OV"], d, d)});
    }
  }
  block.in = matrix_of(node["W_1"], d, 0);
  block.in_bias = bias_of(node, "b_1", block.in.cols());
  block.out = matrix_of(node["W_2"], block.in.cols(), d);
  block.out_bias = bias_of(node, "b_2", d);
  return block;
}

}  // namespace

MlpFile parse_mlp(std::string_view text, std::string_view place) {
  const nlohmann::json parsed = parse(text, place);
  const Node root(parsed, "", place);
  root.keys({"activation", "tokens", "blocks"}, {"causal"});
  MlpFile file;
  file.activation = root["activation"].text();
  if (file.activation != "silu" && file.activation != "gelu" && file.activation != "relu") {
    root["activation"].reject('"' + file.activation + '"', "silu, gelu or relu");
  }
  if (root.has("causal")) file.is_causal = root["causal"].truth();
  file.tokens = matrix_of(root["tokens"], 0, 0);
  for (const Node& block : some_items(root["blocks"])) {
    file.blocks.push_back(block_of(block, file.tokens.cols()));
  }
  return file;
}

}  // namespace attest::model
