// SPDX-License-Identifier: Apache-2.0
/// \file
/// The statements of a claim's page: sentence, quantifiers, points, findings.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

/// "n and modulus", "n, h and k".
std::string names_text(const std::vector<check::Parameter>& parameters) {
  std::string text;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == parameters.size() ? " and " : ", ") + parameters[i].name;
  }
  return text;
}

/// The order of the quantifiers of what was checked, which the shape of the statement fixes.
std::string quantifiers_text(const StatementRows& rows) {
  const check::Statement& statement = *rows.statement;
  const std::string points = statement.parameters.empty()
                                 ? "Without parameters"
                                 : "For each listed choice of " + names_text(statement.parameters);
  std::string text;
  switch (statement.shape) {
    case check::Shape::computes:
      text = points +
             ", one description is built from the parameters alone; then, for every case, its "
             "answer is compared with the ground truth. The same weights serve all cases.";
      break;
    case check::Shape::reduces:
      text = points +
             ", the instance map, the cut and the candidate are fixed first; then every case "
             "is judged. Inputs that defeat a candidate may depend on the candidate.";
      break;
    case check::Shape::agrees:
      text = points +
             ", both sides are fixed first; then, for every case, each is evaluated without "
             "the other and the two are compared.";
      break;
  }
  if (statement.standing == check::Standing::refuted) {
    text += " A published \"for all\" is refuted by one case, which is rebuilt and judged.";
  }
  const bool is_sampled =
      std::any_of(rows.rows.begin(), rows.rows.end(),
                  [](const check::Row& row) { return row.coverage == check::Coverage::sampled; });
  const bool is_given = std::any_of(rows.rows.begin(), rows.rows.end(), [](const check::Row& row) {
    return row.coverage == check::Coverage::given;
  });
  if (is_given) text += " Where cases are given, \"every case\" means every case of the list.";
  if (is_sampled) text += " Where a space is sampled, \"every case\" means every case drawn.";
  return text;
}

/// "n 2 to 6, modulus 4 to 7".
std::string extent_text(const StatementRows& rows) {
  std::string text;
  for (const check::Parameter& parameter : rows.statement->parameters) {
    std::set<std::int64_t> values;
    for (const check::Row& row : rows.rows) {
      const auto found = row.params.find(parameter.name);
      if (found != row.params.end()) values.insert(found->second);
    }
    if (values.empty()) continue;
    const std::string range = values.size() == 1
                                  ? fmt::format("{}", *values.begin())
                                  : fmt::format("{} to {}", *values.begin(), *values.rbegin());
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", parameter.name, range);
  }
  return text;
}

/// What a table of points may say in a column, or once where every point says the same.
struct RowColumn {
  const char* title;
  std::string (*text_of)(const check::Row&);
};

constexpr std::array<RowColumn, 3> row_columns{{
    {"space", [](const check::Row& row) { return row.space; }},
    {"arithmetic", [](const check::Row& row) { return arithmetic_text(row); }},
    {"evaluator", [](const check::Row& row) { return row.evaluator; }},
}};

bool is_constant(const RowColumn& column, const StatementRows& rows) {
  return std::all_of(rows.rows.begin(), rows.rows.end(), [&](const check::Row& row) {
    return column.text_of(row) == column.text_of(rows.rows.front());
  });
}

/// What is the same at every point: "space: all words; arithmetic: rational"; of a single point
/// also how far it goes. \pre a row
Line constants_line(const StatementRows& rows) {
  Line line;
  if (rows.rows.size() == 1) {
    const check::Row& row = rows.rows.front();
    line = {strong("how far:"), plain(" " + coverage_text(row))};
    if (!row.mutants.empty()) {
      line.push_back(plain("; "));
      line.push_back(strong("broken versions:"));
      line.push_back(plain(" " + mutants_text(count(row.mutants))));
    }
  }
  for (const RowColumn& column : row_columns) {
    if (!is_constant(column, rows)) continue;
    if (!line.empty()) line.push_back(plain("; "));
    line.push_back(strong(std::string(column.title) + ":"));
    line.push_back(plain(" " + column.text_of(rows.rows.front())));
  }
  return line;
}

/// The value of a parameter at a point; empty where the point has none.
std::string value_text(const check::Row& row, const check::Parameter& parameter) {
  const auto found = row.params.find(parameter.name);
  return found == row.params.end() ? "" : grouped(std::to_string(found->second));
}

/// The parameters that differ between points, in the order of their declaration; the line above the
/// table says what the others are.
std::vector<check::Parameter> differing_parameters(const StatementRows& rows) {
  std::vector<check::Parameter> differing;
  for (const check::Parameter& parameter : rows.statement->parameters) {
    const std::string first = value_text(rows.rows.front(), parameter);
    if (std::any_of(rows.rows.begin(), rows.rows.end(),
                    [&](const check::Row& row) { return value_text(row, parameter) != first; })) {
      differing.push_back(parameter);
    }
  }
  return differing;
}

