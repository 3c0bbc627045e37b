// SPDX-License-Identifier: Apache-2.0
/// \file
/// The precision ladder: from which precision on a description survives rounding after every
/// operation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// A Computes, the precision from which it should pass, and the one up to which that is tried
/// [bits].
struct Ladder {
  Computes computes;   ///< its arithmetic is replaced by p-bit floats
  int sufficient = 1;  ///< claimed: every p >= sufficient passes
  int most = 64;       ///< p = sufficient, .., most are checked
};

/// Whether every case of `computes` passes when every operation rounds to p bits, to nearest even.
[[nodiscard]] bool passes(const Computes& computes, int p);

/// The least p such that p, p+1, .., most all pass (passing is not monotone); nothing if `most`
/// itself fails.
[[nodiscard]] std::optional<int> least_precision(const Computes& computes, int most);

/// The statement that every p in [sufficient, most] passes. Its cases are the precisions; the
/// measured least precision stands among its resources. A mutant is a precision below the measured
/// least one, or one of `mutants` at every precision.
[[nodiscard]] check::Statement ladder(
    check::Statement about, const Function<Ladder(const check::Params&, std::uint64_t seed)>& make,
    std::vector<NamedMutant> mutants = {});

}  // namespace attest::derive
