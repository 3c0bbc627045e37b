// SPDX-License-Identifier: Apache-2.0
/// \file
/// The tables of the engines' speed.
#include "reports/site/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "reports/site/wording.hpp"

namespace attest::site {
namespace {

using check::EngineRow;
using check::EngineTable;

/// Three significant digits; empty for nothing.
std::string number_text(const std::optional<double>& value_approx) {
  return value_approx ? fmt::format("{:.3g}", *value_approx) : "";
}

/// The same for readers: from a thousand on whole, in groups of three digits.
std::string read_text(const std::optional<double>& value_approx) {
  if (!value_approx || *value_approx < 1000) return number_text(value_approx);
  return grouped(fmt::format("{:.0f}", *value_approx));
}

/// A number and, below, what it is of.
Line figure_line(const std::optional<double>& value_approx, const std::string& what) {
  Line line = text_line(read_text(value_approx));
  if (!what.empty()) line.push_back(below(what));
  return line;
}

Block table_of(const EngineTable& engines) {
  std::vector<std::vector<Line>> cells;
  for (const EngineRow& row : engines.rows) {
    Line name{code(row.name)};
    if (!row.note.empty()) name.push_back(below(row.note));
    cells.push_back({std::move(name),
                     figure_line(row.ours_approx, row.unit),
                     figure_line(row.peer_approx, row.peer_name),
                     {row.is_equal ? mark("equal", "good") : mark("not equal", "bad")},
                     text_line(read_text(row.ratio_approx)),
                     text_line(read_text(row.target_approx)),
                     {row.is_met ? mark("met", "good") : mark("missed", "open")},
                     text_line(number_text(row.limit_fraction_approx))});
  }
  return table(
      "Fast paths of the engines beside their peers",
      {"row", ">ours", ">peer", "outputs", ">ratio", ">target", "verdict", ">of the limit"},
      std::move(cells), Narrow::stacks);
}

/// Where and when a table was taken.
Line place_of(const EngineTable& engines, const check::SeriesRecord& record) {
  const auto machine =
      std::find_if(record.machines.begin(), record.machines.end(),
                   [&](const check::Machine& one) { return id_of(one) == engines.machine; });
  std::string text = "Taken";
  if (machine != record.machines.end()) {
    text += fmt::format(" on {}, {} logical cores, {}, {} kernel", machine->cpu, machine->cores,
                        machine->compiler, machine->kernel);
  }
  if (!engines.commit.empty()) text += ", at commit " + engines.commit;
  return text_line(text + fmt::format(", load {:.2f}. ", engines.load_approx) +
                   "Medians of one run; times hold for this machine only.");
}

}  // namespace

std::vector<Block> engine_section(const check::SeriesRecord& record) {
  std::vector<Block> blocks;
  if (record.engines.empty()) return blocks;
  blocks.push_back(heading(2, text_line("Speed of exact checking"), "engine"));
  blocks.push_back(paragraph(
      text_line("Fast paths beside what else one would use, timed in one run on the same inputs "
                "after the outputs were compared. The ratio says how many times better ours is; a "
                "target without a peer is one for our own figure. A missed target is shown."),
      ""));
  for (const EngineTable& engines : record.engines) {
    blocks.push_back(table_of(engines));
    blocks.push_back(paragraph(place_of(engines, record), "note"));
  }
  blocks.push_back(code_block("./attest bench engine --json\n"));
  return blocks;
}

std::string engine_csv(const check::SeriesRecord& record) {
  std::string text = "machine,commit,name,ours,peer,unit,equal,ratio,target,met,limit_fraction\n";
  for (const EngineTable& engines : record.engines) {
    for (const EngineRow& row : engines.rows) {
      text += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", engines.machine, engines.commit,
                          row.name, number_text(row.ours_approx), number_text(row.peer_approx),
                          row.unit, row.is_equal, number_text(row.ratio_approx),
                          number_text(row.target_approx), row.is_met,
                          number_text(row.limit_fraction_approx));
    }
  }
  return text;
}

}  // namespace attest::site
