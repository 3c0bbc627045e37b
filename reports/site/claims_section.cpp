// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of the claims by family, with what filter.js chooses them by.
#include "reports/site/claims_section.hpp"

#include <cctype>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

/// Claims by their family.
std::map<std::string, std::vector<const ClaimMaterial*>> families_of(
    const std::vector<ClaimMaterial>& claims) {
  std::map<std::string, std::vector<const ClaimMaterial*>> families;
  for (const ClaimMaterial& claim : claims) {
    const std::string& family = claim.rows.claim->family;
    families[family.empty() ? "other claims" : family].push_back(&claim);
  }
  return families;
}

/// "graph algorithms" as "family-graph-algorithms".
std::string anchor_of(const std::string& family) {
  std::string anchor = "family-";
  for (const char c : family) {
    anchor += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
  }
  return anchor;
}

/// Values that differ, with a bar between them.
std::string joined(const std::set<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : "|") + value;
  return text;
}

/// What a reader may choose a claim by.
RowData choices_of(const std::string& family, const check::Claim& claim) {
  std::set<std::string> kinds;
  std::set<std::string> standings;
  std::string words = claim.paper + " " + claim.arxiv;
  for (const check::Statement& statement : claim.statements) {
    kinds.emplace(check::name_of(statement.shape));
    standings.insert(spaced(check::name_of(statement.standing)));
    if (statement.is_recalled) standings.insert("recalled");
    words += " " + statement.label + " " + statement.title;
  }
  return {{"family", family},
          {"kind", joined(kinds)},
          {"standing", joined(standings)},
          {"words", std::move(words)}};
}

/// A line a claim.
Block family_table(const std::string& family, const std::vector<const ClaimMaterial*>& claims) {
  std::vector<std::vector<Line>> rows;
  std::vector<RowData> choices;
  for (const ClaimMaterial* claim : claims) {
    const check::Claim& about = *claim->rows.claim;
    choices.push_back(choices_of(family, about));
    ClaimSummary summary = summary_of(claim->rows);
    Line name{page(about.title, about.id)};
    if (summary.recalled > 0) name.push_back(plain("†"));
    name.push_back(below(about.id));
    rows.push_back({std::move(name), std::move(summary.verdicts), text_line(summary.coverage),
                    text_line(summary.arithmetic), text_line(grouped(summary.cases.to_string())),
                    text_line(mutants_text(summary.mutants))});
  }
  Block block = table("What the statements came to: " + family,
                      {"claim", "statements", "points", "arithmetic", ">cases", "broken versions"},
                      std::move(rows), Narrow::stacks);
  block.row_data = std::move(choices);
  return block;
}

}  // namespace

std::vector<Block> claims_section(const std::vector<ClaimMaterial>& claims,
                                  const std::vector<Comparison>& comparisons) {
  std::vector<Block> blocks;
  blocks.push_back(heading(2, text_line("Claims"), "claims"));
  const auto families = families_of(claims);
  if (families.size() > 1) {
    Line links;
    for (const auto& [family, members] : families) {
      if (!links.empty()) links.push_back(faint(" · "));
      links.push_back(page(family, "#" + anchor_of(family)));
      links.push_back(faint(" " + std::to_string(members.size())));
    }
    blocks.push_back(paragraph(std::move(links), "families"));
  }
  if (!comparisons.empty()) blocks.push_back(comparison_links(comparisons));
  for (const auto& [family, members] : families) {
    blocks.push_back(heading(3, text_line(family), anchor_of(family)));
    blocks.push_back(panel("claims", {family_table(family, members)}));
  }
  return blocks;
}

}  // namespace attest::site
