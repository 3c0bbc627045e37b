// SPDX-License-Identifier: Apache-2.0
/// \file
/// Broken versions on a claim's page.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

/// Witnesses of whole states are long; the command that replays them shows all of it.
constexpr std::size_t most_of_witness = 160;

Span fate_span(check::Fate fate) {
  switch (fate) {
    case check::Fate::refuted:
      return mark(fate_text(fate), "good");
    case check::Fate::equivalent:
      return mark(fate_text(fate), "part");
    default:
      return mark(fate_text(fate), "bad");
  }
}

Block mutants_table(const std::vector<check::MutantRow>& mutants, const std::string& at) {
  std::vector<std::vector<Line>> rows;
  for (const check::MutantRow& mutant : mutants) {
    rows.push_back(
        {{code(mutant.name)},
         {fate_span(mutant.fate)},
         with_math(mutant.why),
         mutant.witness.empty() ? Line() : Line{code(shortened(mutant.witness, most_of_witness))}});
  }
  return table("Broken versions " + at,
               {"mutant", "fate", "what is broken, or why nothing changes", "least witness"},
               std::move(rows), Narrow::scrolls);
}

/// Few mutants of the claim's own stand in the open, more of them and the generic ones are folded;
/// one that is alive is never hidden.
void add_row(std::vector<Block>& blocks, const StatementRows& rows, const check::Row& row) {
  const std::string params = params_text(*rows.statement, row.params);
  const std::string at = rows.statement->label + (params == "none" ? "" : " at " + params);
  const MutantCounts counts = count(row.mutants);
  Line title{page(rows.statement->label, "#" + rows.statement->label)};
  if (params != "none") title.push_back(plain(" at " + params));
  title.push_back(faint(": " + mutants_text(counts)));
  std::vector<Block> own;
  std::size_t named = 0;
  for (const check::Origin origin : {check::Origin::claim, check::Origin::generic}) {
    std::vector<check::MutantRow> chosen;
    std::copy_if(row.mutants.begin(), row.mutants.end(), std::back_inserter(chosen),
                 [&](const check::MutantRow& mutant) { return mutant.origin == origin; });
    if (chosen.empty()) continue;
    if (origin == check::Origin::claim) {
      named = chosen.size();
      own.push_back(mutants_table(chosen, "of " + at + ", named by the claim"));
      continue;
    }
    Line summary = text_line(fmt::format(
        "{} made by moving weights, biases, heads, ties and readouts: {}",
        counted(static_cast<std::int64_t>(chosen.size()), "version"), mutants_text(count(chosen))));
    own.push_back(fold(std::move(summary), {mutants_table(chosen, "of " + at + ", generic")}));
  }
  constexpr std::size_t most_open = 4;
  if (counts.alive == 0 && (named == 0 || named > most_open)) {
    // A fold within a fold would be opened twice.
    if (named == 0) own = std::move(own.front().inside);
    blocks.push_back(fold(text_line(at + ": " + mutants_text(counts)), std::move(own)));
    return;
  }
  blocks.push_back(heading(3, std::move(title), ""));
  std::move(own.begin(), own.end(), std::back_inserter(blocks));
}

}  // namespace

std::vector<Block> mutants_section(const ClaimRows& claim) {
  std::vector<Block> blocks;
  MutantCounts all;
  for (const StatementRows& rows : claim.statements) {
    for (const check::Row& row : rows.rows) {
      add(all, count(row.mutants));
      if (!row.mutants.empty()) add_row(blocks, rows, row);
    }
  }
  if (blocks.empty()) return {};
  std::vector<Block> section;
  section.push_back(heading(2, text_line("Broken versions"), "mutants"));
  section.push_back(paragraph(
      text_line(
          "The same construction, wrong in one place, is put before the same checker: " +
          mutants_text(all) +
          ". A refuted one fails with the witness shown. An equivalent one changed no decided "
          "answer on an exhaustive space, for the reason given. One that is alive fails the run."),
      ""));
  std::move(blocks.begin(), blocks.end(), std::back_inserter(section));
  return section;
}

}  // namespace attest::site
