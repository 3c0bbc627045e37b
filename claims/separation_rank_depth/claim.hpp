// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `separation_rank_depth`: how fast the separation rank of linear attention grows with
/// depth.
///
/// Source: Limits to Depth-Efficiencies of Self-Attention (Levine, Wies, Sharir, Bata, Shashua,
/// 2020), Theorems 1 and 2, recalled. Kind: identity, inequality, lower bound. Statements: see
/// statements.cpp. Setting: y_i' = sum_h W_O sum_j <W_Q y_i, W_K y_j> W_V y_j, head dimension d/H;
/// no softmax, no MLP, no residual connection unless it is named; N tokens, of which A is the first
/// half, B the other; y is the first component at the first token. sep(y) is the least R with
/// y = sum of R products of a function of A's tokens and one of B's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"
#include "reference/number/random.hpp"
#include "reference/number/residue.hpp"
#include "reference/protocol/linear_stack.hpp"

namespace attest::separation_rank_depth {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "separation_rank_depth";

/// One head of integers.
struct HeadWeights {
  Matrix query;  ///< W_Q [d_k x d]
  Matrix key;    ///< W_K [d_k x d]
  Matrix value;  ///< W_V [d_k x d]
  Matrix out;    ///< W_O [d x d_k]
};

/// Layers of heads.
struct Weights {
  int width = 0;  ///< d
  std::vector<std::vector<HeadWeights>> layers;
};

/// d, L and H. \pre H divides d
struct Shape {
  std::int64_t width = 1;
  std::int64_t layers = 1;
  std::int64_t heads = 1;
};

/// Weights uniform modulo the prime.
[[nodiscard]] Weights random_weights(const Shape& shape, Random& random);
/// Weights drawn from -3, .., 3 without 0, of three layers and more from -1 and 1.
[[nodiscard]] Weights small_weights(const Shape& shape, Random& random);
/// Every map the identity. \pre one head
[[nodiscard]] Weights identity_weights(const Shape& shape);

/// The stack as a description: fields are the coordinates of a token, the answer y at the first
/// one.
[[nodiscard]] model::Transformer description(const Weights& weights, bool has_residual);

/// The stack modulo the prime, its maps multiplied out.
[[nodiscard]] protocol::LinearStack stack_of(const Weights& weights, bool has_residual);

/// What tokens [n x d] contribute; the first of them is the one that is read.
[[nodiscard]] protocol::Assignment assignment_of(const Matrix& tokens);

/// A grid of random assignments, size x size.
struct GridPlan {
  Shape shape;
  std::int64_t tokens = 2;  ///< N, even
  std::int64_t size = 0;
  bool has_residual = false;
  bool is_shared = false;     ///< the same weights in every layer
  bool is_identity = false;   ///< all maps the identity
  bool is_one_sided = false;  ///< Bob holds no token
};

/// A rank and whether its certificate passed.
struct Certified {
  std::int64_t rank = 0;
  bool is_proved = false;
};

/// The rank of the grid modulo the prime, certified: at most that over the rationals, which is at
/// most the separation rank of the network.
[[nodiscard]] Certified certified_rank(const GridPlan& plan);
[[nodiscard]] Certified certified_rank(const protocol::LinearStack& stack, std::int64_t tokens,
                                       std::int64_t size, bool is_one_sided);

/// The factors that prove the rank of the grid of a plan.
[[nodiscard]] RankFactors grid_factors(const GridPlan& plan);

/// K = (3^L - 1)/2, the degree in S of the matrix polynomial that y_i is. \pre layers <= 30
[[nodiscard]] std::int64_t gram_degree(std::int64_t layers);
/// (1): C(d+K, d), the bound for one token a side.
[[nodiscard]] Integer bound_of_two(std::int64_t width, std::int64_t degree);
/// (2): sum over k of min(C(D+k-1, k), d C(D+K-k-1, K-k)) with D = d(d+1)/2, for any N.
[[nodiscard]] Integer bound_of_any(std::int64_t width, std::int64_t degree);
/// (2) for more than two tokens, else (1).
[[nodiscard]] Integer bound_of(const GridPlan& plan);
/// The grid that bound_of asks for: larger by this margin, so that saturation shows.
inline constexpr std::int64_t margin = 20;

/// The rank of a user's weights; settings `tokens`, `residual`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// S1, S2: what is published.
[[nodiscard]] std::vector<check::Statement> published_statements();
/// S3: what the output depends on.
[[nodiscard]] std::vector<check::Statement> structure_statements();
/// S4.sum: what (1) is a sum of.
[[nodiscard]] check::Statement degree_statement();
/// S4, S5, S6: ranks.
[[nodiscard]] std::vector<check::Statement> rank_statements();

/// Ranks and bounds at growing depth and width.
[[nodiscard]] std::vector<check::Series> series();

/// A grid after elimination: as many rows with a pivot as the bound says, and rows of zeros.
[[nodiscard]] check::Drawing grid_figure(const check::Params& params);

/// Growth curves: log_3 of (1) against depth, with the threshold log_3 d.
[[nodiscard]] check::Drawing growth_figure(const check::Params& params);

[[nodiscard]] check::Claim claim();

}  // namespace attest::separation_rank_depth