/// A column a parameter, as the statement declares them, and one a property: those that differ
/// between points. \pre a row
Block points_table(const StatementRows& rows) {
  const std::vector<check::Parameter> parameters = differing_parameters(rows);
  std::vector<std::string> titles;
  for (const check::Parameter& parameter : parameters) titles.push_back(">" + parameter.name);
  titles.emplace_back("verdict");
  titles.emplace_back("how far");
  for (const RowColumn& column : row_columns) {
    if (!is_constant(column, rows)) titles.emplace_back(column.title);
  }
  const bool has_mutants = std::any_of(rows.rows.begin(), rows.rows.end(),
                                       [](const check::Row& row) { return !row.mutants.empty(); });
  if (has_mutants) titles.emplace_back("broken versions");
  std::vector<std::vector<Line>> cells;
  for (const check::Row& row : rows.rows) {
    std::vector<Line> line;
    for (const check::Parameter& parameter : parameters) {
      line.push_back(text_line(value_text(row, parameter)));
    }
    line.push_back({verdict_span(row)});
    line.push_back(text_line(coverage_text(row)));
    for (const RowColumn& column : row_columns) {
      if (!is_constant(column, rows)) line.push_back(text_line(column.text_of(row)));
    }
    if (has_mutants) line.push_back(text_line(mutants_text(count(row.mutants))));
    cells.push_back(std::move(line));
  }
  return table("Points at which " + rows.statement->label + " was checked", std::move(titles),
               std::move(cells), Narrow::scrolls);
}

/// Witnesses, reasons, and why a space is sampled; the same remark on several points once.
std::vector<Block> remarks_of(const StatementRows& rows) {
  std::vector<Line> items;
  std::set<std::string> reasons;
  for (const check::Row& row : rows.rows) {
    const std::string at = params_text(*rows.statement, row.params) + ": ";
    if (row.verdict.witness) {
      items.push_back({plain(at), mark("witness", "bad"),
                       plain(fmt::format(" case {}: ", row.verdict.witness->index)),
                       code(row.verdict.witness->text), plain(" (replay: "), code(row.replay),
                       plain(")")});
    }
    if (row.verdict.truth == check::Truth::unknown) {
      items.push_back({plain(at), mark("unknown", "open"), plain(": " + row.verdict.reason)});
    }
    if (!row.why_sampled.empty() && reasons.insert(row.why_sampled).second) {
      items.push_back({plain("Sampled because "), plain(row.why_sampled), plain(".")});
    }
  }
  if (items.empty()) return {};
  return {list(std::move(items))};
}

Block statement_panel(const StatementRows& rows) {
  const check::Statement& statement = *rows.statement;
  std::vector<Block> inside;
  inside.push_back(paragraph(with_math(statement.sentence), "sentence"));
  inside.push_back(
      paragraph({strong("Quantifiers."), plain(" " + quantifiers_text(rows))}, "small"));
  return panel("statement", std::move(inside));
}

void add_statement(std::vector<Block>& blocks, const StatementRows& rows) {
  const check::Statement& statement = *rows.statement;
  Line title{faint(label_text(statement)), plain("  ")};
  append(title, with_math(statement.title));
  blocks.push_back(heading(3, std::move(title), statement.label));
  const Summary summary = summary_of(rows);
  Line standing{mark(summary.verdict, summary.style)};
  if (!summary.reach.empty()) standing.push_back(plain(" " + summary.reach));
  if (const std::string extent = extent_text(rows); !extent.empty()) {
    standing.push_back(plain(" (" + extent + ")"));
  }
  standing.push_back(faint(fmt::format(" · {} · {}", spaced(check::name_of(statement.standing)),
                                       check::name_of(statement.shape))));
  blocks.push_back(paragraph(std::move(standing), "standing"));
  blocks.push_back(statement_panel(rows));
  if (rows.rows.empty()) {
    blocks.push_back(
        paragraph(text_line("The ledger holds no current row of this statement."), "note"));
  } else {
    constexpr std::size_t most_open = 4;
    Block points = points_table(rows);
    if (rows.rows.size() <= most_open) {
      if (rows.rows.size() > 1) blocks.push_back(std::move(points));
    } else {
      blocks.push_back(
          fold(text_line(fmt::format("All {} points", rows.rows.size())), {std::move(points)}));
    }
    if (Line constants = constants_line(rows); !constants.empty()) {
      blocks.push_back(paragraph(std::move(constants), "note"));
    }
    for (Block& block : remarks_of(rows)) blocks.push_back(std::move(block));
  }
  Line meanings;
  for (const check::Parameter& parameter : statement.parameters) {
    if (!meanings.empty()) meanings.push_back(plain("; "));
    meanings.push_back(code(parameter.name));
    append(meanings, with_math(" " + parameter.meaning));
  }
  if (!meanings.empty()) blocks.push_back(paragraph(std::move(meanings), "note"));
}

}  // namespace

std::vector<Block> statements_section(const ClaimRows& claim) {
  std::vector<Block> blocks;
  blocks.push_back(heading(2, text_line("Statements"), "statements"));
  for (const StatementRows* rows : refuted_first(claim)) add_statement(blocks, *rows);
  return blocks;
}

}  // namespace attest::site
