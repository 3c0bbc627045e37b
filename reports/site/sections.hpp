// SPDX-License-Identifier: Apache-2.0
/// \file
/// The sections of a claim's page, each empty where there is nothing to say, and one of the first.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reports/site/document.hpp"
#include "reports/site/readme.hpp"
#include "reports/site/selection.hpp"
#include "reports/site/series.hpp"

namespace attest::site {

/// Statements in the claim's order, those that refute a published sentence first.
[[nodiscard]] std::vector<const StatementRows*> refuted_first(const ClaimRows& claim);

/// What the paper says, what is checked and what lies between, a line a statement.
[[nodiscard]] std::vector<Block> fidelity_section(const ClaimRows& claim);

/// Each statement with its quantifiers, its points and what was found there.
[[nodiscard]] std::vector<Block> statements_section(const ClaimRows& claim);

/// Setting and construction as the claim's README gives them.
[[nodiscard]] std::vector<Block> construction_section(const std::vector<Section>& readme);

/// Drawings of what the statements build, each on a case of its own, and figures that the claim
/// supplies. \throws InputError drawing-invalid
[[nodiscard]] Figures drawing_section(const ClaimRows& claim);

/// Resources promised and used, whether "O" grows, exact counts, the precision ladder.
[[nodiscard]] std::vector<Block> resources_section(const ClaimRows& claim);

/// Broken versions: what each breaks and how it ended.
[[nodiscard]] std::vector<Block> mutants_section(const ClaimRows& claim);

/// What the claim's README says of deviations and of what was found wrong in print.
[[nodiscard]] std::vector<Block> errata_section(const std::vector<Section>& readme);

/// Commands, raw data and what identifies each row.
[[nodiscard]] std::vector<Block> reproduce_section(const ClaimRows& claim);

/// What the words of a report mean.
[[nodiscard]] Block how_to_read();

/// The rows of the claim as a table of comma-separated values, a line a row.
[[nodiscard]] std::string rows_csv(const ClaimRows& claim);

}  // namespace attest::site
