// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of attention weights: dense matrices of exact numbers, as checkpoints are exported.
#pragma once

#include <string_view>
#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::model {

/// The matrices of one head; a row is a coordinate of the input.
struct AttentionMatrices {
  Matrix query = {};                      ///< W_Q [d x d_k]
  Matrix key = {};                        ///< W_K [d x d_k]
  Matrix value = {};                      ///< W_V [d x d_v]
  Matrix out = {};                        ///< W_O [d x d_v]; the identity where the file has none
  std::vector<Rational> query_bias = {};  ///< b_Q [d_k]; zeros where the file has none
};

/// One layer: heads, and a bias added to every token (zeros where the file has none).
struct AttentionLayerMatrices {
  std::vector<AttentionMatrices> heads = {};
  std::vector<Rational> bias = {};  ///< [d]
};

/// Tokens and layers of a file.
struct AttentionFile {
  Matrix tokens = {};  ///< [n x d], n >= 1 and d >= 1
  std::vector<AttentionLayerMatrices> layers = {};
};

/// Greatest number of rows or columns of a matrix, of heads and of layers that is read.
inline constexpr int most_attention_size = 4096;

/// Reads a JSON object with `tokens` and `layers`: each layer has `heads` and may have `bias`, each
/// head `W_Q`, `W_K`, `W_V` and may have `W_O`, `b_Q`. Numbers are strings: "p", "p/q", a decimal.
/// \param place the file's name, for messages
/// \throws InputError (ids model-json, model-key, model-value) with line and column or key path
[[nodiscard]] AttentionFile parse_attention(std::string_view text, std::string_view place);

}  // namespace attest::model
