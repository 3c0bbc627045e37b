// SPDX-License-Identifier: Apache-2.0
/// \file
/// Both sides of I3 and I4 on integers, and how often I4 is attained. A case is W_QK and X, one
/// row.
#pragma once

#include <string>
#include <vector>

#include "claims/rank_collapse/parts.hpp"

namespace attest::rank_collapse {

/// I4 for three pairs of tokens and four value vectors: the bounds, and the distances.
[[nodiscard]] std::vector<Rational> sharp_bound(const check::Case& chosen,
                                                const std::string& twist);
[[nodiscard]] std::vector<Rational> sharp_measure(const check::Case& chosen);

/// I3 for the centres 0 and the last token, three tokens and four value vectors.
[[nodiscard]] std::vector<Rational> integer_centre_bound(const check::Case& chosen,
                                                         const std::string& twist);
[[nodiscard]] std::vector<Rational> integer_centre_measure(const check::Case& chosen);

/// The entries of I4 with D and osc positive, and of these the equalities.
struct Counts {
  std::int64_t nontrivial = 0;
  std::int64_t equal = 0;
};
/// Adds those of a case, by comparing both sides.
void count_by_values(Counts& counts, const check::Case& chosen);
/// Adds those of a case, by a criterion: the scores of the two rows differ by one of two amounts,
/// the greater one on a set A of keys; the values are constant on A and off A; and the first row
/// weighs A against the rest as 2^D to 1.
void count_by_criterion(Counts& counts, const check::Case& chosen);

/// I3.entrywise: the step that is false.
[[nodiscard]] check::Statement entrywise_step();

}  // namespace attest::rank_collapse
