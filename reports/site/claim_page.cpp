// SPDX-License-Identifier: Apache-2.0
/// \file
/// The page of one claim.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "reports/site/pages.hpp"
#include "reports/site/resources.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

using Rows = std::vector<std::vector<Line>>;

Line text_line(std::string_view text) { return {plain(text)}; }

Block verdict_table(const StatementRows& statement) {
  Rows rows;
  for (const check::Row& row : statement.rows) {
    rows.push_back({text_line(params_text(*statement.statement, row.params)),
                    {verdict_span(row)},
                    text_line(coverage_text(row)),
                    text_line(row.space),
                    text_line(arithmetic_text(row)),
                    text_line(mutants_text(count(row.mutants)))});
  }
  return table({"parameters", "verdict", "how far", "space", "arithmetic", "mutants"},
               std::move(rows));
}

/// Witnesses, reasons, and why a space is sampled.
std::vector<Line> remarks_of(const StatementRows& statement) {
  std::vector<Line> items;
  for (const check::Row& row : statement.rows) {
    const std::string at = params_text(*statement.statement, row.params) + ": ";
    if (row.verdict.witness) {
      items.push_back({plain(at), mark("witness", "bad"),
                       plain(fmt::format(" case {}: ", row.verdict.witness->index)),
                       code(row.verdict.witness->text)});
    }
    if (row.verdict.truth == check::Truth::unknown) {
      items.push_back({plain(at), mark("unknown", "open"), plain(": " + row.verdict.reason)});
    }
    if (!row.why_sampled.empty()) {
      items.push_back({plain(at), plain("sampled because "), plain(row.why_sampled)});
    }
  }
  return items;
}

/// Witnesses of whole states are long; the command that replays them shows all of it.
constexpr std::size_t most_of_witness = 200;

Span fate_span(check::Fate fate) {
  switch (fate) {
    case check::Fate::refuted:
      return mark(fate_text(fate), "good");
    case check::Fate::equivalent:
      return mark(fate_text(fate), "open");
    default:
      return mark(fate_text(fate), "bad");
  }
}

Block mutants_table(const check::Row& row, check::Origin origin) {
  Rows rows;
  for (const check::MutantRow& mutant : row.mutants) {
    if (mutant.origin != origin) continue;
    rows.push_back(
        {{code(mutant.name)},
         {fate_span(mutant.fate)},
         with_math(mutant.why),
         mutant.witness.empty() ? Line() : Line{code(shortened(mutant.witness, most_of_witness))}});
  }
  return table({"mutant", "fate", "what is broken", "least witness"}, std::move(rows));
}

/// The claim's own mutants in the open, the generic ones folded, for each point that has any.
void add_mutants(std::vector<Block>& blocks, const StatementRows& statement) {
  for (const check::Row& row : statement.rows) {
    if (row.mutants.empty()) continue;
    blocks.push_back(
        heading(4, text_line("Broken versions at " + params_text(*statement.statement, row.params) +
                             ": " + mutants_text(count(row.mutants)))));
    for (const check::Origin origin : {check::Origin::claim, check::Origin::generic}) {
      std::vector<check::MutantRow> chosen;
      std::copy_if(row.mutants.begin(), row.mutants.end(), std::back_inserter(chosen),
                   [&](const check::MutantRow& mutant) { return mutant.origin == origin; });
      if (chosen.empty()) continue;
      Block list_of_mutants = mutants_table(row, origin);
      if (origin == check::Origin::claim) {
        blocks.push_back(std::move(list_of_mutants));
      } else {
        blocks.push_back(fold(text_line(fmt::format("{} generic ones: {}", chosen.size(),
                                                    mutants_text(count(chosen)))),
                              {std::move(list_of_mutants)}));
      }
    }
  }
}

/// What identifies each row: digest, seed, evaluator, time, commit.
Block raw_rows(const StatementRows& statement) {
  Rows rows;
  for (const check::Row& row : statement.rows) {
    rows.push_back({text_line(params_text(*statement.statement, row.params)),
                    {code(row.digest)},
                    text_line(check::name_of(row.rung)),
                    text_line(row.evaluator),
                    text_line(grouped(std::to_string(row.cases))),
                    text_line(std::to_string(row.seed)),
                    text_line(seconds_text(row)),
                    {code(row.commit)}});
  }
  return fold(
      text_line("Digests, evaluators, times"),
      {table({"parameters", "digest", "rung", "evaluator", ">cases", ">seed", ">CPU s", "commit"},
             std::move(rows))});
}

Block commands(const StatementRows& statement) {
  std::string text;
  for (const check::Row& row : statement.rows) text += row.replay + "\n";
  return code_block(text);
}

Block fidelity_table(const check::Fidelity& fidelity) {
  return table(
      {"published", "checked", "gap"},
      {{with_math(fidelity.published), with_math(fidelity.checked), with_math(fidelity.gap)}});
}

