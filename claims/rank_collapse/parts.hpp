// SPDX-License-Identifier: Apache-2.0
/// \file
/// Networks of the claim and its groups of statements, shared by its own files.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/rank_collapse/claim.hpp"

namespace attest::rank_collapse {

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
/// I3, I3.entrywise, I4 and I4.attained, in integers.
[[nodiscard]] std::vector<check::Statement> integer_statements();
/// Entries of I3, over all W_QK and X with entries up to `reach`, that fail with |s^T R W| for
/// s^T |R W|.
[[nodiscard]] std::int64_t signed_average_failures(std::int64_t reach);
/// I2, I2.norms, I3.natural, I4.natural, I4.cubic, I6: certified along networks.
[[nodiscard]] std::vector<check::Statement> network_statements();
/// I6.collapse: what skips do not prevent.
[[nodiscard]] check::Statement collapse_with_skips();
/// I5, I5.bound: the toy law.
[[nodiscard]] std::vector<check::Statement> toy_statements();
/// Residual bits by depth, and paths by heads.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::rank_collapse
