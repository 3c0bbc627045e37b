// SPDX-License-Identifier: Apache-2.0
/// \file
/// The page of one claim.
#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "reports/site/comparison.hpp"
#include "reports/site/pages.hpp"
#include "reports/site/sections.hpp"
#include "reports/site/series.hpp"
#include "reports/site/summary.hpp"
#include "reports/store/row_json.hpp"
#include "reports/store/series_json.hpp"

namespace attest::site {
namespace {

void add_section(std::vector<Block>& blocks, std::vector<Block> section) {
  std::move(section.begin(), section.end(), std::back_inserter(blocks));
}

/// Paper, address and family.
Line source_line(const check::Claim& claim) {
  Line source{plain(claim.paper)};
  if (!claim.arxiv.empty()) {
    source.push_back(plain(", "));
    source.push_back(link("arXiv:" + claim.arxiv, "https://arxiv.org/abs/" + claim.arxiv));
  }
  if (!claim.family.empty()) source.push_back(faint(" · " + claim.family));
  return source;
}

Block overview(const ClaimRows& claim) {
  ClaimSummary summary = summary_of(claim);
  std::vector<std::pair<std::string, Line>> entries;
  Line verdicts = std::move(summary.verdicts);
  if (summary.recalled > 0) {
    verdicts.push_back(faint(fmt::format(" {} recalled†", summary.recalled)));
  }
  entries.emplace_back(counted(static_cast<std::int64_t>(claim.statements.size()), "statement"),
                       std::move(verdicts));
  entries.emplace_back("points", text_line(summary.points == 0 ? "none" : summary.coverage));
  entries.emplace_back("cases judged", text_line(grouped(summary.cases.to_string())));
  if (!summary.arithmetic.empty())
    entries.emplace_back("arithmetic", text_line(summary.arithmetic));
  if (const std::string mutants = mutants_text(summary.mutants); !mutants.empty()) {
    entries.emplace_back("broken versions", text_line(mutants));
  }
  return facts(entries, "");
}

std::vector<Block> citation(const check::Claim& claim) {
  if (claim.bibtex.empty()) return {};
  return {heading(2, text_line("Cite"), "cite"), code_block(claim.bibtex)};
}

Line footer_of(const ClaimRows& claim, const Edition& edition) {
  Line line{plain("Claim version "), code(claim.version)};
  if (!edition.commit.empty()) {
    line.push_back(plain(" · commit "));
    line.push_back(code(edition.commit));
  }
  line.push_back(plain(" · ledger digest "));
  line.push_back(code(edition.ledger_digest));
  return line;
}

}  // namespace

Page claim_page(const ClaimMaterial& material, const std::vector<Comparison>& comparisons,
                const Edition& edition) {
  const ClaimRows& claim = material.rows;
  const check::Claim& about = *claim.claim;
  Page result;
  Document& document = result.document;
  document.name = about.id;
  document.title = about.title + " (" + about.id + ")";
  document.trail = {page("attest", "index"), plain(" / "), page("claims", "index#claims"),
                    plain(" / "), code(about.id)};
  document.footer = footer_of(claim, edition);
  std::vector<Block>& blocks = document.blocks;
  blocks.push_back(heading(1, with_math(about.title), ""));
  blocks.push_back(paragraph(source_line(about), "source"));
  blocks.push_back(overview(claim));
  add_section(blocks, fidelity_section(claim));
  add_section(blocks, statements_section(claim));
  add_section(blocks, construction_section(material.readme));
  Figures drawings = drawing_section(claim);
  add_section(blocks, std::move(drawings.blocks));
  result.files.merge(drawings.files);
  add_section(blocks, resources_section(claim));
  Figures growth = growth_section(material.series, compared_series(about.id, comparisons));
  add_section(blocks, std::move(growth.blocks));
  result.files.merge(growth.files);
  if (!material.series.counts.empty()) {
    result.files[about.id + "/series.json"] = store::bench_json(material.series);
  }
  add_section(blocks, mutants_section(claim));
  add_section(blocks, errata_section(material.readme));
  add_section(blocks, reproduce_section(claim));
  add_section(blocks, citation(about));
  std::vector<check::Row> rows;
  for (const StatementRows& statement : claim.statements) {
    rows.insert(rows.end(), statement.rows.begin(), statement.rows.end());
  }
  if (!rows.empty()) {
    result.files[about.id + "/rows.json"] = store::check_json(rows);
    result.files[about.id + "/rows.csv"] = rows_csv(claim);
  }
  return result;
}

}  // namespace attest::site
