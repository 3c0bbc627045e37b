// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small transformers of attention and MLPs by their defining formulas, in balls.
#pragma once

#include <vector>

#include "reference/task/mlp.hpp"

namespace attest::task {

/// One attention head: x_i gains sum_j p_ij x_j V, p_i the softmax of x_i S x_j^T over the tokens j
/// that i sees.
struct NetworkHead {
  Matrix score;  ///< S = W_Q W_K^T / sqrt(d_k) [d x d]
  Matrix value;  ///< V = W_V W_O^T [d x d]
};

/// One block: x += heads(x), then x += MLP(x).
struct NetworkBlock {
  std::vector<NetworkHead> heads;
  Mlp mlp;
};

/// A transformer without layer norm.
struct MlpNetwork {
  int width = 0;           ///< d
  bool is_causal = false;  ///< token i sees tokens 0, .., i; else all
  UnitActivation activation = UnitActivation::silu;
  std::vector<NetworkBlock> blocks;
};

/// Enclosures of all tokens [n x d], row by row.
using EnclosedTokens = std::vector<std::vector<Ball>>;

/// The tokens at a precision [bits].
[[nodiscard]] EnclosedTokens enclosed(const Matrix& tokens, int precision);

/// The tokens before the first block, and after the heads and after the MLP of each block.
[[nodiscard]] std::vector<EnclosedTokens> states_of(const MlpNetwork& network, const Matrix& tokens,
                                                    int precision);

}  // namespace attest::task
