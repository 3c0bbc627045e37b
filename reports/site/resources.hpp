// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a page says of resources: promised against used, and exact counts.
#pragma once

#include <vector>

#include "reports/site/document.hpp"
#include "reports/site/selection.hpp"

namespace attest::site {

/// The tables of promises and of exact counts over the rows of a statement; empty where there are
/// none. What is the same at every parameter point is said once.
[[nodiscard]] std::vector<Block> resource_blocks(const StatementRows& statement);

}  // namespace attest::site
