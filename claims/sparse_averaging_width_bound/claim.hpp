// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `sparse_averaging_width_bound`: a token whose embedding is too short cannot ask for its
/// sparse average.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), Theorem 4. Kind: lower bound. Statements: see statements.cpp. Task: qSA(X)_i is the mean
/// of z_j over the q-set y_i that token i holds. Setting: N tokens (z; y), positions from 0; token
/// i = N-1 asks; the rest of the network sees it through m coordinates of p bits, at every depth
/// and with any number of heads.
///
/// Reduction: N = 2q+1; tokens 2l and 2l+1 are pair l. Alice's token 2l+1 is +1 iff a_l = 1, all
/// other values are -1; Bob's token asks for 2l + b_l of every pair. So q qSA = 2 |a AND b| - q.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/number/random.hpp"

namespace attest::sparse_averaging_width_bound {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "sparse_averaging_width_bound";

/// The choices of the reduction; the defaults are right.
struct Choices {
  int slot_of_zero = 0;                 ///< which token of a pair Bob asks for where b_l = 0
  int absent = -1;                      ///< the value of a token whose bit is 0
  Rational tolerance = Rational(1, 2);  ///< times 1/q: how far an approximation may be off
  int threshold = 1;                    ///< decided is whether the mean exceeds -1 + threshold/q
  bool is_strict = true;                ///< false: whether it is at least that
};

/// The reduction from disjointness of q bits: the decision made from an approximation that is off
/// by error = -1, 0 or 1 times the tolerance. \pre 1 <= q <= 20
[[nodiscard]] derive::Reduces reduction(int q, int error, const Choices& choices = {});

/// How a token (z; y1, .., yq) with z = -1 or 1 is seen by all others.
struct Embedding {
  std::string name;
  model::Circuit circuit;  ///< fields z, y1, .., yq; outputs: m integers from 0 to 2^bits - 1
  int bits = 0;            ///< p

  /// m p.
  [[nodiscard]] std::int64_t message_bits() const {
    return static_cast<std::int64_t>(circuit.out.size()) * bits;
  }
};

/// Number of tokens (z; y), z = -1 or 1: 2 C(n, q).
[[nodiscard]] Integer token_count(int n, int q);

/// Least b with 2 C(n, q) <= 2^b. \pre n >= q >= 1
[[nodiscard]] std::int64_t bits_needed(int n, int q);

/// The number of (z; y) in the order of subsets, mod 2^bits, in one coordinate.
[[nodiscard]] Embedding rank_embedding(int n, int q, int bits);
/// The low bits of z and the pointers: m = q+1.
[[nodiscard]] Embedding pointer_embedding(int n, int q, int bits);
/// Power sums of z and the pointers, mod 2^bits.
[[nodiscard]] Embedding power_sum_embedding(int n, int q, int coordinates, int bits);
/// z and the coefficients of the moment-curve query: as many low bits of each.
[[nodiscard]] Embedding moment_embedding(int n, int q, int coordinates, int bits);
/// z and the first cells covered by a disjunct code, a bit each; -1: all of them.
[[nodiscard]] Embedding disjunct_embedding(int n, int q, int coordinates);
/// z and the indicator of the first positions, a bit each; -1: all of them.
[[nodiscard]] Embedding one_hot_embedding(int n, int q, int coordinates);
/// A random code of m <= 3 coordinates for every (z; y), as a table.
[[nodiscard]] Embedding random_embedding(int n, int q, Random& random);

/// Embeddings of every kind with fewer than 2 C(n, q) codes. \pre n > q >= 1
[[nodiscard]] std::vector<Embedding> small_embeddings(int n, int q);
/// Embeddings that tell all tokens apart: the first is as short as any can be.
[[nodiscard]] std::vector<Embedding> large_embeddings(int n, int q);

/// Looks for two tokens with one code in a user's table.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::sparse_averaging_width_bound
