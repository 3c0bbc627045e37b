// SPDX-License-Identifier: Apache-2.0
/// \file
/// Dense matrices in JSON texts: arrays of rows of exact numbers.
#pragma once

#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::model {

class Node;  // json_bridge.hpp

/// The items of an array of 1 to most_attention_size items.
[[nodiscard]] std::vector<Node> some_items(const Node& node);

/// The numbers of an array of `size` items.
[[nodiscard]] std::vector<Rational> vector_of(const Node& node, int size);

/// A matrix with `rows` rows, any number of them if 0, and `cols` columns, likewise.
[[nodiscard]] Matrix matrix_of(const Node& node, int rows, int cols);

}  // namespace attest::model
