// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `positional_lookup_bound`: one layer whose attention knows positions only cannot follow a
/// pointer, unless its read-out holds all n bits.
///
/// Source: Positional Attention: Expressivity and Learnability of Algorithmic Computation (Back de
/// Luca, Giapitzakis, Yang, Velickovic, Fountoulakis, 2024); the statements are ours. Kind: lower
/// bound, and what escapes it. Statements: see statements.cpp. Setting: n tokens with a bit z_j
/// each, then a query token with a pointer y in 0..n-1, which is read; the answer is z_y. Attention
/// is positional where scores are functions of positions alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::positional_lookup_bound {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "positional_lookup_bound";

/// One head by position: the weight of token j is 2^scores[j], its value in coordinate c
/// slopes[c][j] z_j. Entry n is the query token, of value 0.
struct HeadTables {
  std::vector<std::int64_t> scores;           ///< [n + 1]
  std::vector<std::vector<Rational>> slopes;  ///< [m x n]
};

/// What the scores of a layer see besides positions. Only `nothing` is positional.
enum class Sees { nothing, pointer };

/// A layer whose read-out numbers are not rounded; the answer is bit y of the first of them times
/// 2^n, rounded down. Fields z, y.
[[nodiscard]] model::Transformer table_layer(std::int64_t n, const std::vector<HeadTables>& heads,
                                             Sees sees = Sees::nothing);

/// The layer with every number that its heads read rounded down to `bits` fraction bits before
/// anything else sees it. \pre is_candidate
[[nodiscard]] model::Transformer rounded(model::Transformer layer, int bits);

/// Scores j and values z_j: the read-out is z_0 2^-n + .. + z_{n-1} 2^-1, which spells z out.
[[nodiscard]] model::Transformer spelling_layer(std::int64_t n);

/// A layer of 1 or 2 heads of value dimension 1 or 2, random scores 0..3 and slopes k/8 below 1.
[[nodiscard]] model::Transformer random_layer(std::int64_t n, Random& random,
                                              Sees sees = Sees::nothing);

/// One head with query (2y, -1) and key (j, j^2): content attention finds z_y.
[[nodiscard]] model::Transformer content_form();

/// Two layers of positional attention: all tokens read y, then the query token the mean of z_j
/// [j = y].
[[nodiscard]] model::Transformer two_layer_form();

/// Numbers that heads write at a token: H m where all have value dimension m.
[[nodiscard]] std::vector<int> read_out_coordinates(const model::Transformer& layer);

/// Two words with one read-out at the query token, and a bit in which they differ.
struct Counterexample {
  std::int64_t z = 0;        ///< bit j of the number is z_j
  std::int64_t z_prime = 0;  ///< the least one with an earlier word of its read-out
  std::int64_t y = 0;        ///< the lowest bit in which they differ

  friend bool operator==(const Counterexample&, const Counterexample&) = default;
};

/// How a broken adversary goes about it.
enum class Flaw { none, points_elsewhere, ignores_first_number };

/// What the adversary comes to.
struct Verdict {
  std::optional<Counterexample> found;
  bool is_verified = false;    ///< one read-out and one answer on both inputs, and two truths
  std::int64_t words = 0;      ///< looked at
  std::int64_t read_outs = 0;  ///< different ones among them
};

/// Looks at the words 0, 1, .. until two have one read-out, then evaluates both literally.
/// \pre the layer is rounded(..) of one layer
[[nodiscard]] Verdict defeat(const model::Transformer& layer, std::int64_t n,
                             Flaw flaw = Flaw::none);

/// The word whose bits are those of z, then the query token.
[[nodiscard]] check::Case tokens_of(std::int64_t n, std::int64_t z, std::int64_t y);

/// Runs the adversary on a user's layer; settings `n`, `bits`. \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::positional_lookup_bound
