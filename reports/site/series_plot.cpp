// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counts and times as plots.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "reference/number/contract.hpp"
#include "reports/site/series.hpp"
#include "reports/site/wording.hpp"

namespace attest::site {
namespace {

/// A name with math as plain text that pictures typeset: "-log2 margin" for "$-\\log_2$ margin".
std::string without_tex(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> marks{
      {{"$", ""},
       {"\\log_2", "log2"},
       {"\\lfloor ", "⌊"},
       {"\\rfloor", "⌋"},
       {"\\lceil ", "⌈"},
       {"\\rceil", "⌉"},
       {"\\cdot", "·"},
       {"\\times", "×"},
       {"\\beta", "β"},
       {"\\kappa", "κ"},
       {"\\pi", "π"},
       {"\\le ", "≤ "},
       {"\\ln ", "ln "},
       {"-log", "−log"}}};
  for (const auto& [from, to] : marks) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

/// The nearest double or one beside it: a place on a picture.
double place_of(const Rational& value) {
  const double numerator = std::strtod(value.num().to_string().c_str(), nullptr);
  return numerator / std::strtod(value.den().to_string().c_str(), nullptr);
}

plot::Kind kind_of(check::LineKind kind) {
  switch (kind) {
    case check::LineKind::lower_bound:
      return plot::Kind::lower_bound;
    case check::LineKind::upper_bound:
      return plot::Kind::upper_bound;
    case check::LineKind::construction:
      return plot::Kind::construction;
    case check::LineKind::baseline:
      return plot::Kind::baseline;
    case check::LineKind::competitor:
      return plot::Kind::competitor;
    case check::LineKind::recalled:
      return plot::Kind::recalled;
    case check::LineKind::fitted:
      return plot::Kind::fit;
  }
  ATTEST_REQUIRE(false, "a kind of line outside the enumeration");
}

/// The line's name, of a bound on which side, and of a line that proves nothing what it is.
std::string legend_of(const check::CountedLine& line) {
  const bool is_bound =
      line.kind == check::LineKind::lower_bound || line.kind == check::LineKind::upper_bound ||
      line.kind == check::LineKind::recalled || line.kind == check::LineKind::fitted;
  const std::string name = without_tex(line.name);
  return is_bound ? name + " (" + check::text_of(line.kind) + ")" : name;
}

/// Sizes that are powers of two are marked as such.
plot::Axis size_axis(const check::SeriesRow& series) {
  const bool are_powers =
      std::all_of(series.sizes.begin(), series.sizes.end(), [](std::int64_t size) {
        return size > 0 && std::has_single_bit(static_cast<std::uint64_t>(size));
      });
  return {.label = without_tex(series.size + " (" + series.size_meaning + ")"),
          .is_log = series.is_log_size,
          .base = are_powers ? 2 : 10};
}

/// The value at n of one function of a law of times; the names are those of the ledger.
double function_at(const std::string& name, double n) {
  if (name == "n") return n;
  if (name == "n log n") return n * std::log2(n);
  if (name == "n^2") return n * n;
  if (name == "n^3") return n * n * n;
  if (name == "2^n") return std::exp2(n);
  if (name == "n 2^n") return n * std::exp2(n);
  ATTEST_REQUIRE(name == "1", "a law with the unknown function " + name);
  return 1;
}

double law_at(const check::FitRow& fit, double n) {
  double sum = 0;
  for (const auto& [name, coefficient] : fit.terms)
    sum += coefficient.value_approx * function_at(name, n);
  return sum;
}

}  // namespace

plot::Plot counts_plot(const check::SeriesRow& series) {
  plot::Plot plot{.name = series.name,
                  .title = series.title,
                  .x = size_axis(series),
                  .y = {.label = without_tex(series.quantity), .is_log = series.is_log_quantity},
                  .lines = {}};
  for (const check::CountedLine& line : series.lines) {
    plot::Line drawn{.name = legend_of(line), .kind = kind_of(line.kind), .points = {}};
    for (std::size_t i = 0; i < line.counts.size(); ++i) {
      if (!line.counts[i]) continue;
      const plot::Point point{.x = static_cast<double>(series.sizes[i]),
                              .y = place_of(*line.counts[i])};
      const bool has_place = std::isfinite(point.y) && (!plot.y.is_log || point.y > 0) &&
                             (!plot.x.is_log || point.x > 0);
      if (has_place) drawn.points.push_back(point);
    }
    if (!drawn.points.empty()) plot.lines.push_back(std::move(drawn));
  }
  return plot;
}

plot::Plot times_plot(const check::SeriesRow& series, const std::vector<check::TimingRow>& timings,
                      const std::vector<check::FitRow>& fits) {
  plot::Plot plot{.name = series.name + "_times",
                  .title = "Times: " + series.title,
                  .x = size_axis(series),
                  .y = {.label = "CPU time of one case [s]", .is_log = true},
                  .lines = {}};
  plot.x.is_log = true;
  for (const check::TimingRow& timing : timings) {
    const auto same =
        std::find_if(plot.lines.begin(), plot.lines.end(),
                     [&](const plot::Line& line) { return line.name == timing.what; });
    plot::Line& line =
        same != plot.lines.end()
            ? *same
            : plot.lines.emplace_back(plot::Line{
                  .name = timing.what,
                  .kind = plot.lines.empty() ? plot::Kind::construction : plot::Kind::competitor,
                  .points = {}});
    line.points.push_back({.x = static_cast<double>(timing.size), .y = timing.median_approx()});
  }
  for (const check::FitRow& fit : fits) {
    const auto same = std::find_if(plot.lines.begin(), plot.lines.end(),
                                   [&](const plot::Line& line) { return line.name == fit.what; });
    if (same == plot.lines.end()) continue;
    plot::Line law{.name = "law fitted to " + fit.what, .kind = plot::Kind::fit, .points = {}};
    for (const plot::Point& point : same->points)
      law.points.push_back({point.x, law_at(fit, point.x)});
    plot.lines.push_back(std::move(law));
  }
  return plot;
}

std::string counts_csv(const check::SeriesRow& series) {
  std::string text = csv_field(series.size);
  for (const check::CountedLine& line : series.lines) {
    text += "," + csv_field(fmt::format("{} ({})", line.name, check::text_of(line.kind)));
  }
  text += "\n";
  for (std::size_t i = 0; i < series.sizes.size(); ++i) {
    text += std::to_string(series.sizes[i]);
    for (const check::CountedLine& line : series.lines) {
      text += "," + (line.counts[i] ? line.counts[i]->to_string() : "");
    }
    text += "\n";
  }
  return text;
}

std::string times_csv(const std::vector<check::TimingRow>& timings) {
  std::string text =
      "size,what,cases,iterations,repetition,seconds,load,megahertz,machine,commit\n";
  for (const check::TimingRow& timing : timings) {
    for (std::size_t i = 0; i < timing.seconds_approx.size(); ++i) {
      text +=
          fmt::format("{},{},{},{},{},{},{},{},{},{}\n", timing.size, csv_field(timing.what),
                      timing.cases, timing.iterations, i, timing.seconds_approx[i],
                      timing.load_approx, timing.megahertz_approx, timing.machine, timing.commit);
    }
  }
  return text;
}

}  // namespace attest::site
