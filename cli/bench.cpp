// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest bench`: counts, verifies, then times series; `bench engine` times fast paths.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

#include "benchmarks/engine.hpp"
#include "benchmarks/machine.hpp"
#include "benchmarks/series.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/ledger.hpp"
#include "cli/series.hpp"
#include "reference/number/error.hpp"
#include "reports/store/series_json.hpp"

namespace attest::cli {
namespace {

constexpr std::int64_t most_repetitions = 1000;

/// What stands for the engines among the claims.
constexpr const char* engine_word = "engine";

/// What the command found, as text and as records.
struct Findings {
  check::SeriesRecord record;
  std::string text;
  Exit exit = Exit::as_expected;
};

/// A record of one kind of rows.
void add(check::SeriesRecord& all, const check::SeriesRecord& part) {
  all.counts.insert(all.counts.end(), part.counts.begin(), part.counts.end());
  all.timings.insert(all.timings.end(), part.timings.begin(), part.timings.end());
  all.fits.insert(all.fits.end(), part.fits.begin(), part.fits.end());
}

/// What every row of times says of the run.
check::TimingRow context_row(const check::Machine& machine, const std::string& version,
                             const Context& context) {
  const benchmarks::Moment moment = benchmarks::this_moment();
  return {.version = version,
          .machine = id_of(machine),
          .load_approx = moment.load,
          .megahertz_approx = moment.megahertz,
          .commit = context.build.commit};
}

/// One series: counted, and unless only counts are asked for verified and timed.
void bench_series(const ChosenSeries& chosen, bool counts_only, const benchmarks::Effort& effort,
                  const check::Machine& machine, CommandLedger& ledger, Context& context,
                  Findings& findings) {
  const std::string version = context.build.version_of(chosen.claim->id);
  check::SeriesRecord part;
  part.counts.push_back(benchmarks::count(*chosen.claim, *chosen.series, version));
  ledger.keep(part);
  benchmarks::Timed timed;
  if (!counts_only && !context.is_interrupted()) {
    timed = benchmarks::time_series(*chosen.claim, *chosen.series,
                                    context_row(machine, version, context), effort);
    part.timings = std::move(timed.timings);
    part.fits = std::move(timed.fits);
    if (!part.timings.empty()) part.machines = {machine};
    ledger.keep(part);
  }
  findings.text += series_text(part.counts.front(), part.timings, part.fits);
  add(findings.record, part);
  if (timed.verdict.truth == check::Truth::holds) return;
  findings.exit = Exit::unexpected;
  const std::string why =
      timed.verdict.witness
          ? fmt::format("case {}: {}", timed.verdict.witness->index, timed.verdict.witness->text)
          : timed.verdict.reason;
  context.err << fmt::format("attest: {} {}: not timed: at {} = {} it {}: {}\n", chosen.claim->id,
                             chosen.series->name, chosen.series->size, timed.size,
                             name_of(timed.verdict.truth), why);
}

/// The row as it is kept and shown.
check::EngineRow kept(const benchmarks::EngineRow& row) {
  const bool has_peer = !row.peer_name.empty();
  const auto of_peer = [&](double value_approx) {
    return has_peer ? std::optional<double>(value_approx) : std::nullopt;
  };
  return {.name = row.name,
          .ours_approx = row.ours,
          .peer_approx = of_peer(row.peer),
          .peer_name = row.peer_name,
          .unit = row.unit,
          .is_equal = row.equal,
          .ratio_approx = of_peer(row.ratio),
          .target_approx = row.target,
          .is_met = row.is_met,
          .limit_fraction_approx = row.limit_fraction,
          .note = row.note};
}

benchmarks::Effort effort_of(const Values& values, const Context& context) {
  benchmarks::Effort effort;
  effort.repetitions = static_cast<int>(
      integer_argument(values.text("--repetitions").value_or("7"), "--repetitions",
                       static_cast<std::int64_t>(benchmarks::least_repetitions), most_repetitions));
  effort.is_interrupted = context.is_interrupted;
  return effort;
}

/// \throws InputError argument-conflict
void refuse_together(bool are_both, const std::string& one, const std::string& other) {
  if (are_both) {
    throw InputError("argument-conflict", "attest bench", one + " and " + other, "one of them");
  }
}

Exit interrupted(Context& context) {
  context.err << "attest: interrupted; what was counted and timed is kept\n";
  return Exit::interrupted;
}

/// Prints and keeps the table of the engines; one that was interrupted is neither.
Exit run_engine(const Values& values, Context& context) {
  const benchmarks::Effort effort = effort_of(values, context);
  CommandLedger ledger(values.text("--ledger"));
  const check::Machine machine = benchmarks::this_machine(context.build.compiler);
  const benchmarks::Moment moment = benchmarks::this_moment();
  check::EngineTable table{.machine = id_of(machine),
                           .commit = context.build.commit,
                           .load_approx = moment.load,
                           .megahertz_approx = moment.megahertz,
                           .rows = {}};
  for (const benchmarks::EngineRow& row : benchmarks::engine_rows(effort)) {
    table.rows.push_back(kept(row));
  }
  if (context.is_interrupted()) return interrupted(context);
  check::SeriesRecord record;
  record.machines = {machine};
  record.engines = {table};
  ledger.keep(record);
  const std::string json = store::engine_json(table);
  if (const auto path = values.text("-o")) write_atomically(*path, json);
  context.out << (values.has("--json") ? json
                                       : engine_text(table) + "\n" +
                                             machine_text(machine, moment.load, moment.megahertz));
  const bool is_equal = std::all_of(table.rows.begin(), table.rows.end(),
                                    [](const auto& row) { return row.is_equal; });
  return is_equal ? Exit::as_expected : Exit::unexpected;
}

Exit run_bench(const Values& values, Context& context) {
  const std::vector<std::string> ids = values.texts("IDS");
  const bool is_engine = std::find(ids.begin(), ids.end(), engine_word) != ids.end();
  const bool counts_only = values.has("--counts-only");
  refuse_together(is_engine && ids.size() > 1, engine_word, "a claim");
  refuse_together(is_engine && counts_only, engine_word, "--counts-only");
  refuse_together(is_engine && values.has("--series"), engine_word, "--series");
  refuse_together(counts_only && values.has("--repetitions"), "--counts-only", "--repetitions");
  if (const auto path = values.text("-o")) require_writable(*path);
  if (is_engine) return run_engine(values, context);
  const benchmarks::Effort effort = effort_of(values, context);
  const std::vector<ChosenSeries> chosen =
      series_named(context.build, ids, values.text("--series").value_or(""));
  CommandLedger ledger(values.text("--ledger"));
  const check::Machine machine = benchmarks::this_machine(context.build.compiler);
  Findings findings;
  for (std::size_t i = 0; i < chosen.size() && !context.is_interrupted(); ++i) {
    if (context.shows_progress) {
      context.err << fmt::format("{} of {}: {} {}\n", i + 1, chosen.size(), chosen[i].claim->id,
                                 chosen[i].series->name);
    }
    if (!findings.text.empty()) findings.text += "\n";
    bench_series(chosen[i], counts_only, effort, machine, ledger, context, findings);
  }
  if (!findings.record.timings.empty()) {
    const check::TimingRow& last = findings.record.timings.back();
    findings.record.machines = {machine};
    findings.text += "\n" + machine_text(machine, last.load_approx, last.megahertz_approx);
  }
  const std::string json = store::bench_json(findings.record);
  if (const auto path = values.text("-o")) write_atomically(*path, json);
  context.out << (values.has("--json") ? json : findings.text);
  return context.is_interrupted() ? interrupted(context) : findings.exit;
}

}  // namespace

Command bench_command() {
  return {
      .syntax =
          {.command = "bench",
           .about = "Counts the series of claims exactly, verifies every size, then times it; "
                    "`bench engine` times fast paths beside their peers.",
           .example = "  attest bench match_two --series key_bits\n"
                      "  attest bench --counts-only --json\n"
                      "  attest bench engine --repetitions 15",
           .arguments = {{"IDS", "ID", "the claims, or engine (default: all claims)",
                          Takes::optional_words},
                         {"--series", "NAME", "only series of this name"},
                         {"--counts-only", "", "count, but time nothing", Takes::nothing},
                         {"--repetitions", "N", "times each size is timed (default 7, at least 5)"},
                         {"--ledger", "FILE",
                          "the ledger (default .attest/ledger.db of the checkout)"},
                         {"--json", "", "print attest.bench/1, or attest.engine/1 of the engine",
                          Takes::nothing},
                         {"-o", "FILE", "also write that to this file"}}},
      .run = run_bench};
}

}  // namespace attest::cli
