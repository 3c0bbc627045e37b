// SPDX-License-Identifier: Apache-2.0
/// \file
/// The page of comparisons: a table and plots of all that is counted at the same sizes.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "reports/site/comparison.hpp"
#include "reports/site/comparison_table.hpp"
#include "reports/site/series.hpp"
#include "reports/site/wording.hpp"

namespace attest::site {
namespace {

using check::CountedLine;
using check::SeriesRow;
using Comparisons = std::vector<Comparison>;

constexpr const char* page_name = "compared";

std::string anchor_of(const Comparison& comparison) { return "series-" + comparison.series.name; }

/// Comparisons at the same sizes of the same thing, in their order.
std::vector<std::vector<const Comparison*>> by_sizes(const Comparisons& comparisons) {
  std::vector<std::vector<const Comparison*>> groups;
  for (const Comparison& comparison : comparisons) {
    const auto group = std::ranges::find_if(groups, [&](const auto& members) {
      const SeriesRow& first = members.front()->series;
      return first.size_meaning == comparison.series.size_meaning &&
             first.sizes == comparison.series.sizes;
    });
    if (group != groups.end()) {
      group->push_back(&comparison);
    } else {
      groups.push_back({&comparison});
    }
  }
  return groups;
}

/// Whose line each is, what it stands for and its formula.
Block lines_table(const Comparison& comparison) {
  std::vector<std::vector<Line>> cells;
  for (std::size_t i = 0; i < comparison.claims.size(); ++i) {
    const CountedLine& line = comparison.series.lines[i];
    const std::string& claim = comparison.claims[i];
    cells.push_back(
        {with_math(line.name), text_line(check::text_of(line.kind)),
         claim.empty() ? text_line("all") : Line{page(claim, claim)}, with_math(line.formula),
         text_line(check::text_of(line.growth, comparison.series.size)), with_math(line.note)});
  }
  return table("Lines of " + comparison.series.title,
               {"line", "what it is", "claim", "formula", "exact growth", "note"}, std::move(cells),
               Narrow::scrolls);
}

std::string command_text(const Comparison& comparison) {
  std::set<std::string> claims(comparison.claims.begin(), comparison.claims.end());
  claims.erase("");
  std::string text;
  for (const std::string& claim : claims) {
    text +=
        fmt::format("./attest bench {} --series {} --counts-only\n", claim, comparison.series.name);
  }
  return text;
}

/// The plot, each claim's lines in a look of their own, the same in all plots of a group.
plot::Plot plot_of(const Comparison& comparison, const std::vector<Thing>& things) {
  plot::Plot plot = counts_plot(comparison.series);
  for (plot::Line& line : plot.lines) {
    if (line.kind != plot::Kind::construction && line.kind != plot::Kind::competitor) continue;
    line.kind = plot::Kind::competitor;
    const auto thing = std::ranges::find_if(
        things, [&](const Thing& one) { return !one.claim.empty() && one.name == line.name; });
    if (thing != things.end()) line.look = static_cast<std::size_t>(thing - things.begin());
  }
  return plot;
}

void add_plot(Page& page_of_all, const Comparison& comparison, const std::vector<Thing>& things) {
  const SeriesRow& series = comparison.series;
  const std::string stem = std::string(page_name) + "/" + series.name;
  std::vector<Block>& blocks = page_of_all.document.blocks;
  blocks.push_back(heading(3, with_math(series.title), anchor_of(comparison)));
  page_of_all.files[stem + ".svg"] = plot::to_svg(plot_of(comparison, things));
  page_of_all.files[stem + ".csv"] = counts_csv(series);
  Line caption = with_math(series.title);
  caption.push_back(plain(
      fmt::format(": exact counts, {} against {}. Lower bounds are dashed, baselines grey; what is "
                  "recalled from print is violet and held against nothing.",
                  series.quantity, series.size)));
  std::vector<Block> inside;
  inside.push_back(fold(text_line("The lines"), {lines_table(comparison)}));
  inside.push_back(paragraph(
      {plain("Data: "), file(series.name + ".csv", stem + ".csv"), plain(". Commands:")}, "note"));
  inside.push_back(code_block(command_text(comparison)));
  blocks.push_back(figure(stem + ".svg",
                          fmt::format("{}: {} against {} ({})", series.title, series.quantity,
                                      series.size, series.size_meaning),
                          std::move(caption), std::move(inside)));
}

/// What the claims that are compared say of what the source calls efficient.
void add_efficiency(std::vector<Block>& blocks, const std::vector<ClaimMaterial>& claims,
                    const Comparisons& comparisons) {
  std::set<std::string> compared;
  for (const Comparison& comparison : comparisons) {
    compared.insert(comparison.claims.begin(), comparison.claims.end());
  }
  std::vector<Block> said;
  for (const ClaimMaterial& claim : claims) {
    const Section* section = find(claim.readme, "Efficiency");
    if (section == nullptr || !compared.contains(claim.rows.claim->id)) continue;
    const std::string& id = claim.rows.claim->id;
    said.push_back(heading(3, {page(id, id)}, ""));
    said.push_back(paragraph(text_line(claim.rows.claim->paper), "source"));
    std::ranges::copy(section->blocks, std::back_inserter(said));
  }
  if (said.empty()) return;
  blocks.push_back(heading(2, text_line("What the sources call efficient"), "efficiency"));
  std::ranges::move(said, std::back_inserter(blocks));
}

}  // namespace

Page comparison_page(const std::vector<ClaimMaterial>& claims, const Comparisons& comparisons,
                     const Edition& edition) {
  Page result;
  Document& document = result.document;
  document.name = page_name;
  document.title = "Claims side by side";
  document.trail = {page("attest", "index"), plain(" / "), plain("side by side")};
  document.footer = {plain("Ledger digest "), code(edition.ledger_digest)};
  std::vector<Block>& blocks = document.blocks;
  blocks.push_back(heading(1, text_line("Claims side by side"), ""));
  blocks.push_back(paragraph(
      text_line("The same quantity, counted by the same code on what several claims build, at the "
                "same sizes. Only a line that is marked so is a figure from print; it was not "
                "rebuilt, and nothing is held against it."),
      "lead"));
  for (const auto& group : by_sizes(comparisons)) {
    const SeriesRow& frame = group.front()->series;
    blocks.push_back(heading(2, text_line("By " + frame.size_meaning), "by-" + frame.name));
    blocks.push_back(panel("compared", {comparison_table(group)}));
    const std::vector<Thing> things = things_of(group);
    for (const Comparison* comparison : group) add_plot(result, *comparison, things);
  }
  add_efficiency(blocks, claims, comparisons);
  return result;
}

std::map<std::string, Span> compared_series(std::string_view claim,
                                            const Comparisons& comparisons) {
  std::map<std::string, Span> result;
  for (const Comparison& comparison : comparisons) {
    if (std::ranges::find(comparison.claims, claim) == comparison.claims.end()) continue;
    result[comparison.series.name] =
        page("Beside other claims", std::string(page_name) + "#" + anchor_of(comparison));
  }
  return result;
}

Block comparison_links(const Comparisons& comparisons) {
  Line links{plain("Side by side: ")};
  for (const Comparison& comparison : comparisons) {
    if (links.size() > 1) links.push_back(faint(" · "));
    links.push_back(
        page(comparison.series.title, std::string(page_name) + "#" + anchor_of(comparison)));
  }
  return paragraph(std::move(links), "families");
}

}  // namespace attest::site
