// SPDX-License-Identifier: Apache-2.0
/// \file
/// The first page of a report.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "reports/site/claims_section.hpp"
#include "reports/site/comparison.hpp"
#include "reports/site/engine.hpp"
#include "reports/site/pages.hpp"
#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

using Claims = std::vector<ClaimMaterial>;

Line statement_line(const ClaimRows& claim, const StatementRows& rows) {
  Line line{page(claim.claim->id, claim.claim->id), plain(" "),
            page(label_text(*rows.statement), claim.claim->id + "#" + rows.statement->label),
            plain(": ")};
  append(line, with_math(rows.statement->title));
  return line;
}

/// What all claims come to.
Block totals(const Claims& claims) {
  std::int64_t statements = 0;
  std::int64_t points = 0;
  Integer cases = 0;
  MutantCounts mutants;
  for (const ClaimMaterial& claim : claims) {
    const ClaimSummary summary = summary_of(claim.rows);
    statements += static_cast<std::int64_t>(claim.rows.statements.size());
    points += summary.points;
    cases += summary.cases;
    add(mutants, summary.mutants);
  }
  const auto number = [](std::int64_t value) { return text_line(grouped(std::to_string(value))); };
  return facts({{"claims", number(static_cast<std::int64_t>(claims.size()))},
                {"statements", number(statements)},
                {"parameter points", number(points)},
                {"cases judged", text_line(grouped(cases.to_string()))},
                {"broken versions refuted", number(mutants.refuted)},
                {"alive", number(mutants.alive)}},
               "totals");
}

/// Statements of ours that say that a published sentence is false, where a current row shows it.
std::vector<Block> refuted_in_print(const Claims& claims) {
  std::vector<Block> panels;
  for (const ClaimMaterial& claim : claims) {
    for (const StatementRows& rows : claim.rows.statements) {
      const check::Statement& statement = *rows.statement;
      if (statement.standing != check::Standing::refuted) continue;
      if (rows.rows.empty() || !summary_of(rows).is_as_expected) continue;
      std::vector<Block> inside;
      inside.push_back(paragraph(statement_line(claim.rows, rows), "head"));
      Line published{strong("In print:"), plain(" ")};
      append(published, with_math(statement.fidelity.published));
      inside.push_back(paragraph(std::move(published), ""));
      Line found{strong("Found:"), plain(" ")};
      append(found, with_math(statement.sentence));
      inside.push_back(paragraph(std::move(found), ""));
      inside.push_back(
          paragraph({mark("refuted", "bad"), plain(" "), plain(claim.rows.claim->paper)}, "small"));
      panels.push_back(panel("erratum", std::move(inside)));
    }
  }
  return panels;
}

/// What the READMEs of claims record as wrong in papers or on the way, where they record anything.
std::vector<Block> errata(const Claims& claims) {
  std::vector<Block> panels;
  for (const ClaimMaterial& claim : claims) {
    const Section* section = find(claim.readme, "Errata");
    if (section == nullptr || says_none(*section)) continue;
    std::vector<Block> inside = section->blocks;
    inside.push_back(
        paragraph({page("Deviations and errata", claim.rows.claim->id + "#errata")}, "note"));
    Line summary{plain(claim.rows.claim->id + ": ")};
    append(summary, with_math(claim.rows.claim->title));
    panels.push_back(fold(std::move(summary), std::move(inside)));
  }
  return panels;
}

void add_wrong_in_print(std::vector<Block>& blocks, const Claims& claims) {
  std::vector<Block> refuted = refuted_in_print(claims);
  blocks.push_back(heading(2, text_line("Found wrong in print"), "wrong"));
  if (refuted.empty()) {
    blocks.push_back(paragraph(
        text_line("No published sentence is refuted by a statement of this report."), ""));
  }
  std::move(refuted.begin(), refuted.end(), std::back_inserter(blocks));
}

