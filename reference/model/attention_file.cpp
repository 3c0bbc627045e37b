// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading dense attention weights; every refusal names the key path.
#include "reference/model/attention_file.hpp"

#include <string>

#include "reference/model/json_bridge.hpp"
#include "reference/model/json_matrix.hpp"

namespace attest::model {
namespace {

Matrix identity(int size) {
  Matrix result(size, size);
  for (int i = 0; i < size; ++i) result(i, i) = 1;
  return result;
}

AttentionMatrices head_of(const Node& node, int d) {
  node.keys({"W_Q", "W_K", "W_V"}, {"W_O", "b_Q"});
  AttentionMatrices head;
  head.query = matrix_of(node["W_Q"], d, 0);
  head.key = matrix_of(node["W_K"], d, head.query.cols());
  head.value = matrix_of(node["W_V"], d, node.has("W_O") ? 0 : d);
  head.out = node.has("W_O") ? matrix_of(node["W_O"], d, head.value.cols()) : identity(d);
  head.query_bias.resize(static_cast<std::size_t>(head.query.cols()));
  if (node.has("b_Q")) head.query_bias = vector_of(node["b_Q"], head.query.cols());
  return head;
}

}  // namespace

AttentionFile parse_attention(std::string_view text, std::string_view place) {
  const nlohmann::json parsed = parse(text, place);
  const Node root(parsed, "", place);
  root.keys({"tokens", "layers"});
  AttentionFile file;
  file.tokens = matrix_of(root["tokens"], 0, 0);
  const int d = file.tokens.cols();
  for (const Node& item : some_items(root["layers"])) {
    item.keys({"heads"}, {"bias"});
    AttentionLayerMatrices& layer = file.layers.emplace_back();
    for (const Node& head : some_items(item["heads"])) layer.heads.push_back(head_of(head, d));
    layer.bias.resize(static_cast<std::size_t>(d));
    if (item.has("bias")) layer.bias = vector_of(item["bias"], d);
  }
  return file;
}

}  // namespace attest::model
