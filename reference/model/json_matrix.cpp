// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads matrices; see json_matrix.hpp.
#include "reference/model/json_matrix.hpp"

#include <string>

#include "reference/model/attention_file.hpp"
#include "reference/model/json_bridge.hpp"

namespace attest::model {

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

}  // namespace attest::model
