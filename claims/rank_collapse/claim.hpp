// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `rank_collapse`: pure attention forgets which token is which, doubly exponentially fast.
///
/// Source: Attention is not all you need: pure attention loses rank doubly exponentially with depth
/// (Dong, Cordonnier, Loukas, 2021). Kind: identity and inequality; the sharp form is ours.
/// Statements: see statements.cpp. Setting: no MLP, no layer norm, no mask; softmax of scores
/// divided by sqrt(d_k); biases allowed. A layer is SA(X) = sum_h P_h X W_h + 1 b^T with rows =
/// tokens and W_h = W_V W_O^T; with a skip it is X + SA(X). delta(X) is the largest osc = max - min
/// of a column of X.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::rank_collapse {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "rank_collapse";

/// One head. Its scores are (x_i W_Q + b_Q) . (x_j W_K) / sqrt(d_k).
struct HeadWeights {
  Matrix query;                      ///< W_Q [d x d_k]
  Matrix key;                        ///< W_K [d x d_k]
  std::vector<Rational> query_bias;  ///< b_Q [d_k]
  Matrix mix;                        ///< W_h [d x d]
};

/// One layer: heads and the bias b [d].
struct LayerWeights {
  std::vector<HeadWeights> heads;
  std::vector<Rational> bias;
};

/// A network of natural softmax attention and its input.
struct Network {
  Matrix tokens;  ///< X [n x d]
  std::vector<LayerWeights> layers;
  bool has_skips = false;
};

/// The network as a description: fields are the coordinates of a token, the answer its final ones.
/// \pre d_k of every head is a perfect square
[[nodiscard]] model::Transformer attention_network(const Network& network);

/// Certifies I4 along a user's network. \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::rank_collapse
