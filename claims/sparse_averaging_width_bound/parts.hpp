// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens and statements, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/sparse_averaging_width_bound/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/statement.hpp"

namespace attest::sparse_averaging_width_bound {

/// The fields z, y1, .., yq of a token.
using Token = std::vector<Rational>;

/// Token number `index` of 2 C(n, q): z = -1 at even numbers, subsets in their order.
[[nodiscard]] Token token_at(int n, int q, std::int64_t index);

/// Points (n, q).
[[nodiscard]] std::vector<check::Params> sizes_of(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs);

/// Parameters n and q of statements about all tokens. \throws InputError for n <= q
void require_room(const check::Params& params);
[[nodiscard]] std::vector<check::Parameter> size_parameters();

/// S1, S3, S3.count, S3.growth: what counting tokens gives.
[[nodiscard]] std::vector<check::Statement> published_statements();
[[nodiscard]] std::vector<check::Statement> counting_statements();
/// S2, S2.identity, S2.rank: the reduction from disjointness.
[[nodiscard]] std::vector<check::Statement> reduction_statements();
/// S4.small, S4.random, S4.correct: embeddings against the adversary.
[[nodiscard]] std::vector<check::Statement> embedding_statements();
/// Two tokens with one code, and what is made of them.
[[nodiscard]] check::Drawing collision_figure(const check::Params& params);
/// Bits of the asking token by q and by N, and over the bound.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::sparse_averaging_width_bound
