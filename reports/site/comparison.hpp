// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series that several claims have alike, side by side.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/site/pages.hpp"

namespace attest::site {

/// The lines of all series of one name.
struct Comparison {
  /// The claims' lines in one series that is of no claim: first lines that bound all, then those of
  /// the claims, then baselines. Bounds of single lines are left to the claims' pages.
  check::SeriesRow series;
  std::vector<std::string> claims;  ///< by line: whose it is; empty: of all
};

/// The series whose name, title, quantity and sizes at least two of the claims share, by the order
/// in which the first of those has them.
[[nodiscard]] std::vector<Comparison> comparisons_of(const std::vector<ClaimMaterial>& claims);

/// The page of comparisons. \pre there is one
[[nodiscard]] Page comparison_page(const std::vector<ClaimMaterial>& claims,
                                   const std::vector<Comparison>& comparisons,
                                   const Edition& edition);

/// Where the series of a claim stand beside those of others, by name.
[[nodiscard]] std::map<std::string, Span> compared_series(
    std::string_view claim, const std::vector<Comparison>& comparisons);

/// Links to the comparisons, for the first page. \pre there is one
[[nodiscard]] Block comparison_links(const std::vector<Comparison>& comparisons);

}  // namespace attest::site
