// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tables of resources.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "reports/site/growth.hpp"
#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

using Cells = std::vector<std::vector<Line>>;

/// The measured least precision of a ladder stands among the counts, but has a table of its own.
constexpr const char* ladder_count = "least_precision";

/// "≤ 3", "≥ n", "O(log M)"; a formula with commands of TeX is typeset.
Line bound_line(const check::Promise& promise) {
  const bool is_tex = promise.formula.find('\\') != std::string::npos;
  const std::string formula = is_tex ? "$" + promise.formula + "$" : promise.formula;
  if (promise.relation == "<=") return with_math("≤ " + formula);
  if (promise.relation == ">=") return with_math("≥ " + formula);
  return with_math(promise.relation + "(" + formula + ")");
}

/// A promise at the points of a statement.
struct Promised {
  check::Promise promise;  ///< at the first point
  std::vector<std::pair<const check::Row*, const check::Promise*>> points;

  /// Whether every point has the same value, the same use and the same outcome.
  [[nodiscard]] bool is_constant() const {
    return std::all_of(points.begin(), points.end(), [&](const auto& entry) {
      return entry.second->value == promise.value && entry.second->used == promise.used &&
             entry.second->is_met == promise.is_met;
    });
  }
};

std::vector<Promised> promises_of(const StatementRows& rows) {
  std::vector<Promised> all;
  for (const check::Row& row : rows.rows) {
    for (const check::Promise& promise : row.promised) {
      auto same = std::find_if(all.begin(), all.end(), [&](const Promised& one) {
        return one.promise.quantity == promise.quantity && one.promise.formula == promise.formula &&
               one.promise.relation == promise.relation;
      });
      if (same == all.end()) same = all.insert(all.end(), {.promise = promise, .points = {}});
      same->points.emplace_back(&row, &promise);
    }
  }
  return all;
}

std::vector<Line> promise_line(const std::string& where, const check::Promise& promise) {
  const auto point =
      promise.relation == "O" ? rate_point(promise.value, promise.used) : std::nullopt;
  const Span met = promise.relation == "O" ? plain(point ? ratio_text(*point) : "no ratio")
                   : promise.is_met        ? mark("met", "good")
                                           : mark("not met", "bad");
  return {text_line(promise.quantity), bound_line(promise),     text_line(where),
          text_line(promise.value),    text_line(promise.used), {met}};
}

/// "3 to 12" of positive numbers, "7" where all are equal; nothing where one is no such number.
std::optional<std::string> range_text(const Promised& promised,
                                      std::string check::Promise::*member) {
  std::optional<std::pair<Rational, Rational>> range;
  for (const auto& [row, promise] : promised.points) {
    const auto point = rate_point(promise->*member, promise->*member);
    if (!point) return std::nullopt;
    if (!range) range = {point->value, point->value};
    if (point->value < range->first) range->first = point->value;
    if (range->second < point->value) range->second = point->value;
  }
  if (range->first == range->second) return range->first.to_string();
  return range->first.to_string() + " to " + range->second.to_string();
}

/// One line for all points of a promise, where each is met and its numbers have a range.
std::optional<std::vector<Line>> range_line(const Promised& promised) {
  constexpr std::size_t few = 2;
  const check::Promise& first = promised.promise;
  const bool is_met = std::all_of(promised.points.begin(), promised.points.end(),
                                  [](const auto& entry) { return entry.second->is_met; });
  const auto value = range_text(promised, &check::Promise::value);
  const auto used = range_text(promised, &check::Promise::used);
  if (promised.points.size() <= few || !is_met || !value || !used) return std::nullopt;
  const std::string where = fmt::format("{} points", promised.points.size());
  return std::vector<Line>{
      text_line(first.quantity),
      bound_line(first),
      text_line(where),
      text_line(*value),
      text_line(*used),
      {first.relation == "O" ? plain("see below") : mark("met at each", "good")}};
}

void add_promises(std::vector<Block>& blocks, const StatementRows& rows) {
  const std::vector<Promised> promises = promises_of(rows);
  if (promises.empty()) return;
  Cells cells;
  Cells single;  // the points that a line of a range stands for
  std::vector<Line> rates;
  for (const Promised& promised : promises) {
    const check::Promise& first = promised.promise;
    if (first.relation == "O") {
      std::vector<RatePoint> points;
      for (const auto& [row, promise] : promised.points) {
        if (const auto point = rate_point(promise->value, promise->used)) points.push_back(*point);
      }
      if (!points.empty()) {
        Line rate{strong(first.quantity), plain(", ")};
        append(rate, bound_line(first));
        rate.push_back(plain(": " + growth_text(std::move(points))));
        rates.push_back(std::move(rate));
      }
    }
    if (promised.is_constant()) {
      const bool is_everywhere = promised.points.size() == rows.rows.size();
      if (is_everywhere || promised.points.size() > 1) {
        cells.push_back(
            promise_line(rows.rows.size() == 1 ? "the one point" : "every point", first));
        continue;
      }
    }
    const std::optional<std::vector<Line>> range = range_line(promised);
    if (range) cells.push_back(*range);
    for (const auto& [row, promise] : promised.points) {
      (range ? single : cells)
          .push_back(promise_line(params_text(*rows.statement, row->params), *promise));
    }
  }
  const std::vector<std::string> titles{"quantity", "promised", "at",
                                        ">value",   ">used",    "met, or used / value"};
  blocks.push_back(table("Promised and used by " + rows.statement->label, titles, std::move(cells),
                         Narrow::scrolls));
  if (!single.empty()) {
    blocks.push_back(fold(text_line("Promised and used, point by point"),
                          {table("Promised and used by " + rows.statement->label + " at each point",
                                 titles, std::move(single), Narrow::scrolls)}));
  }
  if (!rates.empty()) blocks.push_back(list(std::move(rates)));
}

