// SPDX-License-Identifier: Apache-2.0
/// \file
/// A circuit on one token, in each arithmetic.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reference/model/arithmetic.hpp"
#include "reference/model/counting.hpp"

namespace attest::model {

/// Where a token stands.
struct Place {
  std::int64_t position = 0;  ///< 0-based, extra tokens included
  std::int64_t length = 0;    ///< tokens, extra tokens included
};

/// Whether `circuit` has a step whose result need not be rational.
[[nodiscard]] bool is_transcendental(const Circuit& circuit);

/// Outputs of `circuit`, in the order of `circuit.out`, on one row of a state or one token.
/// Exact and Enclosed raise the precision of transcendental steps, while the fields are exact,
/// until every floor, round, comparison and table index is decided.
/// \throws Undefined, Undecided
[[nodiscard]] std::vector<Rational> run(const Exact& arithmetic, const Circuit& circuit,
                                        std::span<const Rational> fields, const Place& place);
[[nodiscard]] std::vector<Mixed> run(const Enclosed& arithmetic, const Circuit& circuit,
                                     std::span<const Rational> fields, const Place& place);
[[nodiscard]] std::vector<Mixed> run(const Enclosed& arithmetic, const Circuit& circuit,
                                     std::span<const Mixed> fields, const Place& place);
[[nodiscard]] std::vector<Float> run(const Rounded& arithmetic, const Circuit& circuit,
                                     std::span<const Rational> fields, const Place& place);
[[nodiscard]] std::vector<Float> run(const Rounded& arithmetic, const Circuit& circuit,
                                     std::span<const Float> fields, const Place& place);
/// Steps are counted once, at the precision of `arithmetic`.
[[nodiscard]] std::vector<Counted> run(const Counting& arithmetic, const Circuit& circuit,
                                       std::span<const Rational> fields, const Place& place);
[[nodiscard]] std::vector<Counted> run(const Counting& arithmetic, const Circuit& circuit,
                                       std::span<const Counted> fields, const Place& place);

}  // namespace attest::model
