// SPDX-License-Identifier: Apache-2.0
/// \file
/// Chooses the rows that a report shows.
#include "reports/site/selection.hpp"

#include <algorithm>
#include <tuple>

namespace attest::site {
namespace {

/// Rows that come first are preferred; the ledger's order plays no part.
auto preference(const check::Row& row) {
  return std::tuple(row.verdict.truth != check::Truth::fails, -static_cast<int>(row.rung),
                    row.mutants.empty(), row.seed, row.digest, row.commit, row.cpu_seconds_approx);
}

StatementRows rows_of(const check::Statement& statement, const std::string& version,
                      const std::vector<check::Row>& rows) {
  StatementRows result;
  result.statement = &statement;
  std::map<check::Params, const check::Row*> chosen;
  for (const check::Row& row : rows) {
    if (row.claim != statement.claim || row.statement != statement.label) continue;
    if (row.version != version) {
      ++result.other_versions;
    } else if (!row.is_whole()) {
      ++result.shards;
    } else {
      const check::Row*& best = chosen[row.params];
      if (best == nullptr || preference(row) < preference(*best)) best = &row;
    }
  }
  for (const auto& [params, row] : chosen) result.rows.push_back(*row);
  // By the first parameter that the statement declares, then by the second, and so on.
  const auto values = [&](const check::Row& row) {
    std::vector<std::int64_t> list;
    for (const check::Parameter& parameter : statement.parameters) {
      const auto found = row.params.find(parameter.name);
      if (found != row.params.end()) list.push_back(found->second);
    }
    return list;
  };
  std::stable_sort(result.rows.begin(), result.rows.end(),
                   [&](const check::Row& a, const check::Row& b) { return values(a) < values(b); });
  return result;
}

}  // namespace

std::vector<ClaimRows> selected(const Material& material) {
  std::vector<ClaimRows> result;
  for (const check::Claim& claim : material.claims) {
    ClaimRows rows;
    rows.claim = &claim;
    rows.version = material.version_of(claim.id);
    for (const check::Statement& statement : claim.statements) {
      rows.statements.push_back(rows_of(statement, rows.version, material.rows));
    }
    result.push_back(std::move(rows));
  }
  return result;
}

std::int64_t foreign_rows(const Material& material) {
  return std::count_if(material.rows.begin(), material.rows.end(), [&](const check::Row& row) {
    return std::none_of(material.claims.begin(), material.claims.end(),
                        [&](const check::Claim& claim) { return claim.id == row.claim; });
  });
}

}  // namespace attest::site
