// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, statements and pictures of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "claims/attention_simulates_attention/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::attention_simulates_attention {

/// Bits of a score of S3: entries of small_heads keep scores below 2^5, those of random_heads with
/// up to 4 channels and 4 coordinates at 4 * 4^2 at most.
inline constexpr int small_score_bits = 5;
inline constexpr int large_score_bits = 7;

/// Sizes of a head.
struct Sizes {
  int n = 1;  ///< tokens
  int c = 1;  ///< channels of a token
  int d = 1;  ///< width of the head
  int m = 1;  ///< keys: n without mixtures
};
[[nodiscard]] Sizes sizes_of(const task::AttentionHead& head);

/// n c + 3 c d + n c d + n d + n m d, n m for scores, and 2 m n + m n d + m d for mixtures.
[[nodiscard]] std::int64_t token_count(const Sizes& sizes, const Shape& shape);

/// An output [n x d] at the tokens R(i, j), 0 at all others.
[[nodiscard]] std::vector<Rational> at_outputs(const check::Case& tokens, const Matrix& output);

/// The weighting of the ground truth. \pre not softmax_e
[[nodiscard]] task::Weighting weighting_of(Attention attention);

/// The heads of one size on which two forms that are cubic in X and linear in W_Q, W_K and W_V
/// agree everywhere or nowhere: W_Q, W_K, W_V have one entry 1 and zeros, X has natural entries of
/// sum 3.
[[nodiscard]] check::CaseSpace cubic_forms(const Sizes& sizes);

/// All heads of one size with entries of X in {-1, 2} and of the weights in {-1, 1}; with three
/// values in {-1, 0, 2} and {-1, 0, 1}. \pre values is 2 or 3
[[nodiscard]] check::CaseSpace small_heads(const Sizes& sizes, Mixing mixing, int values);

/// Six heads, to break the model on: entry t is (t^2 + f t mod 5) - 2 for f = 0, 1, 2, at these
/// sizes and with n and d exchanged. With three values 3 and 4 count as 0 and 1 and 1 is taken
/// away.
/// \pre values is 3 or 5
[[nodiscard]] check::CaseSpace quadratic_heads(const Sizes& sizes, Mixing mixing, int values);

/// The spaces of all sizes up to these, one after the other: m is n, or with mixtures 1 to m.
[[nodiscard]] check::CaseSpace up_to(const Sizes& most, Mixing mixing,
                                     const Function<check::CaseSpace(const Sizes&)>& of);

/// Families of heads, as a parameter.
inline constexpr std::int64_t forms = 0;         ///< cubic_forms, up to the sizes
inline constexpr std::int64_t two_values = 1;    ///< small_heads of two values, up to the sizes
inline constexpr std::int64_t three_values = 2;  ///< of three
inline constexpr std::int64_t quadratic = 3;     ///< quadratic_heads
/// To break models on: quadratic_heads, then all of two values up to n = 2, c = 1 and d = 1, or 2.
/// A mutant that the former do not notice is refuted by the latter, or equivalent on all of them.
inline constexpr std::int64_t breaking = 4;
inline constexpr std::int64_t breaking_wider = 5;
/// The heads of a point, of three values for softmax_base.
[[nodiscard]] check::CaseSpace heads_at(const check::Params& params, const Shape& shape);
/// Parameters n, c, d and family, and a point of them.
[[nodiscard]] std::vector<check::Parameter> head_parameters();
[[nodiscard]] check::Params heads_point(std::int64_t n, std::int64_t c, std::int64_t d,
                                        std::int64_t family);

/// Random heads of at least half these sizes and at most these, tokens shuffled: entries a/b with
/// |a| <= 4 and 1 <= b <= most_denominator; integers from -1 to 1 where most_denominator is 1.
/// \pre most_denominator is 1 or 4
[[nodiscard]] check::CaseSpace random_heads(const Sizes& most, std::int64_t most_denominator,
                                            std::int64_t size, std::uint64_t seed);

using Wrong = derive::Wrong<Choices>;
/// The wrong choices for a head.
[[nodiscard]] std::vector<Wrong> wrong_choices(const Shape& shape);
[[nodiscard]] std::vector<derive::NamedMutant> mutants(const Shape& shape);

/// Layers, heads and tokens against what is promised.
[[nodiscard]] std::vector<check::Promise> promises(const Shape& shape, const Sizes& sizes);

/// Parameters n, c and d, and a point of them.
[[nodiscard]] std::vector<check::Parameter> size_parameters();
[[nodiscard]] check::Params point(std::int64_t n, std::int64_t c, std::int64_t d);
[[nodiscard]] Sizes sizes_at(const check::Params& params);

/// n where mutants are run on the fast rung.
inline constexpr std::int64_t fast_tokens = 3;
/// The statement with its own mutants alone at points of n tokens: generic ones of the same layers
/// are run by other statements, and at other points.
[[nodiscard]] check::Statement own_mutants_at(check::Statement statement, std::int64_t n);

/// P1 to P4: transpose, product, inverse, MaxMin.
[[nodiscard]] std::vector<check::Statement> operation_statements();
/// S1 to S4: heads over the rationals.
[[nodiscard]] std::vector<check::Statement> exact_statements();
/// S6, S7: mixed keys and values, random heads.
[[nodiscard]] std::vector<check::Statement> wider_statements();
/// S9: five layers.
[[nodiscard]] std::vector<check::Statement> fused_statements();
/// S5: natural softmax.
[[nodiscard]] check::Statement natural_statement();
/// Softmax attention by the model of S5 and by plain loops.
struct SoftmaxRun {
  std::vector<std::string> output;  ///< enclosures of the model's, row by row
  std::optional<bool> is_close;     ///< within 2^-accuracy; nothing where that is not decided
};
/// \param twist the name of a wrong choice; empty: none
[[nodiscard]] SoftmaxRun run_softmax(const task::AttentionHead& head, const std::string& twist,
                                     int accuracy);
/// S8: what stands at work tokens between layers.
[[nodiscard]] check::Statement steps_statement();

/// The tokens of a head and who reads whom, layer by layer.
[[nodiscard]] check::Drawing grid_figure();

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::attention_simulates_attention
