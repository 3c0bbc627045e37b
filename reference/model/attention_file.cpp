// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading dense attention weights; every refusal names the key path.
#include "reference/model/attention_file.hpp"

#include <string>

#include "reference/model/json_bridge.hpp"

namespace attest::model {
namespace {

std::vector<Node> some_items(const Node& node) {
  std::vector<Node> items = node.items();
  if (items.empty() || items.size() > std::size_t{most_attention_size}) {
    node.reject(std::to_string(items.size()) + " items",
                "1 to " + std::to_string(most_attention_size));
  }
  return items;
}

std::vector<Rational> vector_of(const Node& node, int size) {
  std::vector<Rational> result;
  for (const Node& item : node.items(static_cast<std::size_t>(size))) {
    result.push_back(item.rational());
  }
  return result;
}

/// A matrix with `rows` rows, any number of them if 0, and `cols` columns, likewise.
Matrix matrix_of(const Node& node, int rows, int cols) {
  const std::vector<Node> items =
      rows == 0 ? some_items(node) : node.items(static_cast<std::size_t>(rows));
  const int width = cols == 0 ? static_cast<int>(some_items(items[0]).size()) : cols;
  Matrix result(static_cast<int>(items.size()), width);
  for (int i = 0; i < result.rows(); ++i) {
    const std::vector<Rational> row = vector_of(items[static_cast<std::size_t>(i)], width);
    for (int j = 0; j < width; ++j) result(i, j) = row[static_cast<std::size_t>(j)];
  }
  return result;
}

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