/// The exact counts: those equal at every point in a sentence, unless nothing of the kind is used;
/// the others a line a point.
void add_counts(std::vector<Block>& blocks, const StatementRows& rows) {
  std::map<std::string, std::set<std::string>> values;
  for (const check::Row& row : rows.rows) {
    for (const auto& [name, value] : row.used) {
      if (name != ladder_count) values[name].insert(value);
    }
  }
  if (values.empty()) return;
  std::string constant;
  std::vector<std::string> titles{"parameters"};
  for (const auto& [name, found] : values) {
    if (found.size() > 1) {
      titles.push_back(">" + spaced(name));
    } else if (*found.begin() != "0") {
      constant +=
          fmt::format("{}{} {}", constant.empty() ? "" : ", ", spaced(name), *found.begin());
    }
  }
  if (!constant.empty()) {
    const std::string where =
        rows.rows.size() > 1 ? "Counted exactly, the same at every point: " : "Counted exactly: ";
    blocks.push_back(paragraph(text_line(where + constant + "."), "small"));
  }
  if (titles.size() == 1) return;
  Cells cells;
  for (const check::Row& row : rows.rows) {
    std::vector<Line> line{text_line(params_text(*rows.statement, row.params))};
    for (const auto& [name, found] : values) {
      if (found.size() == 1) continue;
      const auto here = row.used.find(name);
      line.push_back(text_line(here == row.used.end() ? "" : grouped(here->second)));
    }
    cells.push_back(std::move(line));
  }
  blocks.push_back(fold(text_line("Counts that differ from point to point"),
                        {table("Exact counts of what " + rows.statement->label + " builds",
                               std::move(titles), std::move(cells), Narrow::scrolls)}));
}

void add_ladder(std::vector<Block>& blocks, const ClaimRows& claim) {
  Cells cells;
  for (const StatementRows& rows : claim.statements) {
    for (const check::Row& row : rows.rows) {
      const auto least = row.used.find(ladder_count);
      if (least == row.used.end()) continue;
      cells.push_back({{page(rows.statement->label, "#" + rows.statement->label)},
                       text_line(params_text(*rows.statement, row.params)),
                       text_line(row.space),
                       text_line(least->second),
                       {verdict_span(row)}});
    }
  }
  if (cells.empty()) return;
  blocks.push_back(heading(2, text_line("Precision ladder"), "ladder"));
  blocks.push_back(
      paragraph(text_line("Every operation is rounded to p bits, to nearest even. Passing is not "
                          "monotone in p, so the "
                          "least precision is the least p from which every p tried passes."),
                ""));
  blocks.push_back(table("Least precision at which the construction survives rounding",
                         {"statement", "at", "what was tried", ">least p [bits]", "verdict"},
                         std::move(cells), Narrow::scrolls));
}

}  // namespace

std::vector<Block> resources_section(const ClaimRows& claim) {
  std::vector<Block> blocks;
  std::vector<Block> unpromised;  // statements that promise nothing, only counted
  for (const StatementRows* rows : refuted_first(claim)) {
    std::vector<Block> own;
    add_promises(own, *rows);
    const bool has_promises = !own.empty();
    add_counts(own, *rows);
    if (own.empty()) continue;
    if (!has_promises) {
      unpromised.push_back(paragraph(
          {strong(rows->statement->label), plain("  " + rows->statement->title)}, "note"));
      std::move(own.begin(), own.end(), std::back_inserter(unpromised));
      continue;
    }
    Line title{page(rows->statement->label, "#" + rows->statement->label), plain("  ")};
    append(title, with_math(rows->statement->title));
    blocks.push_back(heading(3, std::move(title), ""));
    std::move(own.begin(), own.end(), std::back_inserter(blocks));
  }
  if (!unpromised.empty()) {
    blocks.push_back(fold(text_line("Exact counts of the statements that promise no resource"),
                          std::move(unpromised)));
  }
  if (!blocks.empty()) {
    blocks.insert(blocks.begin(),
                  heading(2, text_line("Resources against the bound"), "resources"));
  }
  add_ladder(blocks, claim);
  return blocks;
}

}  // namespace attest::site
