// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prints rows for people.
#include "cli/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/jobs.hpp"
#include "cli/table.hpp"
#include "reports/site/wording.hpp"

namespace attest::cli {
namespace {

std::string title_of(const check::Row& row) {
  const std::string params = check::text_of(row.params);
  return row.claim + " " + row.statement + (params.empty() ? "" : " ") + params;
}

/// What a reader has to know of a row that is not as expected.
std::string details_of(const check::Row& row) {
  std::string text;
  if (row.verdict.witness) {
    text += fmt::format("  witness, case {}: {}\n", row.verdict.witness->index,
                        indented(row.verdict.witness->text, 4));
  }
  if (row.verdict.truth == check::Truth::unknown) {
    text += fmt::format("  unknown: {}\n", row.verdict.reason);
  }
  for (const check::Promise& promise : row.promised) {
    if (promise.is_met) continue;
    text += fmt::format("  promise not met: {} {} {} = {}, used {}\n", promise.quantity,
                        promise.relation, promise.formula, promise.value, promise.used);
  }
  for (const check::MutantRow& mutant : row.mutants) {
    if (mutant.fate != check::Fate::alive) continue;
    text += fmt::format("  mutant alive: {}: {}\n", mutant.name, mutant.why);
  }
  return text + fmt::format("  replay: {}\n", row.replay);
}

std::string counts_of(const std::vector<check::Row>& rows) {
  const auto good = std::count_if(rows.begin(), rows.end(), is_as_expected);
  site::MutantCounts all;
  for (const check::Row& row : rows) site::add(all, site::count(row.mutants));
  const std::string mutants = site::mutants_text(all);
  return fmt::format("{} of {} rows as expected{}\n", good, rows.size(),
                     mutants.empty() ? "" : "; mutants: " + mutants);
}

}  // namespace

std::string rows_text(const std::vector<check::Row>& rows) {
  std::vector<Cells> lines;
  std::string details;
  for (const check::Row& row : rows) {
    lines.push_back({row.claim, row.statement, check::text_of(row.params), site::verdict_text(row),
                     site::coverage_text(row), site::arithmetic_text(row),
                     site::mutants_text(site::count(row.mutants)), site::seconds_text(row)});
    if (!is_as_expected(row)) details += title_of(row) + "\n" + details_of(row);
  }
  std::string text = table(
      {"claim", "statement", "parameters", "verdict", "how far", "arithmetic", "mutants", ">CPU s"},
      lines);
  if (!details.empty()) text += "\n" + details;
  return text + "\n" + counts_of(rows);
}

}  // namespace attest::cli
