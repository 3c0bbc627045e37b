// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, counts and the bounds of the claim, shared by its own files.
#pragma once

#include <cstdint>

#include "reference/check/case_space.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/residue_words.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::match_two {

/// Most tokens of a word.
inline constexpr std::int64_t most_tokens = 4096;

/// The (n, M) of the words that are enumerated.
[[nodiscard]] std::vector<check::Params> word_points(check::Rung rung);

/// (3, 7): the least of these points at which every named mutant changes an answer.
[[nodiscard]] std::vector<check::Params> word_mutant_points(check::Rung rung);

/// Seeded words of length n that are hard on purpose: exactly one match, near misses, zeros,
/// halves, all equal.
[[nodiscard]] check::CaseSpace adversarial_words(std::int64_t n, std::int64_t modulus,
                                                 std::uint64_t seed);

/// The promise that the key dimension of `model` is at most `most`.
[[nodiscard]] check::Promise key_dimension(const model::Transformer& model, int most);

/// The promise that no coordinate of a query or key of `model` exceeds 2M^2, on every residue and
/// the blank; none where M > 1024.
[[nodiscard]] std::vector<check::Promise> coordinate_bound(const model::Transformer& model,
                                                           std::int64_t modulus);

/// Least p such that p, p+1, .., 2 ceil(log2 M) + 2 all separate. \pre modulus >= 3
[[nodiscard]] std::int64_t least_precision(std::int64_t modulus);

/// S2, S2.sets, S2.large: the integer form on all words, on all pairs (residue, set) and on
/// samples.
[[nodiscard]] check::Statement integer_words();
[[nodiscard]] check::Statement integer_sets();
[[nodiscard]] check::Statement integer_samples();

/// S3 in base 2: beta = ceil(log2 factor n), outputs >= accept or <= 1 - accept.
[[nodiscard]] check::Statement base_two(const std::string& label, const Rational& accept,
                                        std::int64_t factor);

/// S3.natural: the natural exponential.
[[nodiscard]] check::Statement natural_softmax();

/// S1 (softmax_e) and S5 (any_hardmax): the trigonometric form.
[[nodiscard]] check::Statement trigonometric(const std::string& label, model::Norm norm);

/// S4.three: the planar form for M = 3.
[[nodiscard]] check::Statement planar();

/// S3.extremal: the outputs of the base-2 form against n/(n+2^beta) and 2^beta/(2^beta+1).
[[nodiscard]] check::Statement extremal_outputs();

/// S3.attained: n tokens equal to (M-1)/2, M odd, attain the bound without a match.
[[nodiscard]] check::Statement attained_output();

/// S4: no four vectors of the grid [-2,2]^2 serve as keys and queries in the plane.
[[nodiscard]] check::Statement no_planar_keys();

/// Whether for every t some q has q.u_t > 0 > q.u_x for all x != t. Entries: (x_0, y_0, x_1, y_1,
/// ...).
/// \param is_strict false: q.u_x = 0 is allowed
[[nodiscard]] bool is_planar_key_set(const std::vector<std::int64_t>& coordinates, bool is_strict);

/// S5.ladder: the least separating precision against 2 log2 M - 1, for every M of a range.
[[nodiscard]] check::Statement precision_ladder();

/// What is counted at growing moduli and lengths.
[[nodiscard]] std::vector<check::Series> series();

/// S2.precision: the integer form with every operation rounded to p bits.
[[nodiscard]] check::Statement rounding_ladder();

/// The mutants of the integer form.
[[nodiscard]] std::vector<derive::NamedMutant> integer_mutants();

}  // namespace attest::match_two
