// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `strassen_attention`: one layer of Strassen attention of constant size computes Match3,
/// function composition and the composition of relations.
///
/// Source: Strassen Attention, Split-VC Dimension and Compositionality in Transformers
/// (Kozachinskiy et al., 2025). Kind: construction, complexity, lower bound for ordinary attention.
/// Statement: see statements.cpp. Setting: one layer, no mask; scores <f_i,g_j> + <g_j,h_k> +
/// <h_k,f_i> over all ordered pairs (j, k), values v_j * u_k. It is third-order attention in which
/// every coordinate of a pairing has a constant 1 in the missing slot.
#pragma once

#include <cstdint>
#include <string>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::strassen_attention {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "strassen_attention";

/// The choices of the Match3 form; the defaults are the construction.
struct MatchChoices {
  std::int64_t penalty = 0;      ///< M; 0: 20 + 2Q^2, Q the largest |3p - s|
  bool has_second_sum = true;    ///< the head of sum 2m
  bool has_last_pairing = true;  ///< <h_k, f_i>
  bool has_factor_three = true;  ///< q = 3p - s; else q = p - floor(s/3)
  std::int64_t exponent = 0;     ///< c, base 2^c; 0: the sufficient one
};

/// Two heads, one for each sum s = m, 2m of three residues, and the smaller of their outputs:
/// 1/(1 + hits + small) each, read as a match at 1/2 or less. \pre modulus >= 2, n >= 1
[[nodiscard]] model::Transformer match_form(std::int64_t n, std::int64_t modulus,
                                            const MatchChoices& choices = {});

/// c with n^2 2^(-18c) + 2n 2^(-20c) <= 1/3: 1 for n <= 295, else ceil((2 log2 n + 3)/18).
[[nodiscard]] std::int64_t sufficient_exponent(std::int64_t n);

/// Function composition on 2n+1 tokens g(1), .., g(n), h(1), .., h(n), x: the last token's output
/// rounds to h(g(x)). \pre n >= 1, base >= 2
[[nodiscard]] model::Transformer function_form(std::int64_t n, const Integer& base);

/// The choices of the relation form; the defaults are the construction.
struct RelationChoices {
  Rational sink = 3;          ///< score of the sink pair
  std::int64_t penalty = 20;  ///< M
  bool has_last_pairing = true;
};

/// Composition of relations on m^2 tokens (i, j), row by row, holding A_ij and B_ij: 1/(1 + small +
/// witnesses), read as a 1 at 1/2 or less. \pre m >= 1
[[nodiscard]] model::Transformer relation_form(std::int64_t m, const RelationChoices& choices = {});

/// The same with a colour of i and of j in each token: witnesses k, l need one colour, not k = l.
[[nodiscard]] model::Transformer quotient_form(std::int64_t m);

/// One head with d dense coordinates of f, g, h (3d of the third order) and one of each value; the
/// output of every token. Base 2.
[[nodiscard]] model::Transformer dense_form(int d);

/// Runs a construction on a user's input.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::strassen_attention
