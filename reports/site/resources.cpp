// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of resources.
#include "reports/site/resources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

using Rows = std::vector<std::vector<Line>>;

Line text_line(std::string_view text) { return {plain(text)}; }

/// "≤ 3", "≥ n", "O(log M)".
std::string bound_text(const check::Promise& promise) {
  if (promise.relation == "<=") return "≤ " + promise.formula;
  if (promise.relation == ">=") return "≥ " + promise.formula;
  return promise.relation + "(" + promise.formula + ")";
}

/// One line a promise and point; one line in all where every point gives the same.
Block promises_table(const StatementRows& statement) {
  std::map<std::string, std::vector<std::pair<const check::Row*, const check::Promise*>>> groups;
  std::vector<std::string> order;
  for (const check::Row& row : statement.rows) {
    for (const check::Promise& promise : row.promised) {
      const std::string name = promise.quantity + "\n" + promise.relation + promise.formula;
      if (!groups.contains(name)) order.push_back(name);
      groups[name].emplace_back(&row, &promise);
    }
  }
  const auto line_of = [](const std::string& where, const check::Promise& promise) {
    const Span met = promise.relation == "O" ? plain("a rate")
                     : promise.is_met        ? mark("met", "good")
                                             : mark("not met", "bad");
    return std::vector<Line>{
        text_line(promise.quantity), text_line(bound_text(promise)), text_line(where),
        text_line(promise.value),    text_line(promise.used),        {met}};
  };
  Rows rows;
  for (const std::string& name : order) {
    const auto& group = groups.at(name);
    const check::Promise& first = *group.front().second;
    const bool is_constant = std::all_of(group.begin(), group.end(), [&](const auto& entry) {
      return entry.second->value == first.value && entry.second->used == first.used &&
             entry.second->is_met == first.is_met;
    });
    if (is_constant && group.size() > 1) {
      rows.push_back(line_of("every point", first));
      continue;
    }
    for (const auto& [row, promise] : group) {
      rows.push_back(line_of(params_text(*statement.statement, row->params), *promise));
    }
  }
  return table({"quantity", "promised", "at", ">value", ">used", "bound"}, std::move(rows));
}

/// The exact counts: those equal at every point in a sentence, the others a line a point.
std::vector<Block> counts_blocks(const StatementRows& statement) {
  std::map<std::string, std::set<std::string>> values;
  for (const check::Row& row : statement.rows) {
    for (const auto& [name, value] : row.used) values[name].insert(value);
  }
  if (values.empty()) return {};
  std::vector<Block> blocks;
  blocks.push_back(heading(4, text_line("Exact counts of the construction")));
  std::string constant;
  std::vector<std::string> titles{"parameters"};
  for (const auto& [name, found] : values) {
    if (found.size() > 1) {
      titles.push_back(">" + spaced(name));
    } else {
      constant +=
          fmt::format("{}{} {}", constant.empty() ? "" : ", ", spaced(name), *found.begin());
    }
  }
  if (!constant.empty()) {
    const std::string where = statement.rows.size() > 1 ? "At every point: " : "";
    blocks.push_back(paragraph(text_line(where + constant + ".")));
  }
  if (titles.size() == 1) return blocks;
  Rows rows;
  for (const check::Row& row : statement.rows) {
    std::vector<Line> cells{text_line(params_text(*statement.statement, row.params))};
    for (const auto& [name, found] : values) {
      if (found.size() == 1) continue;
      const auto here = row.used.find(name);
      cells.push_back(text_line(here == row.used.end() ? "" : here->second));
    }
    rows.push_back(std::move(cells));
  }
  blocks.push_back(table(std::move(titles), std::move(rows)));
  return blocks;
}

}  // namespace

std::vector<Block> resource_blocks(const StatementRows& statement) {
  std::vector<Block> blocks;
  if (Block promises = promises_table(statement); !promises.rows.empty()) {
    blocks.push_back(heading(4, text_line("Resources promised and used")));
    blocks.push_back(std::move(promises));
  }
  std::vector<Block> counts = counts_blocks(statement);
  std::move(counts.begin(), counts.end(), std::back_inserter(blocks));
  return blocks;
}

}  // namespace attest::site
