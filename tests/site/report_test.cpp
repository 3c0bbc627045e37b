// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reports: which rows they show and what they say of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "reports/site/pages.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

constexpr const char* version = "0123456789abcdef";

check::Claim claim() {
  check::Claim result{.id = "sums", .title = "Sums commute for all $n$"};
  result.paper = "On Sums";
  result.arxiv = "0000.00000";
  result.family = "arithmetic";
  check::Statement right{.claim = "sums", .label = "S1", .title = "Sums commute"};
  right.sentence = "For all $x, y$: $x + y = y + x$.";
  right.fidelity = {.published = "Sums commute.", .checked = "Pairs up to n.", .gap = "n <= 5"};
  check::Statement wrong{.claim = "sums", .label = "S2", .title = "Sums are not even"};
  wrong.standing = check::Standing::refuted;
  wrong.is_recalled = true;
  wrong.fidelity.published = "Every sum is even.";
  result.statements = {right, wrong};
  return result;
}

check::Row row(const std::string& label, std::int64_t n) {
  check::Row result;
  result.claim = "sums";
  result.statement = label;
  result.standing = label == "S2" ? check::Standing::refuted : check::Standing::as_stated;
  result.params = {{"n", n}};
  result.evaluator = "plain sums";
  result.space = "all pairs";
  result.cases = (n + 1) * (n + 1);
  result.size = result.cases;
  result.full_size = std::to_string(result.cases);
  result.shard = {.begin = 0, .end = result.size};
  result.digest = "00000000000000000000000000000001";
  result.verdict = check::Verdict::holds();
  result.replay = "./attest check sums --statement " + label;
  result.version = version;
  result.commit = "fake";
  return result;
}

