// SPDX-License-Identifier: Apache-2.0
/// \file
/// Commands and raw data of a claim's page.
#include <fmt/format.h>

#include <set>

#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"
#include "reports/store/row_json.hpp"

namespace attest::site {
namespace {

/// What identifies each row: digest, rung, seed, evaluator, time, commit.
Block rows_table(const ClaimRows& claim) {
  std::vector<std::vector<Line>> cells;
  for (const StatementRows& rows : claim.statements) {
    for (const check::Row& row : rows.rows) {
      cells.push_back({{page(row.statement, "#" + row.statement)},
                       text_line(params_text(*rows.statement, row.params)),
                       {code(row.digest)},
                       text_line(check::name_of(row.rung)),
                       text_line(row.evaluator),
                       text_line(grouped(std::to_string(row.cases))),
                       text_line(std::to_string(row.seed)),
                       text_line(seconds_text(row)),
                       {code(row.commit)}});
    }
  }
  return table("Rows of the ledger behind this page",
               {"statement", "parameters", "digest of all answers", "rung", "evaluator", ">cases",
                ">seed", ">CPU s", "commit"},
               std::move(cells), Narrow::scrolls);
}

/// " Not shown: 3 rows of other versions, 1 row of shards that were not merged."; empty for none.
std::string left_out_text(const ClaimRows& claim) {
  std::int64_t versions = 0;
  std::int64_t shards = 0;
  for (const StatementRows& rows : claim.statements) {
    versions += rows.other_versions;
    shards += rows.shards;
  }
  if (versions + shards == 0) return {};
  std::string text = " Not shown: ";
  if (versions > 0) text += counted(versions, "row") + " of other versions";
  if (versions > 0 && shards > 0) text += ", ";
  if (shards > 0) text += counted(shards, "row") + " of shards that were not merged";
  return text + ".";
}

/// A command a statement: the replay of its first row, which names all parameters.
std::string commands_text(const ClaimRows& claim) {
  std::string text = fmt::format("./attest check {} --rung fast --mutants\n", claim.claim->id);
  for (const StatementRows& rows : claim.statements) {
    if (!rows.rows.empty()) text += rows.rows.front().replay + "\n";
  }
  return text;
}

std::string all_commands_text(const ClaimRows& claim) {
  std::string text;
  for (const StatementRows& rows : claim.statements) {
    for (const check::Row& row : rows.rows) text += row.replay + "\n";
  }
  return text;
}

}  // namespace

std::vector<Block> reproduce_section(const ClaimRows& claim) {
  const std::string& id = claim.claim->id;
  std::vector<Block> blocks;
  blocks.push_back(heading(2, text_line("Reproduce"), "reproduce"));
  blocks.push_back(paragraph(text_line("The whole page, then one point of each statement:"), ""));
  blocks.push_back(code_block(commands_text(claim)));
  std::int64_t rows = 0;
  for (const StatementRows& statement : claim.statements) {
    rows += static_cast<std::int64_t>(statement.rows.size());
  }
  if (rows > 0) {
    blocks.push_back(fold(text_line(fmt::format("The commands of all {}", counted(rows, "row"))),
                          {code_block(all_commands_text(claim))}));
    blocks.push_back(fold(text_line("Digests, evaluators, times"), {rows_table(claim)}));
    blocks.push_back(paragraph(
        {plain("Raw data: "), file("rows.csv", id + "/rows.csv"), plain(", "),
         file("rows.json", id + "/rows.json"), plain(" (with mutants, witnesses and promises).")},
        ""));
  }
  blocks.push_back(paragraph({plain("Version "), code(claim.version),
                              plain(": a hash of the claim's folder, of the core and of the "
                                    "compiler." +
                                    left_out_text(claim))},
                             "note"));
  return blocks;
}

std::string rows_csv(const ClaimRows& claim) {
  std::string text =
      "statement,standing,recalled,params,verdict,coverage,arithmetic,bits,evaluator,cases,full_"
      "size,"
      "refuted,equivalent,alive,digest,rung,seed,cpu_seconds,version,commit\n";
  for (const StatementRows& rows : claim.statements) {
    for (const check::Row& row : rows.rows) {
      const MutantCounts mutants = count(row.mutants);
      text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                          csv_field(row.statement), check::name_of(row.standing), row.is_recalled,
                          csv_field(check::text_of(row.params)), check::name_of(row.verdict.truth),
                          check::name_of(row.coverage), check::name_of(row.arithmetic), row.bits,
                          csv_field(row.evaluator), row.cases, row.full_size, mutants.refuted,
                          mutants.equivalent, mutants.alive, row.digest, check::name_of(row.rung),
                          row.seed, row.cpu_seconds_approx, row.version, row.commit);
    }
  }
  return text;
}

}  // namespace attest::site
