// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, bounds and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/residue_words.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::match_three_tensor_attention {

/// Most tokens of a word.
inline constexpr std::int64_t most_tokens = 128;

/// The (n, M) whose words are few.
[[nodiscard]] std::vector<check::Params> small_points(check::Rung rung);

/// Seeded words of length n: one planted triple, near misses, multiples of a third, all equal,
/// uniform.
[[nodiscard]] check::CaseSpace planted_words(std::int64_t n, std::int64_t modulus,
                                             std::uint64_t seed);

/// The promises that both heads have rank at most 8 and score (n+1)^2 pairs a query, and that
/// coordinates of q and scores stay below 8M^2 on every triple of residues (where M <= 16).
[[nodiscard]] std::vector<check::Promise> integer_promises(const model::Transformer& model,
                                                           const check::Params& params);

/// The mutants of S2 and of `run` that change the model: wrong choices, and harmless ones with
/// their reasons.
[[nodiscard]] std::vector<derive::NamedMutant> integer_mutants();

/// S1 (softmax_e) and S1.hard (any_hardmax): the trigonometric form. S1.ladder: its least
/// precision.
[[nodiscard]] check::Statement trigonometric(const std::string& label, model::Norm norm);
[[nodiscard]] check::Statement precision_ladder();

/// S2, S2.sets, S2.large: the integer form on all words, on all pairs (residue, set), on samples.
[[nodiscard]] check::Statement integer_words();
[[nodiscard]] check::Statement integer_sets();
[[nodiscard]] check::Statement integer_samples();

/// S2.pairs: which pairs have the largest score. S2.precision: every operation rounded.
[[nodiscard]] check::Statement maximal_pairs();
[[nodiscard]] check::Statement rounding_ladder();

/// S3 and S3.natural: softmax of the same scores. S3.extremal: its outputs against their bounds.
[[nodiscard]] check::Statement base_softmax();
[[nodiscard]] check::Statement natural_softmax();
[[nodiscard]] check::Statement extremal_outputs();

/// The outputs of the base-b form as they are, not compared with 1/2.
[[nodiscard]] std::vector<Rational> raw_outputs(std::int64_t modulus, std::int64_t base,
                                                const IntegerChoices& choices,
                                                const check::Case& word);

/// The scores of all pairs for one query, as a table.
[[nodiscard]] check::Drawing slice_figure(const check::Params& params);

/// What is counted at growing lengths and moduli.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::match_three_tensor_attention
