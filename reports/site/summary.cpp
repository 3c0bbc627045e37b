// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums up the rows of a statement.
#include "reports/site/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace attest::site {
namespace {

std::string style_of(check::Truth truth) {
  switch (truth) {
    case check::Truth::holds:
      return "good";
    case check::Truth::fails:
      return "bad";
    default:
      return "open";
  }
}

/// 0 for the worst row, which a summary shows.
int rank_of(const check::Row& row) {
  if (row.verdict.truth == check::Truth::fails) return 0;
  if (row.verdict.truth == check::Truth::unknown) return 1;
  return row.coverage == check::Coverage::sampled ? 3 : 2;
}

}  // namespace

Summary summary_of(const StatementRows& statement) {
  Summary summary;
  if (statement.rows.empty()) {
    const auto& points = statement.statement->points;
    summary.is_as_expected = points && points(check::Rung::fast).empty();
    summary.verdict = summary.is_as_expected ? "nightly only" : "not checked";
    summary.style = "open";
    return summary;
  }
  summary.is_as_expected = true;
  Integer cases = 0;
  const check::Row* worst = &statement.rows.front();
  for (const check::Row& row : statement.rows) {
    cases += row.cases;
    const MutantCounts counts = count(row.mutants);
    add(summary.mutants, counts);
    if (rank_of(row) < rank_of(*worst)) worst = &row;
    if (row.verdict.truth != check::Truth::holds || counts.alive > 0) {
      summary.is_as_expected = false;
    }
  }
  summary.verdict = verdict_text(*worst);
  summary.style = style_of(worst->verdict.truth);
  summary.reach = reach_text(static_cast<std::int64_t>(statement.rows.size()), cases);
  return summary;
}

bool is_all_as_expected(const Material& material) {
  for (const ClaimRows& claim : selected(material)) {
    for (const StatementRows& rows : claim.statements) {
      if (!summary_of(rows).is_as_expected) return false;
    }
  }
  return true;
}

Span verdict_span(const check::Row& row) {
  return mark(verdict_text(row), style_of(row.verdict.truth));
}

std::string label_text(const check::Statement& statement) {
  return statement.label + (statement.is_recalled ? "†" : "");
}

std::string params_text(const check::Statement& statement, const check::Params& params) {
  std::string text;
  const auto add = [&](const std::string& name, std::int64_t value) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, value);
  };
  check::Params others = params;
  for (const check::Parameter& parameter : statement.parameters) {
    const auto found = params.find(parameter.name);
    if (found == params.end()) continue;
    add(found->first, found->second);
    others.erase(parameter.name);
  }
  for (const auto& [name, value] : others) add(name, value);
  return text.empty() ? "none" : text;
}

std::string reach_text(std::int64_t points, const Integer& cases) {
  return counted(points, "point") + ", " + grouped(cases.to_string()) +
         (cases == 1 ? " case" : " cases");
}

std::string counted(std::int64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string_view dagger_note() {
  return "† recalled: the sentence was not read in the paper's own text.";
}

}  // namespace attest::site