void add_errata(std::vector<Block>& blocks, const Claims& claims) {
  std::vector<Block> recorded = errata(claims);
  if (recorded.empty()) return;
  blocks.push_back(heading(2, text_line("Errata recorded with the claims"), "errata"));
  blocks.push_back(paragraph(
      text_line("What was wrong on the way: in papers, in outlines and in our own first notes."),
      ""));
  std::move(recorded.begin(), recorded.end(), std::back_inserter(blocks));
}

std::vector<Line> unexpected(const Claims& claims) {
  std::vector<Line> items;
  for (const ClaimMaterial& claim : claims) {
    for (const StatementRows& rows : claim.rows.statements) {
      const Summary summary = summary_of(rows);
      if (summary.is_as_expected) continue;
      Line line = statement_line(claim.rows, rows);
      line.push_back(plain(" "));
      line.push_back(mark(summary.verdict, summary.style));
      if (summary.mutants.alive > 0) {
        line.push_back(plain(" "));
        line.push_back(mark(counted(summary.mutants.alive, "mutant") + " alive", "bad"));
      }
      items.push_back(std::move(line));
    }
  }
  return items;
}

/// How many rows of the ledger the report leaves out.
std::vector<Line> left_out(const Claims& claims, std::int64_t foreign_rows) {
  std::int64_t versions = 0;
  std::int64_t shards = 0;
  for (const ClaimMaterial& claim : claims) {
    for (const StatementRows& statement : claim.rows.statements) {
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

Line footer_of(const Edition& edition) {
  Line line{plain("attest")};
  if (!edition.commit.empty()) {
    line.push_back(plain(" at commit "));
    line.push_back(code(edition.commit));
  }
  line.push_back(plain(" · ledger digest "));
  line.push_back(code(edition.ledger_digest));
  return line;
}

Block versions(const Claims& claims) {
  std::vector<std::vector<Line>> rows;
  for (const ClaimMaterial& claim : claims) {
    rows.push_back(
        {{page(claim.rows.claim->id, claim.rows.claim->id)}, {code(claim.rows.version)}});
  }
  return fold(
      text_line("Version of each claim: a hash of its folder, of the core and of the compiler"),
      {table("Versions", {"claim", "version"}, std::move(rows), Narrow::scrolls)});
}

}  // namespace

Page index_page(const Claims& claims, const std::vector<Comparison>& comparisons,
                const check::SeriesRecord& series, const Edition& edition) {
  Page result;
  Document& document = result.document;
  document.name = "index";
  document.has_contents = false;
  document.script = "filter.js";
  document.title = "What transformers can compute: published claims, checked exactly";
  document.trail = {strong("attest"), faint(" / report")};
  document.footer = footer_of(edition);
  std::vector<Block>& blocks = document.blocks;
  blocks.push_back(heading(1, {plain("What transformers can compute")}, ""));
  blocks.push_back(paragraph(
      text_line(
          "Published claims on transformers and attention, each rebuilt with exact weights and put "
          "before a checker that decides in integers, rationals or certified balls. What follows "
          "says what was checked, how far, and what was found wrong."),
      "lead"));
  blocks.push_back(totals(claims));
  add_wrong_in_print(blocks, claims);
  if (auto items = unexpected(claims); !items.empty()) {
    blocks.push_back(heading(2, text_line("Not as expected"), "unexpected"));
    blocks.push_back(list(std::move(items)));
  }
  std::vector<Block> choice = claims_section(claims, comparisons);
  std::move(choice.begin(), choice.end(), std::back_inserter(blocks));
  add_errata(blocks, claims);
  std::vector<Block> speed = engine_section(series);
  std::move(speed.begin(), speed.end(), std::back_inserter(blocks));
  blocks.push_back(heading(2, text_line("How to read this"), "reading"));
  blocks.push_back(how_to_read());
  if (auto items = left_out(claims, edition.foreign_rows); !items.empty()) {
    blocks.push_back(heading(2, text_line("Rows of the ledger that are not shown"), "hidden"));
    blocks.push_back(list(std::move(items)));
  }
  blocks.push_back(heading(2, text_line("Reproduce"), "reproduce"));
  blocks.push_back(code_block("./attest check --rung fast --mutants\n./attest report\n"));
  blocks.push_back(versions(claims));
  return result;
}

}  // namespace attest::site
