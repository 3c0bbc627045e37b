// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, statements and counts of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/number/matrix.hpp"

namespace attest::contextual_counting {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "contextual_counting";

using Points = Function<std::vector<check::Params>(check::Rung)>;
/// One point a value of `name`: those of `fast`, beyond that rung also those of `nightly`.
[[nodiscard]] Points points_of(const char* name, std::vector<std::int64_t> fast,
                               std::vector<std::int64_t> nightly);
/// length = 0, .., fast, beyond that rung up to `nightly`; 6, which is drawn, comes first.
/// \pre fast >= 6
[[nodiscard]] Points lengths_up_to(std::int64_t fast, std::int64_t nightly);
/// The parameter `length` of statements about all words.
[[nodiscard]] std::vector<check::Parameter> word_length_parameter();

/// The letters of a word: 0, 1 and the brackets.
using Letters = std::vector<std::int64_t>;
inline constexpr std::int64_t open_symbol = 2;
inline constexpr std::int64_t close_symbol = 3;

/// The number of regions of a word.
[[nodiscard]] std::int64_t regions_in(const Letters& word);

/// The word, then a question about each of the regions 1, .., `questions`.
[[nodiscard]] check::Case asked(const Letters& word, std::int64_t questions);

/// All valid words of a length, field symbol: (3^length + 1)/2 cases. \pre 0 <= length <= 38
[[nodiscard]] check::CaseSpace bracketed_words(std::int64_t length);

/// Seeded words with that many regions, field symbol: uniform, empty regions, ones outside,
/// adjacent regions, all ones. \pre 2 regions <= length
[[nodiscard]] check::CaseSpace long_words(std::int64_t length, std::int64_t regions,
                                          std::int64_t size, std::uint64_t seed);

/// Every word of a space, asked about each of its regions and one too many.
[[nodiscard]] check::CaseSpace asked_of(check::CaseSpace words);

/// The same with a third field: the number of the region that a letter stands in.
[[nodiscard]] check::CaseSpace placed(check::CaseSpace questions);

/// A row of a table of hits in regions: the word and the names of its regions.
struct NamedWord {
  std::string name;
  Letters letters;
  std::vector<std::string> regions;
};
/// Words over 0, 1, [ and ], one a line; regions are named by their numbers. \throws InputError
[[nodiscard]] std::vector<NamedWord> words_of_brackets(std::string_view text,
                                                       const std::string& place);
/// Intervals and hits, one word a chromosome. \throws InputError
[[nodiscard]] std::vector<NamedWord> words_of_intervals(std::string_view text,
                                                        const std::string& place);
/// Windows of a log, one word in all. \throws InputError
[[nodiscard]] std::vector<NamedWord> words_of_log(std::string_view text, const std::string& place);

/// The mutants of S2.
[[nodiscard]] std::vector<derive::NamedMutant> mutants();

/// S1.P1 and S1.P2: each layer alone.
[[nodiscard]] check::Statement decoder_statement();
[[nodiscard]] check::Statement encoder_statement();
/// S1.P3: the order of tokens matters.
[[nodiscard]] check::Statement permutation_statement();
/// S2, S2.delimiters, S2.long, S2.precision.
[[nodiscard]] check::Statement all_words();
[[nodiscard]] check::Statement delimiters();
[[nodiscard]] check::Statement samples();
[[nodiscard]] check::Statement rounding_ladder();
/// S3, S3.attained, S3.head: exact ties on the past.
[[nodiscard]] check::Statement tied_rank();
[[nodiscard]] check::Statement tied_rank_attained();
[[nodiscard]] check::Statement tied_head();
/// S4.exponential, S4.chebyshev: nearly equal scores on the past.
[[nodiscard]] check::Statement exponential_scores();
[[nodiscard]] check::Statement chebyshev_scores();
/// S5, S5.values: bits of n/(n+1).
[[nodiscard]] check::Statement resolution();
[[nodiscard]] check::Statement resolution_table();

/// Attention of both layers on one word, and n/(n+1). \throws InputError
[[nodiscard]] check::Drawing attention_figure(const check::Params& params);

/// Rank by exact elimination.
[[nodiscard]] std::int64_t exact_rank(Matrix m);
/// A square matrix from its entries.
[[nodiscard]] Matrix square(std::int64_t size, const Function<Rational(int, int)>& entry);

/// L - 1 key dimensions and no mask: the pattern is uniform over the past. Field: number.
[[nodiscard]] model::Transformer past_head(std::int64_t length);

/// Least even n with T_n(1 + 2/L) >= ratio, T_n the Chebyshev polynomial. \pre length >= 1
[[nodiscard]] std::int64_t chebyshev_degree(std::int64_t length, const Rational& ratio);

/// How n/(n+1) is brought to p fraction bits.
enum class Rounding { nearest, down };

/// Least p such that n/(n+1) rounded to p fraction bits is injective on 0, .., most.
[[nodiscard]] std::int64_t least_bits(std::int64_t most, Rounding rounding);

/// C/eps of the Chebyshev form: eps = 1/100, C = 40.
inline constexpr std::int64_t ratio_in_series = 4000;

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::contextual_counting
