// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which rows of a ledger a report is about.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/check/row.hpp"
#include "reference/check/series_row.hpp"
#include "reference/number/function.hpp"

namespace attest::site {

/// The current rows of one statement and what was left out.
struct StatementRows {
  const check::Statement* statement = nullptr;
  /// Whole rows of the current version, one a parameter point: one that fails if there is one,
  /// else that of the highest rung, and among equals one with mutants, then that of the least seed.
  /// In the order of parameters.
  std::vector<check::Row> rows;
  std::int64_t other_versions = 0;  ///< rows ignored
  std::int64_t shards = 0;          ///< current rows of shards, ignored until merged
};

/// The rows of one claim, statements in the claim's order.
struct ClaimRows {
  const check::Claim* claim = nullptr;
  std::string version;
  std::vector<StatementRows> statements;
};

/// What a report is made from. The claims must outlive what refers to them.
struct Material {
  std::vector<check::Claim> claims;
  std::vector<check::Row> rows;  ///< of the ledger, any order
  Function<std::string(std::string_view claim_id)> version_of;
  /// The claim's README; empty where it is not at hand.
  Function<std::string(std::string_view claim_id)> readme_of = {};
  check::SeriesRecord series = {};  ///< of the ledger, any order
  std::string commit = {};          ///< that the program was built from
};

/// Chooses the rows of every claim. \post no element refers to `material.rows`
[[nodiscard]] std::vector<ClaimRows> selected(const Material& material);

/// How many rows are of claims that this build does not hold.
[[nodiscard]] std::int64_t foreign_rows(const Material& material);

}  // namespace attest::site
