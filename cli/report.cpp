// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest report`: checks what has no current row, then renders the ledger.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>
#include <set>
#include <tuple>

#include "cli/checkout.hpp"
#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "cli/ledger.hpp"
#include "cli/series.hpp"
#include "reports/site/pages.hpp"
#include "reports/site/publish.hpp"
#include "reports/site/summary.hpp"

namespace attest::cli {
namespace {

/// The jobs of the rung fast, mutants included, that the ledger holds no current whole row of.
std::vector<Job> missing_jobs(const Build& build, const std::vector<check::Row>& rows) {
  using Known = std::tuple<std::string, std::string, check::Params>;
  std::set<Known> plain;
  std::set<Known> with_mutants;
  for (const check::Row& row : rows) {
    if (!row.is_whole() || row.version != build.version_of(row.claim)) continue;
    const Known known(row.claim, row.statement, row.params);
    plain.insert(known);
    // Mutants are judged only where the right one holds.
    if (!row.mutants.empty() || row.verdict.truth != check::Truth::holds) {
      with_mutants.insert(known);
    }
  }
  std::vector<std::string> skipped;
  Request request;
  request.with_mutants = true;
  std::vector<Job> jobs = build.claims.empty() ? std::vector<Job>() : plan(build, request, skipped);
  std::erase_if(jobs, [&](const Job& job) {
    const Known known(job.statement->claim, job.statement->label, job.params);
    if (!job.with_mutants || !plain.contains(known)) return plain.contains(known);
    // A row without mutants is complete where there are none to judge.
    return with_mutants.contains(known) || job.statement->mutants(job.params, job.seed).empty();
  });
  return jobs;
}

/// The README of a claim of this checkout; empty for a claim that is not there.
std::string readme_of(const std::filesystem::path& root, std::string_view claim) {
  std::ifstream in(root / "claims" / claim / "README.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Exit run_report(const Values& values, Context& context) {
  const auto out = values.text("--out");
  const std::filesystem::path root = checkout();
  const std::filesystem::path folder = out ? std::filesystem::path(*out) : root / "out" / "report";
  site::require_replaceable(folder);
  CommandLedger ledger(values.text("--ledger"));
  static_cast<void>(ledger.series());  // what it holds is refused before anything is checked
  Manner manner;
  manner.options.commit = context.build.commit;
  manner.options.is_resuming = true;
  const Report report =
      run_jobs(missing_jobs(context.build, ledger.rows()), manner, ledger, context);
  if (report.exit == Exit::interrupted) {
    context.err << "attest: interrupted; no report was written\n";
    return Exit::interrupted;
  }
  keep_missing_counts(context.build, ledger);
  const site::Material material{
      .claims = context.build.claims,
      .rows = ledger.rows(),
      .version_of = context.build.version_of,
      .readme_of = [&](std::string_view claim) { return readme_of(root, claim); },
      .series = ledger.series(),
      .commit = context.build.commit};
  site::publish(folder, site::render(material));
  context.out << (folder / "index.html").string() << "\n";
  return site::is_all_as_expected(material) ? Exit::as_expected : Exit::unexpected;
}

}  // namespace

Command report_command() {
  return {.syntax = {.command = "report",
                     .about = "Checks what has no current row, then writes the report's pages.",
                     .example = "  attest report --out out/report",
                     .arguments = {{"--out", "DIR",
                                    "the report's folder (default out/report of the checkout)"},
                                   {"--ledger", "FILE",
                                    "the ledger (default .attest/ledger.db of the checkout)"}}},
          .run = run_report};
}

}  // namespace attest::cli
