// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements, mutants and counts of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"

namespace attest::match_three_bigram_and_local {

/// The parameters n and modulus, and `reach` of the local form.
[[nodiscard]] std::vector<check::Parameter> word_parameters(bool has_reach, std::int64_t most);

/// Parameter points: rows (n, M) or (n, M, K), those of `fast` and, beyond that rung, of `nightly`.
using Rows = std::initializer_list<std::initializer_list<std::int64_t>>;
[[nodiscard]] Function<std::vector<check::Params>(check::Rung)> points_of(Rows fast, Rows nightly);

/// Seeded words of length n that are hard on purpose: one pair of neighbours, or one near pair,
/// that cancels what all others hold; the pair at the ends; near misses; uniform.
[[nodiscard]] check::CaseSpace planted_words(std::int64_t n, std::int64_t modulus,
                                             std::int64_t size, std::uint64_t seed);

/// Least p with 2^p >= 8 (n + M + 1)^2, above every number of the bigram form [bits].
[[nodiscard]] int sufficient_precision(std::int64_t n, std::int64_t modulus);
/// Least p with 2^p >= 2^16 (K+1)^4 M too: what the units of the local form make of a rounded mean
/// stays below 1/4 [bits].
[[nodiscard]] int sufficient_precision(std::int64_t n, std::int64_t modulus, std::int64_t reach);

/// S1, S1.large, S1.precision: the bigram form.
[[nodiscard]] std::vector<derive::NamedMutant> bigram_mutants();
[[nodiscard]] check::Statement bigram_words();
[[nodiscard]] check::Statement bigram_samples();
[[nodiscard]] check::Statement bigram_precision();
/// S2, S2.large, S2.precision: the local form.
[[nodiscard]] std::vector<derive::NamedMutant> local_mutants();
[[nodiscard]] check::Statement local_words();
[[nodiscard]] check::Statement local_samples();
[[nodiscard]] check::Statement local_precision();

/// What is counted at growing K and n.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::match_three_bigram_and_local
