// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is compared at the same sizes, as one table.
#pragma once

#include <string>
#include <vector>

#include "reports/site/comparison.hpp"

namespace attest::site {

/// A thing that is compared.
struct Thing {
  std::string claim;  ///< whose it is; empty: of all
  std::string name;
  check::LineKind kind = check::LineKind::construction;

  friend bool operator==(const Thing&, const Thing&) = default;
};

/// The things of comparisons at the same sizes: by claim, those that are built before those from
/// print, baselines of all last.
[[nodiscard]] std::vector<Thing> things_of(const std::vector<const Comparison*>& group);

/// A line a thing and a column a comparison, at the greatest size at which all that is built is
/// counted. \pre the comparisons have the same sizes
[[nodiscard]] Block comparison_table(const std::vector<const Comparison*>& group);

}  // namespace attest::site
