// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which series are compared, and their lines as one series.
#include "reports/site/comparison.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::site {
namespace {

using check::CountedLine;
using check::LineKind;
using check::SeriesRow;

bool are_alike(const SeriesRow& a, const SeriesRow& b) {
  const auto frame = [](const SeriesRow& row) {
    return std::tie(row.name, row.title, row.size_meaning, row.quantity, row.sizes);
  };
  return frame(a) == frame(b);
}

bool is_bound(LineKind kind) {
  return kind == LineKind::lower_bound || kind == LineKind::upper_bound;
}

/// Whether a line says nothing of one claim: every series of the comparison has it.
bool is_of_all(const CountedLine& line, const std::vector<const SeriesRow*>& series) {
  return std::ranges::all_of(series, [&](const SeriesRow* row) {
    return std::ranges::any_of(row->lines, [&](const CountedLine& other) { return other == line; });
  });
}

/// Where a kind of line stands.
int rank_of(LineKind kind) {
  if (is_bound(kind)) return 0;
  return kind == LineKind::baseline ? 2 : 1;
}

Comparison merged(const std::vector<const SeriesRow*>& series) {
  Comparison result{.series = *series.front(), .claims = {}};
  SeriesRow& row = result.series;
  row.claim.clear();
  row.version.clear();
  row.why_short.clear();
  row.lines.clear();
  for (int rank = 0; rank <= 2; ++rank) {
    for (const SeriesRow* one : series) {
      for (const CountedLine& line : one->lines) {
        const bool is_shared = is_of_all(line, series);
        if (rank_of(line.kind) != rank || (is_bound(line.kind) && !is_shared)) continue;
        if (is_shared && std::ranges::find(row.lines, line) != row.lines.end()) continue;
        CountedLine taken = line;
        const bool is_taken = std::ranges::any_of(
            row.lines, [&](const CountedLine& other) { return other.name == line.name; });
        if (is_taken) taken.name += " (" + one->claim + ")";
        row.lines.push_back(std::move(taken));
        result.claims.push_back(is_shared ? "" : one->claim);
      }
    }
  }
  return result;
}

}  // namespace

std::vector<Comparison> comparisons_of(const std::vector<ClaimMaterial>& claims) {
  std::vector<std::vector<const SeriesRow*>> groups;
  for (const ClaimMaterial& claim : claims) {
    for (const SeriesRow& row : claim.series.counts) {
      const auto group = std::ranges::find_if(
          groups, [&](const auto& members) { return are_alike(*members.front(), row); });
      if (group != groups.end()) {
        group->push_back(&row);
      } else {
        groups.push_back({&row});
      }
    }
  }
  std::vector<Comparison> result;
  for (const auto& group : groups) {
    if (group.size() > 1) result.push_back(merged(group));
  }
  return result;
}

}  // namespace attest::site
