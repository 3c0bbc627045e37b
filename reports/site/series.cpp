// SPDX-License-Identifier: Apache-2.0
/// \file
/// The section on growth of a claim's page.
#include "reports/site/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "reports/site/wording.hpp"

namespace attest::site {
namespace {

std::string shortened_number(const Rational& value) {
  constexpr std::size_t most = 24;
  return value.is_integer() ? grouped(shortened(value.to_string(), most))
                            : shortened(value.to_string(), most);
}

/// What each line stands for and how it grows.
Block lines_table(const check::SeriesRow& series) {
  std::vector<std::vector<Line>> cells;
  for (const check::CountedLine& line : series.lines) {
    cells.push_back({with_math(line.name), text_line(check::text_of(line.kind)),
                     with_math(line.formula), text_line(check::text_of(line.growth, series.size)),
                     with_math(line.note)});
  }
  return table("Lines of " + series.title,
               {"line", "what it is", "formula", "exact growth", "note"}, std::move(cells),
               Narrow::scrolls);
}

Block counts_table(const check::SeriesRow& series) {
  std::vector<std::string> titles{">" + series.size};
  for (const check::CountedLine& line : series.lines) titles.push_back(">" + line.name);
  std::vector<std::vector<Line>> cells;
  for (std::size_t i = 0; i < series.sizes.size(); ++i) {
    std::vector<Line> row{text_line(grouped(std::to_string(series.sizes[i])))};
    for (const check::CountedLine& line : series.lines) {
      row.push_back(text_line(line.counts[i] ? shortened_number(*line.counts[i]) : ""));
    }
    cells.push_back(std::move(row));
  }
  return fold(text_line("The counts"), {table("Counts: " + series.quantity, std::move(titles),
                                              std::move(cells), Narrow::scrolls)});
}

Line data_line(const std::string& claim, const std::string& name) {
  return {plain("Data: "), file(name + ".csv", claim + "/" + name + ".csv"), plain(", "),
          file("series.json", claim + "/series.json"), plain(". Command:")};
}

std::string command_text(const check::SeriesRow& series, bool counts_only) {
  return fmt::format("./attest bench {} --series {}{}\n", series.claim, series.name,
                     counts_only ? " --counts-only" : "");
}

/// Which lines of the picture prove nothing.
std::string unproved_lines(const check::SeriesRow& series) {
  const auto has = [&](check::LineKind kind) {
    return std::any_of(series.lines.begin(), series.lines.end(),
                       [kind](const check::CountedLine& line) { return line.kind == kind; });
  };
  std::string text;
  if (has(check::LineKind::recalled)) text += "recalled bounds are held against nothing, ";
  return text + (has(check::LineKind::fitted) ? "dotted lines are fitted" : "no line is fitted");
}

void add_counts(Figures& figures, const check::SeriesRow& series) {
  const plot::Plot plot = counts_plot(series);
  std::vector<Block> inside;
  inside.push_back(lines_table(series));
  if (!series.why_short.empty()) {
    Line why{plain("Fewer than eight sizes, or over a factor below 16: ")};
    append(why, with_math(series.why_short));
    inside.push_back(paragraph(std::move(why), "note"));
  }
  inside.push_back(counts_table(series));
  const std::string stem = series.claim + "/" + series.name;
  inside.push_back(paragraph(data_line(series.claim, series.name), "note"));
  inside.push_back(code_block(command_text(series, true)));
  figures.files[stem + ".csv"] = counts_csv(series);
  if (plot.lines.empty()) {
    std::move(inside.begin(), inside.end(), std::back_inserter(figures.blocks));
    return;
  }
  figures.files[stem + ".svg"] = plot::to_svg(plot);
  Line caption = with_math(series.title);
  caption.push_back(
      plain(fmt::format(": exact counts, {} against {}. Lower bounds are dashed, upper bounds "
                        "dashed and dotted, baselines grey; {}.",
                        series.quantity, series.size, unproved_lines(series))));
  figures.blocks.push_back(figure(stem + ".svg",
                                  fmt::format("{}: {} against {} ({})", series.title,
                                              series.quantity, series.size, series.size_meaning),
                                  std::move(caption), std::move(inside)));
}

/// " (2.0e-09 to 2.2e-09)", or that there is none.
std::string interval_text(const check::EstimateApprox& estimate, const char* format) {
  if (!estimate.interval_approx) return " (no interval)";
  const auto number = [&](double value) { return fmt::format(fmt::runtime(format), value); };
  return " (" + number(estimate.interval_approx->low_approx) + " to " +
         number(estimate.interval_approx->high_approx) + ")";
}

/// "2.1e-09 s (2.0e-09 to 2.2e-09)" times each function.
std::string law_text(const check::FitRow& fit, const std::string& size) {
  std::string text;
  for (const auto& [function, c] : fit.terms) {
    std::string name = function == "1" ? "" : " " + function;
    std::replace(name.begin(), name.end(), 'n', size.size() == 1 ? size.front() : 'n');
    text += fmt::format("{}{:.2g} s{}{}", text.empty() ? "" : " + ", c.value_approx,
                        interval_text(c, "{:.2g}"), name);
  }
  return text;
}

std::string exponent_cell(const check::FitRow& fit) {
  if (!fit.exponent) return "none: " + fit.why_no_exponent;
  return fmt::format("{:.2f}", fit.exponent->value_approx) + interval_text(*fit.exponent, "{:.2f}");
}

Line machine_line(const check::Machine& machine) {
  std::string text = "Taken on " + machine.cpu + fmt::format(", {} logical cores", machine.cores);
  for (const std::string& part :
       {machine.caches, machine.compiler, machine.kernel, machine.library}) {
    if (!part.empty()) text += ", " + part;
  }
  if (!machine.governor.empty()) text += ", governor " + machine.governor;
  return text_line(text + ". Times hold for this machine only.");
}

void add_times(Figures& figures, const check::SeriesRow& series, const check::Machine* machine,
               const std::string& machine_id, const std::vector<check::TimingRow>& timings,
               const std::vector<check::FitRow>& fits) {
  std::vector<Block> inside;
  std::vector<std::vector<Line>> cells;
  for (const check::FitRow& fit : fits) {
    cells.push_back({text_line(fit.what), text_line(law_text(fit, series.size)),
                     text_line(fmt::format("{:.1f} %", 100 * fit.relative_error_approx)),
                     text_line(exponent_cell(fit))});
  }
  if (!cells.empty()) {
    inside.push_back(table("Laws fitted to the medians, with intervals of 95 %",
                           {"what", "law", ">error", "exponent"}, std::move(cells),
                           Narrow::scrolls));
  }
  if (machine != nullptr) inside.push_back(paragraph(machine_line(*machine), "note"));
  const std::string name = series.name + "_times_" + machine_id.substr(0, 8);
  const std::string stem = series.claim + "/" + name;
  inside.push_back(paragraph(data_line(series.claim, name), "note"));
  inside.push_back(code_block(command_text(series, false)));
  figures.files[stem + ".csv"] = times_csv(timings);
  figures.files[stem + ".svg"] = plot::to_svg(times_plot(series, timings, fits));
  figures.blocks.push_back(figure(
      stem + ".svg",
      fmt::format("CPU time of one case against {} ({})", series.size, series.size_meaning),
      text_line(
          "Times, taken after every case of every size was verified: medians of the CPU time of "
          "one case, and the law fitted to them (dotted)."),
      std::move(inside)));
}

}  // namespace

check::SeriesRecord of_version(const check::SeriesRecord& record, std::string_view claim,
                               std::string_view version) {
  check::SeriesRecord result;
  const auto is_wanted = [&](const auto& row) {
    return row.claim == claim && row.version == version;
  };
  std::copy_if(record.counts.begin(), record.counts.end(), std::back_inserter(result.counts),
               is_wanted);
  std::copy_if(record.timings.begin(), record.timings.end(), std::back_inserter(result.timings),
               is_wanted);
  std::copy_if(record.fits.begin(), record.fits.end(), std::back_inserter(result.fits), is_wanted);
  std::copy_if(record.machines.begin(), record.machines.end(), std::back_inserter(result.machines),
               [&](const check::Machine& machine) {
                 return std::any_of(
                     result.timings.begin(), result.timings.end(),
                     [&](const check::TimingRow& row) { return row.machine == id_of(machine); });
               });
  std::sort(result.counts.begin(), result.counts.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  std::sort(result.timings.begin(), result.timings.end(), [](const auto& a, const auto& b) {
    return std::tie(a.series, a.machine, a.what, a.size) <
           std::tie(b.series, b.machine, b.what, b.size);
  });
  std::sort(result.fits.begin(), result.fits.end(), [](const auto& a, const auto& b) {
    return std::tie(a.series, a.machine, a.what) < std::tie(b.series, b.machine, b.what);
  });
  std::sort(result.machines.begin(), result.machines.end(),
            [](const auto& a, const auto& b) { return id_of(a) < id_of(b); });
  return result;
}

Figures growth_section(const check::SeriesRecord& record,
                       const std::map<std::string, Span>& compared) {
  Figures figures;
  if (record.counts.empty()) return figures;
  figures.blocks.push_back(heading(2, text_line("How it grows"), "growth"));
  figures.blocks.push_back(paragraph(
      text_line(
          "Counts are exact, and so is what is said of their growth: a polynomial where their "
          "differences vanish by themselves, else (x2) the last two ratios of counts at 2x and at "
          "x."),
      ""));
  for (const check::SeriesRow& series : record.counts) {
    figures.blocks.push_back(heading(3, with_math(series.title), "series-" + series.name));
    if (const auto place = compared.find(series.name); place != compared.end()) {
      figures.blocks.push_back(paragraph({place->second}, "note"));
    }
    add_counts(figures, series);
    std::vector<std::string> machines;
    for (const check::TimingRow& timing : record.timings) {
      const bool is_new =
          std::find(machines.begin(), machines.end(), timing.machine) == machines.end();
      if (timing.series == series.name && is_new) machines.push_back(timing.machine);
    }
    for (const std::string& id : machines) {
      const auto is_here = [&](const auto& row) {
        return row.series == series.name && row.machine == id;
      };
      std::vector<check::TimingRow> timings;
      std::vector<check::FitRow> fits;
      std::copy_if(record.timings.begin(), record.timings.end(), std::back_inserter(timings),
                   is_here);
      std::copy_if(record.fits.begin(), record.fits.end(), std::back_inserter(fits), is_here);
      const auto machine =
          std::find_if(record.machines.begin(), record.machines.end(),
                       [&](const check::Machine& one) { return id_of(one) == id; });
      add_times(figures, series, machine == record.machines.end() ? nullptr : &*machine, id,
                timings, fits);
    }
  }
  return figures;
}

}  // namespace attest::site
