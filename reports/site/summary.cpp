// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums up the rows of a statement.
#include "reports/site/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace attest::site {
namespace {

std::string style_of(const check::Row& row) {
  switch (row.verdict.truth) {
    case check::Truth::holds:
      return row.standing == check::Standing::refuted   ? "print"
             : row.coverage == check::Coverage::sampled ? "part"
                                                        : "good";
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
  return row.coverage == check::Coverage::sampled ? 2 : 3;
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
  summary.style = style_of(*worst);
  const bool is_in_part =
      std::any_of(statement.rows.begin(), statement.rows.end(),
                  [&](const auto& row) { return rank_of(row) != rank_of(*worst); });
  if (rank_of(*worst) == 2 && is_in_part && worst->standing != check::Standing::refuted) {
    summary.verdict = "holds, in part sampled";
  }
  summary.reach = reach_text(static_cast<std::int64_t>(statement.rows.size()), cases);
  return summary;
}

namespace {

/// What went wrong first, then what holds, what was sampled and what is open.
std::size_t place_of(const Summary& summary) {
  constexpr std::array<std::string_view, 5> order{"bad", "print", "good", "part", "open"};
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), summary.style) -
                                  order.begin());
}

/// "8 hold, 1 no counterexample, 3 nightly only".
Line verdicts_line(const ClaimRows& claim) {
  std::vector<std::pair<Summary, std::int64_t>> kinds;
  for (const StatementRows& statement : claim.statements) {
    Summary summary = summary_of(statement);
    const auto same = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) {
      return kind.first.verdict == summary.verdict;
    });
    if (same == kinds.end()) {
      kinds.emplace_back(std::move(summary), 1);
    } else {
      ++same->second;
    }
  }
  std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
    return place_of(a.first) < place_of(b.first);
  });
  Line line;
  for (const auto& [summary, number] : kinds) {
    if (!line.empty()) line.push_back(plain(" "));
    const bool is_plural = number > 1 && summary.verdict == "holds";
    line.push_back(
        mark(fmt::format("{} {}", number, is_plural ? "hold" : summary.verdict), summary.style));
  }
  return line;
}

/// "40 exhaustive, 1 sampled".
std::string coverage_counts(const std::map<check::Coverage, std::int64_t>& counts) {
  std::string text;
  for (const auto& [coverage, number] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number, check::name_of(coverage));
  }
  return text;
}

}  // namespace

ClaimSummary summary_of(const ClaimRows& claim) {
  ClaimSummary summary;
  std::map<check::Coverage, std::int64_t> coverages;
  std::set<check::Arithmetic> arithmetics;
  for (const StatementRows& statement : claim.statements) {
    summary.recalled += statement.statement->is_recalled ? 1 : 0;
    for (const check::Row& row : statement.rows) {
      ++summary.points;
      summary.cases += row.cases;
      ++coverages[row.coverage];
      arithmetics.insert(row.arithmetic);
      add(summary.mutants, count(row.mutants));
    }
  }
  summary.verdicts = verdicts_line(claim);
  summary.coverage = coverage_counts(coverages);
  for (const check::Arithmetic arithmetic : arithmetics) {
    summary.arithmetic += (summary.arithmetic.empty() ? "" : ", ") + arithmetic_name(arithmetic);
  }
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

Span verdict_span(const check::Row& row) { return mark(verdict_text(row), style_of(row)); }

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
  return "† recalled: the sentence was not read in the paper's own text but is given as others "
         "report "
         "it.";
}

}  // namespace attest::site
