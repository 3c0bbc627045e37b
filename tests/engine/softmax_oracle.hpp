// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two enclosures of means under softmax that share no code with the filter, and rows to try it on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/number/matrix.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {

/// Doubles that enclose a mean, rounded outwards, and floor(2^p mean + 1/2) where it is decided.
struct Enclosure {
  double low_approx = 0;
  double high_approx = 0;
  std::optional<std::int64_t> steps = {};
};

/// The means of row r of `scores` [rows x keys] over `values` [keys x width], by MPFR with every
/// operation rounded downwards for one end and upwards for the other.
[[nodiscard]] std::vector<Enclosure> means_by_mpfr(const Matrix& scores, int r,
                                                   const Matrix& values, int p, int bits);

/// The same by Arb.
[[nodiscard]] std::vector<Enclosure> means_by_arb(const Matrix& scores, int r, const Matrix& values,
                                                  int p, int bits);

/// Kinds of rows.
enum class Family {
  gaussian,    ///< scores about normal, in 2^-20
  thirds,      ///< the same, over 3: no finite binary fraction
  near_ties,   ///< scores 2^-40 apart, values symmetric about a boundary of the grid
  exact_ties,  ///< pairs of equal scores, values whose mean is a boundary of the grid
  huge_gaps,   ///< scores thousands apart
  large,       ///< scores at the edge of what stays an exact integer
};
inline constexpr Family families[] = {Family::gaussian,   Family::thirds,    Family::near_ties,
                                      Family::exact_ties, Family::huge_gaps, Family::large};

/// Scores of eight rows over `keys` keys. A pure function of its arguments.
[[nodiscard]] Matrix scores_of(Family family, int keys, Random& random);

/// Values k/16 in [-1, 1] of `keys` keys; of near and exact ties 0 and 1, as many as there can be.
[[nodiscard]] Matrix values_of(Family family, int keys, int width, Random& random);

}  // namespace attest::engine
