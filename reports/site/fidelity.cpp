// SPDX-License-Identifier: Apache-2.0
/// \file
/// The fidelity table: how far what is checked is what the paper says.
#include <algorithm>
#include <map>

#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

/// "-" stands for a statement of ours.
bool is_ours(const check::Fidelity& fidelity) {
  return fidelity.published.empty() || fidelity.published == "-";
}

/// Text in one column; where a long one comes again, "as in" the statement that had it first.
class Column {
 public:
  Line cell(const check::Statement& statement, const std::string& text) {
    constexpr std::size_t short_text = 40;  // characters that cost less than the look-up
    if (text.size() <= short_text) return with_math(text);
    const auto [found, is_new] = first_.try_emplace(text, statement.label);
    if (is_new) return with_math(text);
    return {faint("as in "), page(found->second, "#" + found->second)};
  }

 private:
  std::map<std::string, std::string> first_;
};

}  // namespace

std::vector<const StatementRows*> refuted_first(const ClaimRows& claim) {
  std::vector<const StatementRows*> order;
  for (const StatementRows& rows : claim.statements) order.push_back(&rows);
  std::stable_partition(order.begin(), order.end(), [](const StatementRows* rows) {
    return rows->statement->standing == check::Standing::refuted;
  });
  return order;
}

std::vector<Block> fidelity_section(const ClaimRows& claim) {
  std::vector<std::vector<Line>> cells;
  Column published;
  Column checked;
  Column gap;
  bool is_recalled = false;
  for (const StatementRows* rows : refuted_first(claim)) {
    const check::Statement& statement = *rows->statement;
    is_recalled = is_recalled || statement.is_recalled;
    const Summary summary = summary_of(*rows);
    cells.push_back({{page(label_text(statement), "#" + statement.label)},
                     is_ours(statement.fidelity)
                         ? Line{faint("ours")}
                         : published.cell(statement, statement.fidelity.published),
                     checked.cell(statement, statement.fidelity.checked),
                     gap.cell(statement, statement.fidelity.gap),
                     {mark(summary.verdict, summary.style)}});
  }
  std::vector<Block> blocks;
  blocks.push_back(heading(2, text_line("What the paper says and what is checked"), "fidelity"));
  blocks.push_back(
      table("Fidelity: each statement beside the sentence that it is about",
            {"statement", "the paper, in our words", "what is checked", "the gap", "verdict"},
            std::move(cells), Narrow::stacks));
  if (is_recalled) blocks.push_back(paragraph(text_line(dagger_note()), "note"));
  return blocks;
}

}  // namespace attest::site
