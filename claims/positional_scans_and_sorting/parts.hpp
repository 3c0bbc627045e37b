// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, mutants and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/positional_scans_and_sorting/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"

namespace attest::positional_scans_and_sorting {

/// Points n = lo, .., hi.
[[nodiscard]] std::vector<check::Params> lengths(std::int64_t lo, std::int64_t hi);

/// The parameter n.
[[nodiscard]] check::Parameter length_parameter(std::int64_t lo, std::int64_t hi);

/// All lists of n integers from -largest to largest.
[[nodiscard]] check::CaseSpace integer_lists(std::int64_t n, std::int64_t largest);

/// All lists of n zeros and ones.
[[nodiscard]] check::CaseSpace binary_lists(std::int64_t n);

/// `size` seeded lists of n rationals of denominator at most 4 from -largest to largest, some of
/// them constant, rising, falling or with few values.
[[nodiscard]] check::CaseSpace rational_lists(std::int64_t n, std::int64_t largest,
                                              std::int64_t size, std::uint64_t seed);

/// The named mutants of a scan of numbers of absolute value at most `largest`, and of the sorted
/// list and the median of numbers that are at most `bound`. They read the parameter `n`.
[[nodiscard]] std::vector<derive::NamedMutant> scan_mutants(task::Scan scan,
                                                            const Rational& largest);
[[nodiscard]] std::vector<derive::NamedMutant> sort_mutants(const Rational& bound);
[[nodiscard]] std::vector<derive::NamedMutant> median_mutants(const Rational& bound);

/// S1: prefix sums, minima, maxima and largest runs, and long lists.
[[nodiscard]] std::vector<check::Statement> scan_statements();

/// S1.minimum_of_sums: the task minsum of two lists.
[[nodiscard]] std::vector<check::Statement> minimum_of_sums_statements();

/// S2 and S3: the sorted list, any length, long lists, the median.
[[nodiscard]] std::vector<check::Statement> sort_statements();

/// S4: prefix sums in one layer.
[[nodiscard]] std::vector<check::Statement> one_layer_statements();

/// S5: what scaling the input does.
[[nodiscard]] std::vector<check::Statement> scaling_statements();

/// A network of two layers on 4 tokens whose weights are drawn: positions in one register, two
/// registers of values, softmax in layer 1 and hardmax in layer 2.
/// \param twist unit_bias: bias 1 in every unit; content_read: queries and keys read values
[[nodiscard]] model::Transformer drawn_network(Random& random, const std::string& twist);

/// The ladder of reads of a scan, for n between 4 and 16.
[[nodiscard]] check::Drawing scan_figure(const check::Params& params);

/// The comparators of the sort, for n between 4 and 16.
[[nodiscard]] check::Drawing sort_figure(const check::Params& params);

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::positional_scans_and_sorting
