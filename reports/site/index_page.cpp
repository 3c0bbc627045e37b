// SPDX-License-Identifier: Apache-2.0
/// \file
/// The first page of a report.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "reference/number/integer.hpp"
#include "reports/site/pages.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

Line statement_line(const ClaimRows& claim, const StatementRows& rows) {
  Line line{page(claim.claim->id, claim.claim->id), plain(" "), strong(label_text(*rows.statement)),
            plain(": " + rows.statement->title)};
  return line;
}

/// Statements of ours that say that a published sentence is false, where a current row shows it.
std::vector<Line> refuted_in_print(const std::vector<ClaimRows>& claims) {
  std::vector<Line> items;
  for (const ClaimRows& claim : claims) {
    for (const StatementRows& rows : claim.statements) {
      if (rows.statement->standing != check::Standing::refuted) continue;
      if (rows.rows.empty() || !summary_of(rows).is_as_expected) continue;
      Line line = statement_line(claim, rows);
      const std::string& published = rows.statement->fidelity.published;
      if (!published.empty()) {
        line.push_back(plain(". Published: "));
        for (Span& span : with_math(published)) line.push_back(span);
      }
      items.push_back(std::move(line));
    }
  }
  return items;
}

std::vector<Line> unexpected(const std::vector<ClaimRows>& claims) {
  std::vector<Line> items;
  for (const ClaimRows& claim : claims) {
    for (const StatementRows& rows : claim.statements) {
      const Summary summary = summary_of(rows);
      if (summary.is_as_expected) continue;
      Line line = statement_line(claim, rows);
      line.push_back(plain(": "));
      line.push_back(mark(summary.verdict, summary.style));
      if (summary.mutants.alive > 0) {
        line.push_back(plain(", "));
        line.push_back(mark(counted(summary.mutants.alive, "mutant") + " alive", "bad"));
      }
      items.push_back(std::move(line));
    }
  }
  return items;
}

/// "8 hold, 1 no counterexample, 3 nightly only", coloured, in the order of first use.
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
  Line line;
  for (const auto& [summary, number] : kinds) {
    if (!line.empty()) line.push_back(plain(", "));
    line.push_back(plain(std::to_string(number) + " "));
    line.push_back(
        mark(number > 1 && summary.verdict == "holds" ? "hold" : summary.verdict, summary.style));
  }
  const auto recalled =
      std::count_if(claim.claim->statements.begin(), claim.claim->statements.end(),
                    [](const check::Statement& statement) { return statement.is_recalled; });
  if (recalled > 0) line.push_back(plain("; " + std::to_string(recalled) + " recalled†"));
  return line;
}

Block claims_table(const std::vector<ClaimRows>& claims) {
  std::vector<std::vector<Line>> rows;
  for (const ClaimRows& claim : claims) {
    std::int64_t points = 0;
    Integer cases = 0;
    MutantCounts mutants;
    for (const StatementRows& statement : claim.statements) {
      points += static_cast<std::int64_t>(statement.rows.size());
      for (const check::Row& row : statement.rows) {
        cases += row.cases;
        add(mutants, count(row.mutants));
      }
    }
    Line name{page(claim.claim->id, claim.claim->id), plain(": ")};
    for (Span& span : with_math(claim.claim->title)) name.push_back(span);
    rows.push_back({std::move(name),
                    verdicts_line(claim),
                    {plain(reach_text(points, cases))},
                    {plain(mutants_text(mutants))}});
  }
  return table({"claim", "statements", "checked", "mutants"}, std::move(rows));
}

/// How many rows of the ledger the report leaves out.
std::vector<Line> left_out(const std::vector<ClaimRows>& claims, std::int64_t foreign_rows) {
  std::int64_t versions = 0;
  std::int64_t shards = 0;
  for (const ClaimRows& claim : claims) {
    for (const StatementRows& statement : claim.statements) {
      versions += statement.other_versions;
      shards += statement.shards;
    }
  }
  std::vector<Line> items;
  const auto add = [&](std::int64_t number, std::string_view what) {
    if (number > 0) items.push_back({plain(counted(number, "row") + " " + std::string(what))});
  };
  add(versions, "of other versions of these claims or of the core");
  add(shards, "of shards that were not merged");
  add(foreign_rows, "of claims that this build does not hold");
  return items;
}

bool has_recalled(const std::vector<ClaimRows>& claims) {
  for (const ClaimRows& claim : claims) {
    for (const check::Statement& statement : claim.claim->statements) {
      if (statement.is_recalled) return true;
    }
  }
  return false;
}

std::string counts_text(const std::vector<ClaimRows>& claims) {
  std::int64_t statements = 0;
  std::int64_t rows = 0;
  MutantCounts mutants;
  for (const ClaimRows& claim : claims) {
    statements += static_cast<std::int64_t>(claim.statements.size());
    for (const StatementRows& statement : claim.statements) {
      rows += static_cast<std::int64_t>(statement.rows.size());
      add(mutants, summary_of(statement).mutants);
    }
  }
  return fmt::format(
      "{} with {}, checked at {}. Of the broken versions {} were refuted, {} are equivalent and {} "
      "alive.",
      counted(static_cast<std::int64_t>(claims.size()), "claim"), counted(statements, "statement"),
      counted(rows, "parameter point"), mutants.refuted, mutants.equivalent, mutants.alive);
}

}  // namespace

Document index_page(const std::vector<ClaimRows>& claims, std::int64_t foreign_rows) {
  Document document{.title = "Published claims on transformers, checked exactly", .blocks = {}};
  std::vector<Block>& blocks = document.blocks;
  blocks.push_back(heading(1, {plain(document.title)}));
  blocks.push_back(paragraph({plain(counts_text(claims))}));
  if (auto items = refuted_in_print(claims); !items.empty()) {
    blocks.push_back(heading(2, {plain("Published sentences that are refuted")}));
    blocks.push_back(list(std::move(items)));
  }
  if (auto items = unexpected(claims); !items.empty()) {
    blocks.push_back(heading(2, {plain("Not as expected")}));
    blocks.push_back(list(std::move(items)));
  }
  blocks.push_back(heading(2, {plain("Claims")}));
  blocks.push_back(claims_table(claims));
  if (has_recalled(claims)) blocks.push_back(paragraph({plain(dagger_note())}));
  blocks.push_back(heading(2, {plain("How to read this")}));
  blocks.push_back(list(
      {{strong("holds"), plain(": every case of the space named was judged, in exact arithmetic "
                               "or in certified enclosures.")},
       {strong("no counterexample"),
        plain(": the space was sampled; the row says how many cases of how many.")},
       {strong("unknown"), plain(": not decided, and never counted as holding.")},
       {strong("mutants"),
        plain(": the same construction broken in one place. A refuted one fails with a witness; an "
              "equivalent one changed no answer on an exhaustive space.")}}));
  if (auto items = left_out(claims, foreign_rows); !items.empty()) {
    blocks.push_back(heading(2, {plain("Rows of the ledger that are not shown")}));
    blocks.push_back(list(std::move(items)));
  }
  blocks.push_back(heading(2, {plain("Reproduce")}));
  blocks.push_back(code_block("./attest check --rung fast --mutants\n./attest report\n"));
  return document;
}

}  // namespace attest::site
