// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claims on the first page.
#pragma once

#include <vector>

#include "reports/site/comparison.hpp"
#include "reports/site/pages.hpp"

namespace attest::site {

/// Every claim under its family, a line each, and links to the families where there are several.
[[nodiscard]] std::vector<Block> claims_section(const std::vector<ClaimMaterial>& claims,
                                                const std::vector<Comparison>& comparisons);

}  // namespace attest::site
