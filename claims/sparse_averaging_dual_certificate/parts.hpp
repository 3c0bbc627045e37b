// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words, sizes and statements, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/sparse_averaging_dual_certificate/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/statement.hpp"

namespace attest::sparse_averaging_dual_certificate {

/// Parameters n, q, m and seed of sign keys, and the points of records with at most n positions.
[[nodiscard]] std::vector<check::Parameter> key_parameters();
[[nodiscard]] std::vector<check::Params> points_of(const std::vector<gadget::SignRecord>& records,
                                                   int most_n);
[[nodiscard]] check::Params point_of(const gadget::SignRecord& record);

/// The keys of a point, one coordinate fewer where `fewer` is 1. \throws InputError for n < q
[[nodiscard]] gadget::SignKeys keys_of(const check::Params& params, int fewer = 0);

/// S1, S3: rounded queries under softmax.
[[nodiscard]] std::vector<check::Statement> published_statements();
[[nodiscard]] std::vector<check::Statement> rounding_statements();
/// S2 and its forms: which keys are accepted.
[[nodiscard]] std::vector<check::Statement> key_statements();
/// S4: the disjunct code.
[[nodiscard]] std::vector<check::Statement> code_statements();
/// Scores of one query at every position, and the line that others stay below.
[[nodiscard]] check::Drawing score_figure(const check::Params& params);
/// Key dimension and key bits by N.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::sparse_averaging_dual_certificate
