// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, statements and counts, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/positional_lookup_bound/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"

namespace attest::positional_lookup_bound {

/// The statement with the parameter n, without points and mutants.
[[nodiscard]] check::Statement statement_of(const check::Wording& text, std::int64_t most);

using Points = Function<std::vector<check::Params>(check::Rung)>;
/// n = lo, .., fast, beyond that rung up to `nightly`; the one that is drawn comes first.
[[nodiscard]] Points points_up_to(std::int64_t lo, std::int64_t fast, std::int64_t nightly);

/// Every word of n bits with every pointer.
[[nodiscard]] check::CaseSpace all_pointers(std::int64_t n);

/// Bits of a read-out of numbers in [0, 1): H m p.
[[nodiscard]] std::int64_t read_out_bits(const model::Transformer& layer, int bits);

/// S1, S1.small, S1.correct: layers against the adversary.
[[nodiscard]] check::Statement random_layers();
[[nodiscard]] check::Statement small_layers();
[[nodiscard]] check::Statement nothing_found();
/// S2, S3, S4: layers that follow every pointer; S3.adversary: what escapes the argument.
[[nodiscard]] check::Statement spelling();
[[nodiscard]] check::Statement content();
[[nodiscard]] check::Statement escapes();
[[nodiscard]] check::Statement two_layers();

/// Bits that are read at growing n.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::positional_lookup_bound
