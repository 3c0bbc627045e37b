// SPDX-License-Identifier: Apache-2.0
/// \file
/// Laws of times: non-negative least squares over a few functions, chosen by AICc, bootstrapped.
///
/// A plain log-log slope is confidently wrong (1.58 for n^2 + 50n), so an exponent is reported only
/// where the last two local exponents agree.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "reference/check/series_row.hpp"

namespace attest::benchmarks {

/// The functions that times are made of, in the order of growth: 1, n, n log n, n^2, n^3, 2^n,
/// n 2^n.
[[nodiscard]] std::span<const std::string_view> function_names();

/// The x >= 0 that minimises |sum of x_j columns_j - target|, by Lawson and Hanson's active sets.
/// \pre all columns and the target have one size, at least that of x
[[nodiscard]] std::vector<double> nonnegative_least_squares(
    const std::vector<std::vector<double>>& columns, const std::vector<double>& target);

/// The chosen law of one set of times.
struct Law {
  std::vector<std::size_t> functions;  ///< into function_names(), increasing
  std::vector<double> coefficients;    ///< of each, > 0
  double relative_error = 0;           ///< root mean square
};

/// Minimises the sum of squared relative errors for every set of at most three functions, and takes
/// the set of least AICc. \pre at least four sizes, increasing and >= 1; times > 0
[[nodiscard]] Law law_of(const std::vector<std::int64_t>& sizes, const std::vector<double>& times);

/// log(t'/t) / log(n'/n) between neighbouring sizes.
[[nodiscard]] std::vector<double> local_exponents(const std::vector<std::int64_t>& sizes,
                                                  const std::vector<double>& times);

/// The law of the medians of `repetitions` [sizes x repetitions], its intervals by `draws`
/// bootstrap samples that draw repetitions of a size anew. A coefficient has an interval only where
/// some sample has the same functions. claim, series, version, what and machine
/// are empty.
/// \pre at least four sizes, increasing and >= 1; at least one repetition each; times > 0
[[nodiscard]] check::FitRow fit(const std::vector<std::int64_t>& sizes,
                                const std::vector<std::vector<double>>& repetitions,
                                std::uint64_t seed, int draws = 200);

/// "3.1e-09 n^2 + 2.0e-07 n [s]".
[[nodiscard]] std::string text_of(const check::FitRow& fit, std::string_view size);

/// "exponent 1.98 (1.97 to 2.00)" or why there is none.
[[nodiscard]] std::string exponent_text(const check::FitRow& fit);

}  // namespace attest::benchmarks
