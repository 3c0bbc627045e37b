// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `sparse_averaging_moment_curve`: one head averages any q tokens with key dimension 2q, and
/// with none less.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), Theorem 3. Kind: construction, and a matching lower bound. Task: qSA(X)_i is the mean of
/// z_j over the q-set y_i that token i holds. Setting: one head, no mask, N tokens; the key of a
/// token depends on its position alone, its query on its own q pointers alone. Statements: see
/// statements.cpp. Positions count from 0, p = j - 1 for the source's j; the centre is floor(N/2).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::sparse_averaging_moment_curve {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "sparse_averaging_moment_curve";

/// The choices of the moment-curve head; the defaults are the construction.
struct Choices {
  int sign = -1;              ///< of the query: scores are sign * prod (t - t_l)^2
  bool has_squares = true;    ///< false: prod (t - t_l)
  bool has_top_power = true;  ///< the key coordinate t^2q
  bool has_centred_keys = true;
  bool has_centred_queries = true;
  int coefficient = 0;  ///< which coefficient 1..2q of the product is off by `delta`
  int delta = 0;
  model::Norm norm = model::Norm::average_hardmax;
};

/// Keys (t, t^2, .., t^2q), query the coefficients 1..2q of -prod (t - t_l)^2, which the embedding
/// multiplies out from the q pointers; values z. One description for every N. Fields: z (z0, z1, ..
/// where there are several), then y1, .., yq. \pre q >= 1, features >= 1
[[nodiscard]] model::Transformer average_form(int q, int features = 1, const Choices& choices = {});

/// The same scores under softmax: of integer base `base`, or of base e^scale where `base` is 0.
[[nodiscard]] model::Transformer softmax_form(int q, const Integer& base, std::int64_t scale,
                                              const Choices& choices = {});

/// The trivial baseline: q heads of key dimension 2; head r finds y_r by the score 2 y_r p - p^2.
/// \pre q >= 1, features >= 1
[[nodiscard]] model::Transformer multi_head_form(int q, int features = 1);

/// Key dimension n-1, for n tokens: keys e_1, .., e_(n-1), 0; query 1_y, or -1 outside y where y
/// holds the last token. \pre n >= 2, q >= 1
[[nodiscard]] model::Transformer simplex_form(int n, int q);

/// Key dimension n-2, for n tokens: keys 0, s e_1, .., s e_(s-1), s = n-1, and (1, .., 1), the
/// centroid of these s vertices, for the last token. Scores put every member above every other
/// token for n >= q+2. \pre n >= 3, q >= 2
[[nodiscard]] model::Transformer strict_form(int n, int q);

/// (ceil(q/2)! floor(q/2)!)^2: members stand at least that far above the others.
[[nodiscard]] Integer least_gap(int q);

/// Least dimension of index keys for exact ties: min(2q, n-1). \pre n > q >= 1
[[nodiscard]] int tie_dimension(int n, int q);

/// Least dimension of index keys for the strict order. \pre n >= 2q >= 2
[[nodiscard]] int strict_dimension(int n, int q);

/// ceil(log2 C(n-1, q)): bits of a query that tells the q-sets apart. \pre n > q
[[nodiscard]] std::int64_t counting_bound(int n, int q);

/// Runs the head on a user's rows, or looks for a partition of a user's keys (S4, S5).
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::sparse_averaging_moment_curve
