// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of small networks of attention and MLPs: dense matrices of exact numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::model {

/// One head by its products; a row is a coordinate of the input.
struct HeadProducts {
  Matrix score = {};  ///< W_QK [d x d]: scores x_i W_QK x_j^T
  Matrix value = {};  ///< W_OV [d x d]: values x_j W_OV
};

/// One block: heads, then an MLP with l hidden units.
struct MlpBlockMatrices {
  std::vector<HeadProducts> heads = {};  ///< none where the file has none
  Matrix in = {};                        ///< W_1 [d x l]
  std::vector<Rational> in_bias = {};    ///< b_1 [l]; zeros where the file has none
  Matrix out = {};                       ///< W_2 [l x d]
  std::vector<Rational> out_bias = {};   ///< b_2 [d]; zeros where the file has none
};

/// Tokens and blocks of a file.
struct MlpFile {
  std::string activation = {};  ///< "silu", "gelu" or "relu"
  bool is_causal = false;       ///< false where the file does not say
  Matrix tokens = {};           ///< [n x d], n >= 1 and d >= 1
  std::vector<MlpBlockMatrices> blocks = {};
};

/// Reads a JSON object with `activation`, `tokens` and `blocks`, and maybe `causal`: each block has
/// `W_1` and `W_2` and may have `heads`, `b_1`, `b_2`; each head `W_QK` and `W_OV`. Numbers are
/// strings: "p", "p/q", a decimal. \param place the file's name, for messages
/// \throws InputError (ids model-json, model-key, model-value) with line and column or key path
[[nodiscard]] MlpFile parse_mlp(std::string_view text, std::string_view place);

}  // namespace attest::model
