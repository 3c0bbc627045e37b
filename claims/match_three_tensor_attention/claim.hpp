// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `match_three_tensor_attention`: third-order heads of constant size find every entry that
/// lies in a triple of sum zero.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023). Kind: construction. Statement: see statements.cpp. Match3(X)_i = 1 iff some x_j and x_k,
/// equal to each other or to x_i allowed, have x_i + x_j + x_k = 0 mod M. Setting: one layer, no
/// mask, n tokens and one blank; scores sum_r q_i[r] k_j[r] k'_k[r] over all ordered pairs (j, k).
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/gadget/residues.hpp"
#include "reference/model/transformer.hpp"

namespace attest::match_three_tensor_attention {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "match_three_tensor_attention";

using gadget::Complement;

/// What the two heads' outputs become. Only `either` is right.
enum class Combination { either, both, first };

/// The choices of the integer form; the defaults are the construction.
struct IntegerChoices {
  Complement complement = Complement::mod;
  Combination combination = Combination::either;
  Rational blank = -1;  ///< score of the blank pair minus 2T^2: above the best miss (-2), below a
                        ///< hit (0)
  bool is_blank_at_zero = false;  ///< the blank pair scores 0 instead
  Rational penalty = 1;           ///< C: a token with the blank scores -C where T = t
  bool has_cross_term = true;     ///< -4 x_j x_k
};

/// The integer form: a head for each target T = t and T = t + M, t = (-x_i) mod M. A pair of tokens
/// scores 2T^2 - 2(T-x_j-x_k)^2; any_hardmax, exact readout. \pre modulus >= 1
[[nodiscard]] model::Transformer integer_form(std::int64_t modulus,
                                              const IntegerChoices& choices = {});

/// The integer form under softmax of base `base` (0: the natural exponential, scores times
/// `scale`); an output above 1/2 is a 1. \pre base is 0 or at least 2
[[nodiscard]] model::Transformer softmax_form(std::int64_t modulus, const Integer& base,
                                              std::int64_t scale, const IntegerChoices& choices);

/// The choices of the softmax form: C = 2.
[[nodiscard]] IntegerChoices softmax_choices();

/// Least base that S3 allows: max(3, n^2 + 1).
[[nodiscard]] std::int64_t sufficient_base(std::int64_t n);

/// Least c >= 1 with e^c >= max(3, n^2 + 1), certified.
[[nodiscard]] std::int64_t sufficient_scale(std::int64_t n);

/// The scores of triples by cosines and sines rounded to p fraction bits: least over the triples of
/// sum zero, largest over the others.
struct Separation {
  std::int64_t lo = 0;
  std::int64_t hi = 0;  ///< the least int64 where every triple has sum zero
  [[nodiscard]] bool separates() const { return lo > hi; }
};
/// What the mutants choose differently in a score; the default is the construction.
enum class Sines { all, one_product_fewer, third_turned };
[[nodiscard]] Separation separation(std::int64_t modulus, std::int64_t precision,
                                    Sines sines = Sines::all);

/// The trigonometric form: one head, rank 5, C and S cosine and sine of 2 pi x / M rounded to p
/// fraction bits. Scores 2 scale Re((C+iS)(C+iS)(C+iS)), the blank pair scale (lo+hi), a token with
/// the blank 0. `norm` is any_hardmax (exact readout) or softmax_e (accept 4/5, reject 1/5).
[[nodiscard]] model::Transformer trigonometric_form(std::int64_t modulus, std::int64_t precision,
                                                    model::Norm norm, std::int64_t scale);

/// Least p with 2^p >= M^2, so p >= 2 log2 M [fraction bits]. \pre modulus >= 1
[[nodiscard]] std::int64_t sufficient_precision(std::int64_t modulus);

/// Least c >= 1 with e^c >= 4 max(n^2, 2n+1), certified.
[[nodiscard]] std::int64_t sufficient_gap(std::int64_t n);

/// Runs the integer form on a user's list of integers; setting `modulus`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::match_three_tensor_attention
