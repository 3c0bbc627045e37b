// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series on a page: figures with their data, and nothing of other versions.
#include "reports/site/series.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace attest::site {
namespace {

check::SeriesRow series() {
  check::SeriesRow row{
      .claim = "sums", .name = "terms", .version = "v1", .title = "Terms of a sum"};
  row.size = "n";
  row.size_meaning = "numbers";
  row.quantity = "terms, all [1]";
  row.sizes = {1, 2, 4};
  row.is_log_size = true;
  row.is_log_quantity = true;
  row.lines.push_back({.name = "bound",
                       .kind = check::LineKind::lower_bound,
                       .formula = "$n$",
                       .note = "",
                       .counts = {1, 2, 4},
                       .growth = {}});
  row.lines.push_back({.name = "built",
                       .kind = check::LineKind::construction,
                       .formula = "",
                       .note = "a, b",
                       .counts = {0, std::nullopt, Rational(9, 2)},
                       .growth = {}});
  return row;
}

check::TimingRow timing(std::int64_t size, const std::string& machine) {
  check::TimingRow row{.claim = "sums", .series = "terms", .version = "v1", .size = size};
  row.what = "judging a case";
  row.machine = machine;
  row.seconds_approx = {2e-6, 1e-6, 3e-6};
  return row;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("counts that a logarithmic axis has no place for are left out of the picture alone") {
  const plot::Plot plot = counts_plot(series());
  REQUIRE(plot.lines.size() == 2);
  CHECK(plot.lines[0].points.size() == 3);
  REQUIRE(plot.lines[1].points.size() == 1);
  CHECK(plot.lines[1].points[0].y == 4.5);
  CHECK(plot.x.base == 2);
  CHECK(counts_csv(series()) ==
        "n,bound (lower bound),built (construction)\n1,1,0\n2,2,\n4,4,9/2\n");
}

TEST_CASE("every figure has its data and its command beside it") {
  check::SeriesRecord record;
  record.counts = {series()};
  record.timings = {timing(1, "0123456789abcdef"), timing(2, "0123456789abcdef")};
  const Figures figures = growth_section(record);
  for (const char* name : {"sums/terms.svg", "sums/terms.csv", "sums/terms_times_01234567.svg",
                           "sums/terms_times_01234567.csv"}) {
    CHECK(figures.files.contains(name));
  }
  const auto count =
      std::count_if(figures.blocks.begin(), figures.blocks.end(), [](const Block& block) {
        return block.kind == Block::Kind::figure &&
               std::any_of(block.inside.begin(), block.inside.end(), [](const Block& inner) {
                 return inner.kind == Block::Kind::code &&
                        has(inner.text, "./attest bench sums --series terms");
               });
      });
  CHECK(count == 2);
  CHECK(growth_section({}).blocks.empty());
}

TEST_CASE("times are drawn by their medians and the law by its terms") {
  check::FitRow fit{.claim = "sums", .series = "terms", .version = "v1", .what = "judging a case"};
  fit.terms = {{"n log n", {.value_approx = 1e-6}}, {"1", {.value_approx = 2e-6}}};
  const plot::Plot plot = times_plot(series(), {timing(2, "m"), timing(4, "m")}, {fit});
  REQUIRE(plot.lines.size() == 2);
  CHECK(plot.lines[0].points[1].y == 2e-6);
  CHECK(plot.lines[1].kind == plot::Kind::fit);
  CHECK(plot.lines[1].points[0].y == 4e-6);
}

TEST_CASE("only rows of the version are taken and their order does not matter") {
  check::SeriesRecord record;
  record.counts = {series(), series()};
  record.counts[1].version = "v2";
  record.timings = {timing(2, "m"), timing(1, "m"), timing(4, "m")};
  record.timings[2].version = "v2";
  const check::SeriesRecord chosen = of_version(record, "sums", "v1");
  CHECK(chosen.counts.size() == 1);
  REQUIRE(chosen.timings.size() == 2);
  CHECK(chosen.timings[0].size == 1);
  CHECK(of_version(record, "other", "v1").counts.empty());
}

}  // namespace
}  // namespace attest::site
