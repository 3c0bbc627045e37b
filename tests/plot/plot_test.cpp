// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plots: equal ones give equal bytes, and what is drawn is what was asked for.
#include "reports/plot/plot.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "reference/number/contract.hpp"
#include "reports/plot/overlap.hpp"
#include "reports/plot/script.hpp"

namespace attest::plot {
namespace {

Plot growing() {
  return {
      .name = "depth",
      .title = "Depth of <k> hops & more",
      .x = {.label = "k (hops)", .is_log = true, .base = 2},
      .y = {.label = "depth [layers]"},
      .lines = {{.name = "promised", .kind = Kind::upper_bound, .points = {{1, 2}, {2, 3}, {4, 4}}},
                {.name = "built", .kind = Kind::construction, .points = {{1, 2}, {2, 2}, {4, 3}}},
                {.name = "one a hop", .kind = Kind::baseline, .points = {{1, 1}, {2, 2}, {4, 4}}},
                {.name = "it's x_1^2", .kind = Kind::competitor, .points = {{2, 3}}}}};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("equal plots give equal bytes without a version and without a date") {
  const std::string svg = to_svg(growing());
  CHECK(svg == to_svg(growing()));
  CHECK(svg.starts_with("<?xml"));
  CHECK(has(svg, "</svg>"));
  CHECK_FALSE(has(svg, "GNUPLOT"));
  CHECK_FALSE(has(svg, "Helvetica"));
}

TEST_CASE("the picture names itself and its axes and its lines as they are written") {
  const std::string svg = to_svg(growing());
  CHECK(has(svg, "<title>Depth of &lt;k&gt; hops &amp; more</title>"));
  for (const char* text : {"k (hops)", "depth [layers]", "promised", "built", "one a hop"}) {
    CHECK(has(svg, text));
  }
}

TEST_CASE("bounds are dashed and baselines grey and constructions solid with markers") {
  const std::string script = script_of(growing());
  CHECK(has(script, "with lines lw 1.8 dt (12,4,3,4) lc rgb '#1f2328' title \"promised\""));
  CHECK(has(script, "with linespoints lw 3 dt solid lc rgb '#0b57a4' pt 7"));
  CHECK(has(script, "with lines lw 2.2 dt solid lc rgb '#848c96' title \"one a hop\""));
  CHECK(has(script, "title \"it's x_{1}^{2}, on a line above\""));
}

TEST_CASE("every line is drawn on its own points whatever kinds take turns") {
  Plot plot = growing();
  plot.lines = {{.name = "a", .kind = Kind::upper_bound, .points = {{1, 9}}},
                {.name = "b", .kind = Kind::construction, .points = {{1, 3}}},
                {.name = "c", .kind = Kind::upper_bound, .points = {{1, 8}}},
                {.name = "d", .kind = Kind::construction, .points = {{1, 4}}}};
  const std::string script = script_of(plot);
  CHECK(has(script, "$line1 << EOD\n1 9\n"));
  CHECK(has(script, "$line2 << EOD\n1 3\n"));
  CHECK(has(script, "$line3 << EOD\n1 8\n"));
  CHECK(has(script, "$line4 << EOD\n1 4\n"));
}

TEST_CASE("a line that lies on another stands below it in the legend and says so") {
  const std::vector<Line> lines{
      {.name = "a", .kind = Kind::construction, .points = {{1, 1}, {2, 2}, {4, 3}}},
      {.name = "b", .kind = Kind::competitor, .points = {{1, 1}, {2, 5}, {4, 9}}},
      {.name = "c", .kind = Kind::lower_bound, .points = {{2, 2}, {4, 3}}},
      {.name = "d", .kind = Kind::baseline, .points = {{1, 1}, {2, 2}, {4, 3}}},
      {.name = "e", .kind = Kind::baseline, .points = {}}};
  std::string legend;
  for (const Entry& entry : entries_of(lines)) legend += lines[entry.line].name + entry.note + "; ";
  CHECK(legend == "a; d, same as above; c, on a line above; b; ");
}

TEST_CASE("a line under another that runs together with it is wider") {
  const std::vector<Line> lines{{.name = "under", .points = {{1, 1}, {2, 2}, {4, 3}}},
                                {.name = "over", .points = {{1, 1}, {2, 2}, {4, 3}}},
                                {.name = "apart", .points = {{1, 2}, {2, 3}, {4, 4}}},
                                {.name = "crossing", .points = {{1, 4}, {2, 2}, {4, 1}}}};
  const std::vector<double> widths = widths_of(lines, {0, 1, 2, 3}, {3, 1.5, 2, 2});
  CHECK(widths[0] > widths[1] + 2);
  CHECK(widths[1] == 1.5);
  CHECK(widths[2] == 2);
  CHECK(widths[3] == 2);
}

TEST_CASE("labels have their small letters high and low and long ones two lines") {
  Plot plot = growing();
  plot.x.label = "N (tokens, n^2 + 1 for n points)";
  plot.y.label = "log2 of the number of messages, rounded up [bits]";
  const std::string script = script_of(plot);
  CHECK(has(script, "set xlabel \"N (tokens, n^{2} + 1 for n points)\""));
  CHECK(has(script, "log_{2} of the number of\\nmessages"));
}

TEST_CASE("what gnuplot would take for markup stays as it is written") {
  Plot plot = growing();
  plot.lines[0].name = "{a} @b & k_hop \"c\"";
  CHECK(has(script_of(plot), "\\\\{a\\\\} \\\\@b \\\\& k\\\\_hop \\\"c\\\""));
}

TEST_CASE("the first and the last size are marked where the ones between have no room") {
  Plot plot = growing();
  plot.x.is_log = false;
  plot.lines = {{.name = "a", .points = {{1, 1}, {2, 2}, {100, 3}, {101, 4}}}};
  CHECK(has(script_of(plot), "set xtics ('1' 1, '101' 101)"));
}

TEST_CASE("sizes stand at their marks and only logarithmic axes are logarithmic") {
  const std::string script = script_of(growing());
  CHECK(has(script, "set xtics ('1' 1, '2' 2, '4' 4)"));
  CHECK(has(script, "set logscale x 2"));
  CHECK_FALSE(has(script, "set logscale y"));
}

TEST_CASE("a plot of one point and of equal values has room around them") {
  Plot plot{.name = "p",
            .title = "t",
            .x = {.label = "n"},
            .y = {.label = "c", .is_log = true},
            .lines = {{.name = "only", .kind = Kind::construction, .points = {{3, 5}}}}};
  CHECK(has(to_svg(plot), "only"));
  plot.lines[0].points = {{3, 5}, {4, 5}};
  CHECK(has(to_svg(plot), "only"));
}

TEST_CASE("a point without a place is a broken contract") {
  Plot plot = growing();
  plot.lines[0].points[0].x = 0;
  CHECK_THROWS_AS(static_cast<void>(script_of(plot)), BrokenInvariant);
  plot = growing();
  plot.lines[0].points[0].y = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(static_cast<void>(script_of(plot)), BrokenInvariant);
  plot.lines.clear();
  CHECK_THROWS_AS(static_cast<void>(script_of(plot)), BrokenInvariant);
}

}  // namespace
}  // namespace attest::plot
