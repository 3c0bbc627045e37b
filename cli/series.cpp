// SPDX-License-Identifier: Apache-2.0
/// \file
/// Finds series and writes their tables.
#include "cli/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "benchmarks/fit.hpp"
#include "benchmarks/series.hpp"
#include "cli/nearest.hpp"
#include "cli/selection.hpp"
#include "cli/table.hpp"
#include "reference/number/error.hpp"
#include "reports/prose/plain_tex.hpp"

namespace attest::cli {
namespace {

/// "1.23 us".
std::string seconds_text(double seconds) {
  constexpr std::array<std::pair<double, const char*>, 3> units{
      {{1e-9, "ns"}, {1e-6, "us"}, {1e-3, "ms"}}};
  for (const auto& [unit, name] : units) {
    if (seconds < 1000 * unit) return fmt::format("{:.3g} {}", seconds / unit, name);
  }
  return fmt::format("{:.3g} s", seconds);
}

/// "[a]", "[b]", ...
std::string mark(std::size_t line) {
  return fmt::format("[{}]", static_cast<char>('a' + static_cast<int>(line)));
}

std::string line_text(const check::CountedLine& line, std::size_t index, const std::string& size) {
  std::string text = fmt::format("  {} {}: {}", mark(index), check::text_of(line.kind), line.name);
  if (!line.formula.empty()) text += ", " + line.formula;
  if (!line.note.empty()) text += " (" + line.note + ")";
  const std::string growth = text_of(line.growth, size);
  const std::string ratios = "x2: ";
  if (growth.starts_with(ratios)) {
    text += "; where " + size + " doubles, times " + growth.substr(ratios.size());
  } else if (!growth.empty()) {
    text += "; at these sizes " + growth;
  }
  return prose::plain_tex(text) + "\n";
}

std::string fit_text(const check::FitRow& fit, const std::string& size) {
  return fmt::format(
      "  times: {}; relative error {:.1f} %, same leading function in {:.0f} % of the bootstrap; "
      "{}\n",
      benchmarks::text_of(fit, size), 100 * fit.relative_error_approx,
      100 * fit.leading_share_approx, benchmarks::exponent_text(fit));
}

}  // namespace

std::vector<ChosenSeries> series_named(const Build& build, const std::vector<std::string>& ids,
                                       const std::string& name) {
  std::vector<ChosenSeries> chosen;
  std::vector<std::string> names;
  for (const check::Claim* claim : claims_named(build, ids)) {
    if (!ids.empty() && claim->series.empty()) {
      throw InputError("series-missing", claim->id, "no series", "a claim with a series");
    }
    for (const check::Series& series : claim->series) {
      names.push_back(series.name);
      if (name.empty() || series.name == name) chosen.push_back({claim, &series});
    }
  }
  if (!name.empty() && chosen.empty()) {
    throw InputError("series-unknown", "--series", in_quotes(name), one_of(name, names));
  }
  return chosen;
}

void keep_missing_counts(const Build& build, CommandLedger& ledger) {
  const check::SeriesRecord known = ledger.series();
  for (const auto& [claim, series] : series_named(build, {}, "")) {
    const std::string version = build.version_of(claim->id);
    const bool is_known = std::any_of(
        known.counts.begin(), known.counts.end(),
        [&, claim = claim, series = series](const check::SeriesRow& row) {
          return row.claim == claim->id && row.name == series->name && row.version == version;
        });
    if (!is_known) ledger.keep({.counts = {benchmarks::count(*claim, *series, version)}});
  }
}

std::string series_text(const check::SeriesRow& row, const std::vector<check::TimingRow>& timings,
                        const std::vector<check::FitRow>& fits) {
  std::string text = fmt::format(
      "{} {}: {}\n  {}: {}; counted: {}\n", row.claim, row.name, prose::plain_tex(row.title),
      row.size, prose::plain_tex(row.size_meaning), prose::plain_tex(row.quantity));
  Cells titles{">" + row.size};
  for (std::size_t i = 0; i < row.lines.size(); ++i) titles.push_back(">" + mark(i));
  titles.insert(titles.end(), {">median a case", ">least", ">repeated"});
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < row.sizes.size(); ++i) {
    Cells cells{std::to_string(row.sizes[i])};
    for (const check::CountedLine& line : row.lines) {
      cells.push_back(line.counts[i] ? line.counts[i]->to_string() : "-");
    }
    const auto timing = std::find_if(timings.begin(), timings.end(), [&](const auto& candidate) {
      return candidate.claim == row.claim && candidate.series == row.name &&
             candidate.size == row.sizes[i];
    });
    if (timing == timings.end()) {
      cells.insert(cells.end(), {"", "", ""});
    } else {
      cells.insert(cells.end(),
                   {seconds_text(timing->median_approx()), seconds_text(timing->least_approx()),
                    fmt::format("{} x {}", timing->seconds_approx.size(), timing->iterations)});
    }
    rows.push_back(std::move(cells));
  }
  text += "  " + indented(table(titles, rows), 2) + "\n";
  for (std::size_t i = 0; i < row.lines.size(); ++i) text += line_text(row.lines[i], i, row.size);
  for (const check::FitRow& fit : fits) {
    if (fit.claim == row.claim && fit.series == row.name) text += fit_text(fit, row.size);
  }
  if (!row.why_short.empty()) text += "  short: " + row.why_short + "\n";
  return text;
}

std::string engine_text(const check::EngineTable& engines) {
  const auto number = [](const std::optional<double>& value_approx) {
    return value_approx ? fmt::format("{:.3g}", *value_approx) : std::string();
  };
  std::vector<Cells> rows;
  std::string notes;
  for (const check::EngineRow& row : engines.rows) {
    rows.push_back({row.name, number(row.ours_approx), number(row.peer_approx), row.unit,
                    row.peer_name, row.is_equal ? "equal" : "not equal", number(row.ratio_approx),
                    number(row.target_approx), row.is_met ? "met" : "missed",
                    number(row.limit_fraction_approx)});
    if (!row.note.empty()) notes += fmt::format("{}: {}\n", row.name, row.note);
  }
  return table({"row", ">ours", ">peer", "unit", "peer", "outputs", ">ratio", ">target", "target",
                ">of limit"},
               rows) +
         notes;
}

std::string machine_text(const check::Machine& machine, double load, double megahertz) {
  std::string text = fmt::format("{}, {} cores, {}", machine.cpu, machine.cores, machine.caches);
  if (megahertz > 0) text += fmt::format(", {:.0f} MHz", megahertz);
  if (!machine.governor.empty()) text += ", governor " + machine.governor;
  return text + fmt::format(", load {:.2f}; {} {}; {} kernel; {}\n", load, machine.compiler,
                            machine.flags, machine.kernel, machine.library);
}

}  // namespace attest::cli
