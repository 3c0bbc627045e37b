// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, bounds and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/strassen_attention/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/transformer.hpp"

namespace attest::strassen_attention {

/// Q: the largest |3p - s| over residues 1 <= p <= m-1 and s = m, 2m. M: 20 + 2Q^2.
[[nodiscard]] std::int64_t largest_offset(std::int64_t modulus);
[[nodiscard]] std::int64_t sufficient_penalty(std::int64_t modulus);

/// The promises of size: heads, coordinates of f, g, h in all.
[[nodiscard]] std::vector<check::Promise> size_promises(const model::Transformer& model,
                                                        std::int64_t heads, std::int64_t dimension);

/// Words of length n over {1, .., modulus-1}.
[[nodiscard]] check::CaseSpace nonzero_words(std::int64_t n, std::int64_t modulus);
/// Seeded ones: a planted triple, near misses or uniform letters.
[[nodiscard]] check::CaseSpace planted_words(std::int64_t n, std::int64_t modulus,
                                             std::uint64_t seed);

/// Pairs of relations on m elements, all or a seeded sample of `size`; with every
/// colouring up to names.
[[nodiscard]] check::CaseSpace relation_pairs(std::int64_t m);
[[nodiscard]] check::CaseSpace sampled_relations(std::int64_t m, std::int64_t size,
                                                 std::uint64_t seed);
[[nodiscard]] check::CaseSpace coloured_pairs(std::int64_t m);

/// Functions g, h of {1, .., n} and x: n^(2n+1) cases.
[[nodiscard]] check::CaseSpace function_instances(std::int64_t n);

/// Function composition with its output as it is, not rounded.
[[nodiscard]] model::Transformer raw_function(std::int64_t n, const Integer& base);

/// 16n.
[[nodiscard]] Integer function_base(std::int64_t n);

/// Integers modulo a prime below 2^31, that count their products.
struct Products {
  std::int64_t count = 0;
};
using Square = std::vector<std::vector<std::int64_t>>;
inline constexpr std::int64_t prime = 998244353;

/// The product of two matrices modulo `prime`: n^3 products by rows and columns, or 7 products of
/// halves in place of 8. \pre square of one size; a power of two for `by_halves`
[[nodiscard]] Square by_rows(const Square& a, const Square& b, Products& products);
[[nodiscard]] Square by_halves(const Square& a, const Square& b, Products& products,
                               const std::string& twist = "");

/// S1, S1.modular: the output is a ratio of traces of products of three matrices.
[[nodiscard]] check::Statement product_identity();
[[nodiscard]] check::Statement modular_identity();

/// S2: Match3, on all words, on samples, on constant words; function composition and its error;
/// relations. S4: relations in a quotient.
[[nodiscard]] check::Statement match_words();
[[nodiscard]] check::Statement match_samples();
[[nodiscard]] check::Statement match_constant();
[[nodiscard]] check::Statement functions();
[[nodiscard]] check::Statement function_error();
[[nodiscard]] check::Statement relations();
[[nodiscard]] check::Statement relation_samples();
[[nodiscard]] check::Statement quotients();

/// S3: what an ordinary head adds up, what columns of such sums shatter, exact split-VC dimensions,
/// and sets that are shattered at any size.
[[nodiscard]] check::Statement split_sums();
[[nodiscard]] check::Statement columns_of_sums();
[[nodiscard]] check::Statement small_dimensions();
[[nodiscard]] check::Statement shattered_sets();

/// S4: rows of the quotient task that are shattered, and what a triangular head adds up on them.
[[nodiscard]] check::Statement shattered_quotients();
[[nodiscard]] check::Statement triangular_sums();

/// Letters as tokens of one field; one word after another.
using Letters = std::vector<std::int64_t>;
[[nodiscard]] check::Case tokens_of_letters(const Letters& letters);
[[nodiscard]] Letters joined(Letters a, const Letters& b);

/// The VC dimension of the columns: most rows on which they show every pattern, or, for a mutant,
/// all but `missing`.
[[nodiscard]] int dimension_of_columns(const std::vector<std::vector<char>>& matrix,
                                       std::size_t missing = 0);

/// Rows of Sum2 that are shattered: the number of t <= length/2 for which every pattern occurs.
[[nodiscard]] std::int64_t shattered_rows(std::int64_t length);

/// The mutants of a form that change its model, for `run`.
[[nodiscard]] std::vector<derive::NamedMutant> match_mutants();
[[nodiscard]] std::vector<derive::NamedMutant> relation_mutants();

/// Three products in a triangle, one triple of tokens marked.
[[nodiscard]] check::Drawing triangle_figure(const check::Params& params);

/// What is counted at growing lengths.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::strassen_attention
