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
inline constexpr const char* id = "rank_collapse";

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

/// Whether every d_k is a perfect square, so that the scale of the scores is rational.
[[nodiscard]] bool has_rational_scale(const Network& network);

/// The weights of one point of the identity; patterns are part of the case.
struct PathNetwork {
  int tokens = 0;                               ///< n
  int width = 0;                                ///< d
  std::vector<std::vector<Matrix>> mixes = {};  ///< W_h by layer and head [d x d]
  std::vector<std::vector<Rational>> biases = {};
  bool has_skips = false;

  [[nodiscard]] int layers() const { return static_cast<int>(mixes.size()); }
  [[nodiscard]] int heads() const { return static_cast<int>(mixes.at(0).size()); }
};

/// The identity's network as a description: fields x_0.., then row i of every pattern, layer by
/// layer and head by head. A `linear` head reads its pattern as the score of one-hot positions.
[[nodiscard]] model::Transformer path_network(const PathNetwork& network);

/// How the sum over paths may be broken; the defaults are the identity.
struct PathChoices {
  bool omits_a_path = false;   ///< the one that takes the last head of every layer
  bool reverses_bias = false;  ///< products of the bias in decreasing order of layers
};

/// The sum over all paths of a token table (fields as above), and what it took.
struct PathSum {
  Matrix value;                   ///< [n x d]
  std::int64_t paths = 0;         ///< (H+1)^L with skips, else H^L
  std::int64_t applications = 0;  ///< products of one pattern and one weight with a state
};
[[nodiscard]] PathSum path_sum(const PathNetwork& network, const Matrix& table,
                               const PathChoices& choices = {});

/// A network with the shape of the other statements: two tokens in one dimension, all weights 1.
[[nodiscard]] Network toy_network(const Rational& a, const Rational& b, int layers);

/// I1, I1.paths, I1.rows: the identity.
[[nodiscard]] std::vector<check::Statement> path_statements();
/// Paths by the number of heads that they pass.
[[nodiscard]] check::Drawing path_figure(const check::Params& params);
/// I3 and I4 in integers, I3.entrywise.
[[nodiscard]] std::vector<check::Statement> integer_statements();
/// Entries of I3, over all W_QK and X with entries up to `reach`, that fail with |s^T R W| for
/// s^T |R W|.
[[nodiscard]] std::int64_t signed_average_failures(std::int64_t reach);
/// I2, I2.norms, I3.natural, I4.natural, I4.cubic, I6: certified along networks.
[[nodiscard]] std::vector<check::Statement> network_statements();
/// I5, I5.bound: the toy law.
[[nodiscard]] std::vector<check::Statement> toy_statements();
/// Residual bits by depth, and paths by heads.
[[nodiscard]] std::vector<check::Series> series();

/// A statement of the claim without its shape.
[[nodiscard]] check::Statement about(const char* label, const char* title, const char* sentence,
                                     const check::Fidelity& fidelity);

/// Certifies I4 along a user's network. \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// The claim as the registry lists it.
[[nodiscard]] check::Claim claim();

}  // namespace attest::rank_collapse
