// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series of several claims side by side: which are taken, whose lines are kept, what a page says.
#include "reports/site/comparison.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "reports/site/render.hpp"
#include "reports/site/series.hpp"

namespace attest::site {
namespace {

check::CountedLine line(const char* name, check::LineKind kind, std::int64_t first) {
  return {.name = name,
          .kind = kind,
          .formula = "",
          .note = "",
          .counts = {first, 2 * first},
          .growth = {}};
}

/// Two sizes, a bound and a baseline of all, a promise of its own and what is built.
check::SeriesRow series(const char* claim, const char* built, std::int64_t count) {
  check::SeriesRow row{.claim = claim, .name = "cost", .version = "v1", .title = "Cost by size"};
  row.size = "M";
  row.size_meaning = "words";
  row.quantity = "work: steps [count]";
  row.sizes = {8, 16};
  row.is_log_size = true;
  row.is_log_quantity = true;
  row.lines = {
      line("least", check::LineKind::lower_bound, 1), line("by hand", check::LineKind::baseline, 2),
      line(built, check::LineKind::construction, count),
      line((std::string("promised: ") + built).c_str(), check::LineKind::upper_bound, count)};
  return row;
}

/// Claims with one series each; they outlive what refers to them.
struct Claims {
  check::Claim first{.id = "a", .title = "A", .paper = "On A"};
  check::Claim second{.id = "b", .title = "B", .paper = "On B"};

  [[nodiscard]] std::vector<ClaimMaterial> with(check::SeriesRow one, check::SeriesRow two) const {
    std::vector<ClaimMaterial> result(2);
    result[0].rows.claim = &first;
    result[0].series.counts = {std::move(one)};
    result[0].readme = sections_of("## Efficiency\nIt does not survive.\n");
    result[1].rows.claim = &second;
    result[1].series.counts = {std::move(two)};
    return result;
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("lines that all claims have stand once and promises of one stay on its page") {
  const Claims claims;
  const auto found = comparisons_of(claims.with(series("a", "one", 5), series("b", "two", 7)));
  REQUIRE(found.size() == 1);
  const std::vector<check::CountedLine>& lines = found[0].series.lines;
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].name == "least");
  CHECK(lines[1].name == "one");
  CHECK(lines[2].name == "two");
  CHECK(lines[3].name == "by hand");
  CHECK(found[0].claims == std::vector<std::string>{"", "a", "b", ""});
}

TEST_CASE("a line of the same name as that of another claim says whose it is") {
  const Claims claims;
  const auto found = comparisons_of(claims.with(series("a", "one", 5), series("b", "one", 7)));
  REQUIRE(found.size() == 1);
  CHECK(found[0].series.lines[1].name == "one");
  CHECK(found[0].series.lines[2].name == "one (b)");
}

TEST_CASE("series of other sizes or of another quantity are not compared") {
  const Claims claims;
  check::SeriesRow other = series("b", "two", 7);
  other.sizes = {8, 32};
  CHECK(comparisons_of(claims.with(series("a", "one", 5), other)).empty());
  other = series("b", "two", 7);
  other.quantity = "bits";
  CHECK(comparisons_of(claims.with(series("a", "one", 5), other)).empty());
}

TEST_CASE("the page marks what is printed and says what does not survive") {
  const Claims claims;
  check::SeriesRow with_printed = series("b", "two", 7);
  with_printed.lines.push_back(line("theirs", check::LineKind::recalled, 9));
  with_printed.lines.back().counts[1].reset();
  const auto material = claims.with(series("a", "one", 5), with_printed);
  const auto found = comparisons_of(material);
  const Page shown = comparison_page(material, found, {});
  CHECK(shown.files.contains("compared/cost.svg"));
  CHECK(shown.files.contains("compared/cost.csv"));
  const std::string text = to_markdown(shown.document);
  const auto table = std::ranges::find_if(shown.document.blocks, [](const Block& block) {
    return block.kind == Block::Kind::panel && block.style == "compared";
  });
  REQUIRE(table != shown.document.blocks.end());
  CHECK(has(table->inside.front().text, "At M = 16"));
  CHECK(has(text, "| work |"));
  CHECK(has(text, "**theirs** **published figure**"));
  CHECK(has(text, "./attest bench a --series cost --counts-only"));
  CHECK(has(text, "What the sources call efficient"));
  CHECK(has(text, "It does not survive."));
  CHECK(comparison_links(found).line.back().target == "compared#series-cost");
}

TEST_CASE("a claim knows which of its series stand beside those of others") {
  const Claims claims;
  const auto found = comparisons_of(claims.with(series("a", "one", 5), series("b", "two", 7)));
  CHECK(compared_series("a", found).at("cost").target == "compared#series-cost");
  CHECK(compared_series("c", found).empty());
  const check::SeriesRecord record{.counts = {series("a", "one", 5)}};
  const Figures figures = growth_section(record, compared_series("a", found));
  CHECK(std::ranges::any_of(figures.blocks, [](const Block& block) {
    return !block.line.empty() && block.line.front().target == "compared#series-cost";
  }));
}

}  // namespace
}  // namespace attest::site
