// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `match_two`: one head with three key dimensions finds every entry that has a cancelling
/// partner.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), Theorem 6. Kind: construction, and an optimal key dimension. Statement: see
/// statements.cpp. Match2(X)_i = 1 iff some x_j (j = i allowed) has x_i + x_j = 0 mod M. Setting:
/// one layer, one head, no mask, n tokens and one blank that every query sees.
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/gadget/residues.hpp"
#include "reference/model/transformer.hpp"

namespace attest::match_two {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "match_two";

using gadget::Complement;

/// The choices of the integer form; the defaults are the construction.
struct IntegerChoices {
  Rational blank =
      -1;  ///< score of the blank minus 2t^2: above the best mismatch (-2), below a match (0)
  Complement complement = Complement::mod;
  bool has_square = true;  ///< the key coordinate x^2
};

/// The integer form: query (4t, -2, 2t^2-1), keys (x, x^2, 0) and blank (0, 0, 1); any_hardmax,
/// exact readout. A token scores 2t^2 - 2(t-x)^2. \pre modulus >= 1
[[nodiscard]] model::Transformer integer_form(std::int64_t modulus,
                                              const IntegerChoices& choices = {});

/// The integer form under softmax: scores times `scale`, base `base` (0: the natural exponential);
/// an output
/// >= accept is a 1, one <= 1 - accept a 0.
[[nodiscard]] model::Transformer softmax_form(std::int64_t modulus, const Integer& base,
                                              std::int64_t scale, const Rational& accept,
                                              const IntegerChoices& choices = {});

/// Cosines and sines of all residues, rounded to p fraction bits: C(a) = floor(2^p cos(2 pi a/M) +
/// 1/2).
struct Table {
  std::vector<std::int64_t> cosines;
  std::vector<std::int64_t> sines;
};
[[nodiscard]] Table rounded_table(std::int64_t modulus, std::int64_t precision);

/// The scores s(x, y) = C(x)C(y) - S(x)S(y): least over matching pairs, largest over the others.
struct Separation {
  std::int64_t lo = 0;
  std::int64_t hi = 0;  ///< the least int64 where every pair matches
  [[nodiscard]] bool separates() const { return lo > hi; }
};
[[nodiscard]] Separation separation(std::int64_t modulus, std::int64_t precision);

/// The trigonometric form: query (2C, -2S, lo+hi), keys (C, S, 0), blank (0, 0, 1), all scores
/// times `scale`. `norm` is any_hardmax (exact readout) or softmax_e (accept 4/5, reject 1/5).
[[nodiscard]] model::Transformer trigonometric_form(std::int64_t modulus, std::int64_t precision,
                                                    model::Norm norm, std::int64_t scale);

/// Key dimension 2 for M = 3: keys and queries (2,0), (-1,2), (-1,-2), the blank at the origin.
[[nodiscard]] model::Transformer planar_form();

/// Least p covered by S5: 2^(p+1) >= M^2, so p >= 2 log2 M - 1 [fraction bits]. \pre modulus >= 1
[[nodiscard]] std::int64_t sufficient_precision(std::int64_t modulus);

/// Least beta with 2^beta >= factor * n: ceil(log2(factor n)).
[[nodiscard]] std::int64_t sufficient_beta(std::int64_t n, std::int64_t factor);

/// Least integer c with e^c >= 4n, certified.
[[nodiscard]] std::int64_t sufficient_scale(std::int64_t n);

/// Runs the integer form on a user's list of integers; setting `modulus`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::match_two