Material material(std::vector<check::Row> rows) {
  return {.claims = {claim()}, .rows = std::move(rows), .version_of = [](std::string_view) {
            return std::string(version);
          }};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("equal rows in any order give equal bytes") {
  check::Row failing = row("S1", 4);
  failing.verdict = check::Verdict::fails({.index = 7, .text = "1 + 2"});
  std::vector<check::Row> rows{row("S1", 3), failing, row("S2", 3), row("S1", 5)};
  const auto expected = render(material(rows));
  for (const char* name :
       {"index.html", "index.md", "sums.html", "sums.md", "style.css", "filter.js", "sums/rows.csv",
        "sums/rows.json", "fonts/KaTeX_Math-Italic.woff2"}) {
    CHECK(expected.contains(name));
  }
  std::sort(rows.begin(), rows.end(),
            [](const check::Row& a, const check::Row& b) { return a.replay > b.replay; });
  CHECK(render(material(rows)) == expected);
  std::reverse(rows.begin(), rows.end());
  CHECK(render(material(rows)) == expected);
}

TEST_CASE("the first page says by what its claims may be chosen and holds all of them without") {
  const auto files = render(material({row("S1", 3), row("S2", 3)}));
  CHECK(has(files.at("index.html"),
            "data-family=\"arithmetic\" data-kind=\"computes\" "
            "data-standing=\"as stated|recalled|refuted\" data-words=\"On Sums 0000.00000 "));
  CHECK(has(files.at("index.html"), "<script src=\"filter.js\">"));
  CHECK_FALSE(has(files.at("index.html"), "<form"));
  CHECK_FALSE(has(files.at("sums.html"), "<script"));
}

TEST_CASE("a table of points has columns for what differs and the line above says the rest") {
  check::Claim two = claim();
  two.statements[0].parameters = {{.name = "n", .meaning = "", .lo = 0, .hi = 9},
                                  {.name = "m", .meaning = "", .lo = 0, .hi = 9}};
  check::Row first = row("S1", 3);
  check::Row second = row("S1", 4);
  first.params["m"] = second.params["m"] = 7;
  Material with = material({first, second});
  with.claims = {two};
  const auto files = render(with);
  const std::string& page = files.at("sums.html");
  CHECK(has(page, "class=\"number\">n</th>"));
  CHECK_FALSE(has(page, "class=\"number\">m</th>"));
  CHECK(has(files.at("sums.md"), "n 3 to 4, m 7"));
}

TEST_CASE("the table of the engines is shown with the targets that were missed") {
  Material with = material({row("S1", 3), row("S2", 3)});
  CHECK_FALSE(has(render(with)["index.md"], "Speed of exact checking"));
  const std::string before = render(with)["index.html"];
  check::EngineTable table{.machine = "m1", .commit = "fake", .rows = {}};
  table.rows.push_back({.name = "layer_vs_nothing",
                        .ours_approx = 3,
                        .peer_approx = 2,
                        .peer_name = "nothing",
                        .unit = "us a layer",
                        .is_equal = true,
                        .ratio_approx = 0.667,
                        .target_approx = 1,
                        .is_met = false,
                        .limit_fraction_approx = {},
                        .note = "by hand"});
  with.series.engines = {table};
  auto files = render(with);
  CHECK(has(files["index.md"], "Speed of exact checking"));
  CHECK(has(files["index.md"], "layer_vs_nothing"));
  CHECK(has(files["index.md"], "missed"));
  CHECK(files["index.html"] != before);
}

TEST_CASE("a statement without a current row is not checked") {
  auto files = render(material({}));
  CHECK(has(files["index.html"], "not checked"));
  CHECK_FALSE(is_all_as_expected(material({})));
  CHECK(is_all_as_expected(material({row("S1", 3), row("S2", 3)})));
  CHECK_FALSE(is_all_as_expected(material({row("S1", 3)})));
}

TEST_CASE("rows of other versions and of shards and of other claims are counted and not shown") {
  check::Row old = row("S1", 3);
  old.version = "ffffffffffffffff";
  check::Row shard = row("S1", 4);
  shard.shard.end = 2;
  check::Row foreign = row("S1", 5);
  foreign.claim = "gone";
  auto files = render(material({old, shard, foreign, row("S2", 3)}));
  CHECK(has(files["sums.html"], "not checked"));
  CHECK(has(files["sums.html"], "1&nbsp;row of other versions, 1&nbsp;row of shards"));
  CHECK(has(files["index.md"], "1 row of claims that this build does not hold"));
}

TEST_CASE("of several rows at a point a failing one is shown and else that of the highest rung") {
  check::Row nightly = row("S1", 3);
  nightly.rung = check::Rung::nightly;
  check::Row failing = row("S1", 3);
  failing.verdict = check::Verdict::fails({.index = 7, .text = "1 + 2"});
  const auto shown = [](std::vector<check::Row> rows) {
    return selected(material(std::move(rows))).front().statements.front().rows.front();
  };
  CHECK(shown({row("S1", 3), nightly}).rung == check::Rung::nightly);
  CHECK(shown({nightly, failing}).verdict.truth == check::Truth::fails);
}

TEST_CASE("refuted sentences stand before everything else and recalled ones carry a dagger") {
  auto files = render(material({row("S1", 3), row("S2", 3)}));
  const std::string& index = files["index.md"];
  CHECK(index.find("## Found wrong in print") < index.find("## Claims"));
  CHECK(has(index, "S2†"));
  CHECK(has(index, "Every sum is even."));
  const std::string& page = files["sums.md"];
  CHECK(page.find("### S2†") < page.find("### S1"));
  CHECK(has(page, "published sentence refuted"));
}

TEST_CASE("what a README records as wrong stands on the first page and none does not") {
  Material with = material({row("S1", 3), row("S2", 3)});
  with.readme_of = [](std::string_view) {
    return std::string("# sums\n## Construction\nAdd.\n## Errata\nThe sign of $x$ is wrong.\n");
  };
  auto files = render(with);
  CHECK(has(files["index.md"], "The sign of $x$ is wrong."));
  CHECK(has(files["sums.md"], "## Setting and construction"));
  with.readme_of = [](std::string_view) { return std::string("## Errata\nNone found.\n"); };
  CHECK_FALSE(has(render(with)["index.md"], "Errata"));
}

TEST_CASE("a claim page puts fidelity before its statements and the construction after them") {
  Material with = material({row("S1", 3), row("S2", 3)});
  with.readme_of = [](std::string_view) { return std::string("## Construction\nAdd.\n"); };
  const std::string page = render(with)["sums.md"];
  const std::size_t fidelity = page.find("## What the paper says");
  const std::size_t statements = page.find("## Statements");
  const std::size_t construction = page.find("## Setting and construction");
  REQUIRE(construction != std::string::npos);
  CHECK(fidelity < statements);
  CHECK(statements < construction);
  CHECK(construction < page.find("## Reproduce"));
}

TEST_CASE("a statement that is sampled in part says so") {
  check::Row sampled = row("S1", 4);
  sampled.coverage = check::Coverage::sampled;
  const auto verdict = [](std::vector<check::Row> rows) {
    return summary_of(selected(material(std::move(rows))).front().statements.front()).verdict;
  };
  CHECK(verdict({row("S1", 3), sampled}) == "holds, in part sampled");
  CHECK(verdict({sampled}) == "no counterexample");
  CHECK(verdict({row("S1", 3)}) == "holds");
}

TEST_CASE("a sampled row says how many of how many and never that it holds") {
  check::Row sampled = row("S1", 3);
  sampled.coverage = check::Coverage::sampled;
  sampled.cases = 1000;
  sampled.full_size = "1" + std::string(18, '0');
  CHECK(verdict_text(sampled) == "no counterexample");
  CHECK(coverage_text(sampled) == "No counterexample among 1 000 samples of 10^18");
  sampled.full_size = "12345678901234567890";
  CHECK(coverage_text(sampled) == "No counterexample among 1 000 samples of about 1.2 * 10^19");
}

TEST_CASE("a row of given cases says that they were given") {
  check::Row listed = row("S1", 3);
  listed.coverage = check::Coverage::given;
  listed.cases = 7;
  listed.full_size = "7";
  CHECK(verdict_text(listed) == "holds");
  CHECK(coverage_text(listed) == "all 7 given cases");
}

TEST_CASE("witnesses and unknowns and living mutants reach the pages") {
  check::Row failing = row("S1", 3);
  failing.verdict = check::Verdict::fails({.index = 7, .text = "1 < 2 & 3"});
  check::Row unknown = row("S1", 4);
  unknown.verdict = check::Verdict::unknown("no case met the preconditions");
  check::Row alive = row("S2", 3);
  alive.mutants = {{.name = "off_by_one",
                    .origin = check::Origin::claim,
                    .fate = check::Fate::refuted,
                    .witness = "case 0: 0 + 0",
                    .why = "one is added"},
                   {.name = "a.up",
                    .origin = check::Origin::generic,
                    .fate = check::Fate::alive,
                    .witness = "",
                    .why = "a weight"}};
  auto files = render(material({failing, unknown, alive}));
  const std::string& page = files["sums.html"];
  CHECK(has(page, "case 7: <code>1 &lt; 2 &amp; 3</code>"));
  CHECK(has(page, "no case met the preconditions"));
  CHECK(has(page, "<code>off_<wbr>by_<wbr>one</code>"));
  CHECK(has(page, "case 0:<wbr> 0 + 0"));
  CHECK(has(files["index.html"], "1&nbsp;mutant alive"));
  CHECK(has(files["index.html"], "Not as expected"));
}

TEST_CASE("resources are shown beside what was promised") {
  check::Row counted = row("S1", 3);
  counted.used = {{"layers", "1"}, {"key_dimension", "3"}};
  counted.promised = {{.quantity = "key dimension",
                       .formula = "3",
                       .relation = "<=",
                       .value = "3",
                       .used = "4",
                       .is_met = false}};
  const std::string page = render(material({counted}))["sums.md"];
  CHECK(has(page, "| key dimension | ≤ 3 | the one point | 3 | 4 | **not met** |"));
  CHECK(has(page, "key dimension 3, layers 1."));
}

}  // namespace
}  // namespace attest::site