void add_rows(std::vector<Block>& blocks, const StatementRows& statement) {
  if (statement.rows.empty()) {
    blocks.push_back(paragraph(text_line("The ledger holds no current row of this statement.")));
    return;
  }
  blocks.push_back(verdict_table(statement));
  if (auto remarks = remarks_of(statement); !remarks.empty()) {
    blocks.push_back(list(std::move(remarks)));
  }
  for (Block& block : resource_blocks(statement)) blocks.push_back(std::move(block));
  add_mutants(blocks, statement);
  blocks.push_back(raw_rows(statement));
  blocks.push_back(heading(4, text_line("Reproduce")));
  blocks.push_back(commands(statement));
}

/// One line a statement, so that a page of many can be seen at once.
Block overview_table(const std::vector<const StatementRows*>& statements) {
  Rows rows;
  for (const StatementRows* statement : statements) {
    const Summary summary = summary_of(*statement);
    Line says{strong(label_text(*statement->statement)), plain(" ")};
    for (Span& span : with_math(statement->statement->title)) says.push_back(span);
    rows.push_back({std::move(says),
                    {mark(summary.verdict, summary.style)},
                    text_line(summary.reach),
                    text_line(mutants_text(summary.mutants))});
  }
  return table({"statement", "verdict", "checked", "mutants"}, std::move(rows));
}

void add_statement(std::vector<Block>& blocks, const StatementRows& rows) {
  const check::Statement& statement = *rows.statement;
  Line title{plain(label_text(statement) + ": ")};
  for (Span& span : with_math(statement.title)) title.push_back(span);
  blocks.push_back(heading(2, std::move(title)));
  const Summary summary = summary_of(rows);
  blocks.push_back(paragraph(
      {mark(summary.verdict, summary.style),
       plain(fmt::format("{}{}. Kind: {}. Standing: {}.", summary.reach.empty() ? "" : ", ",
                         summary.reach, check::name_of(statement.shape),
                         spaced(check::name_of(statement.standing))))}));
  blocks.push_back(paragraph(with_math(statement.sentence)));
  if (!statement.fidelity.published.empty() || !statement.fidelity.gap.empty()) {
    blocks.push_back(fidelity_table(statement.fidelity));
  }
  add_rows(blocks, rows);
  if (rows.other_versions > 0 || rows.shards > 0) {
    blocks.push_back(paragraph(text_line("Not shown: " + counted(rows.other_versions, "row") +
                                         " of other versions, " + counted(rows.shards, "row") +
                                         " of shards that were not merged.")));
  }
}

/// Statements in the claim's order, those that refute a published sentence first.
std::vector<const StatementRows*> refuted_first(const ClaimRows& claim) {
  std::vector<const StatementRows*> order;
  for (const StatementRows& rows : claim.statements) order.push_back(&rows);
  std::stable_partition(order.begin(), order.end(), [](const StatementRows* rows) {
    return rows->statement->standing == check::Standing::refuted;
  });
  return order;
}

}  // namespace

Document claim_page(const ClaimRows& claim) {
  const check::Claim& about = *claim.claim;
  Document document{.title = about.id + ": " + about.title, .blocks = {}};
  std::vector<Block>& blocks = document.blocks;
  blocks.push_back(paragraph({page("All claims", "index")}));
  Line title{plain(about.id + ": ")};
  for (Span& span : with_math(about.title)) title.push_back(span);
  blocks.push_back(heading(1, std::move(title)));
  Line source{plain(about.paper)};
  if (!about.arxiv.empty()) {
    source.push_back(plain(", "));
    source.push_back(link("arXiv " + about.arxiv, "https://arxiv.org/abs/" + about.arxiv));
  }
  source.push_back(plain(". Family: " + about.family + "."));
  blocks.push_back(paragraph(std::move(source)));
  const std::vector<const StatementRows*> statements = refuted_first(claim);
  if (statements.size() > 1) blocks.push_back(overview_table(statements));
  for (const StatementRows* rows : statements) add_statement(blocks, *rows);
  if (std::any_of(about.statements.begin(), about.statements.end(),
                  [](const check::Statement& statement) { return statement.is_recalled; })) {
    blocks.push_back(paragraph(text_line(dagger_note())));
  }
  blocks.push_back(heading(2, text_line("Reproduce the whole page")));
  blocks.push_back(code_block(fmt::format("./attest check {} --rung fast --mutants\n", about.id)));
  blocks.push_back(paragraph({plain("Version "), code(claim.version),
                              plain(": a hash of the claim's folder, of the core and of the "
                                    "compiler. Rows of other versions are not shown.")}));
  if (!about.bibtex.empty()) {
    blocks.push_back(heading(2, text_line("Cite")));
    blocks.push_back(code_block(about.bibtex));
  }
  return document;
}

std::map<std::string, std::string> render(const Material& material) {
  const std::vector<ClaimRows> claims = selected(material);
  std::map<std::string, std::string> files{{"style.css", std::string(stylesheet())}};
  const auto add = [&](const std::string& name, const Document& document) {
    files[name + ".html"] = to_html(document);
    files[name + ".md"] = to_markdown(document);
  };
  add("index", index_page(claims, foreign_rows(material)));
  for (const ClaimRows& claim : claims) add(claim.claim->id, claim_page(claim));
  return files;
}

}  // namespace attest::site
