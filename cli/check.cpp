// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest check`: checks statements and says what it found.
#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/jobs.hpp"
#include "cli/ledger.hpp"
#include "cli/nearest.hpp"
#include "cli/rows.hpp"
#include "cli/selection.hpp"
#include "reference/number/error.hpp"
#include "reports/store/row_json.hpp"

namespace attest::cli {
namespace {

/// Reads `i/k` with 1 <= i <= k.
void read_shard(const std::string& text, check::Options& options) {
  constexpr int most = 1'000'000;
  const std::size_t slash = text.find('/');
  const auto number = [](std::string_view digits, int& value) {
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    return error == std::errc() && stop == end;
  };
  const std::string_view words = text;
  if (slash == std::string::npos || !number(words.substr(0, slash), options.shard) ||
      !number(words.substr(slash + 1), options.shards) || options.shard < 1 ||
      options.shard > options.shards || options.shards > most) {
    throw InputError("shard-range", "--shard", in_quotes(text),
                     fmt::format("i/k with 1 <= i <= k <= {}", most));
  }
}

Request request_of(const Values& values, Context& context) {
  Request request;
  request.ids = values.texts("IDS");
  request.label = values.text("--statement").value_or("");
  request.rung = rung_named(values.text("--rung").value_or("fast"));
  request.settings = settings_of(values.texts("--set"));
  request.with_mutants = values.has("--mutants");
  request.mutant = values.text("--mutant").value_or("");
  request.seed = static_cast<std::uint64_t>(integer_argument(
      values.text("--seed").value_or("1"), "--seed", 0, std::numeric_limits<std::int64_t>::max()));
  const auto conflict = [](const char* names) {
    return InputError("argument-conflict", "attest check", names, "one of them");
  };
  if (request.with_mutants && !request.mutant.empty()) throw conflict("--mutants and --mutant");
  if (const auto path = values.text("--model")) {
    if (!request.mutant.empty()) throw conflict("--model and --mutant");
    if (request.with_mutants) throw conflict("--model and --mutants");
    request.model = UserModel{.text = read_text(*path, context.in), .place = *path};
  }
  return request;
}

Manner manner_of(const Values& values, const Request& request, const Context& context) {
  constexpr std::int64_t most_jobs = 4096;
  Manner manner;
  manner.options.rung = request.rung;
  manner.options.seed = request.seed;
  manner.options.commit = context.build.commit;
  manner.options.is_resuming = values.has("--resume");
  manner.options.jobs = static_cast<int>(
      integer_argument(values.text("--jobs").value_or("0"), "--jobs", 0, most_jobs));
  if (const auto shard = values.text("--shard")) read_shard(*shard, manner.options);
  if (const auto budget = values.text("--budget")) {
    manner.budget_milliseconds = duration_argument(*budget, "--budget");
  }
  return manner;
}

Exit run_check(const Values& values, Context& context) {
  const Request request = request_of(values, context);
  const Manner manner = manner_of(values, request, context);
  std::vector<std::string> skipped;
  const std::vector<Job> jobs = plan(context.build, request, skipped);
  for (const std::string& line : skipped) context.err << "attest: " << line << "\n";
  CommandLedger ledger(values.text("--ledger"));
  const Report report = run_jobs(jobs, manner, ledger, context);
  std::vector<check::Row> rows;
  for (const check::Run& run : report.runs) rows.push_back(run.row);
  context.out << (values.has("--json") ? store::check_json(rows) : rows_text(rows));
  if (report.exit == Exit::interrupted) {
    context.err << "attest: interrupted; --resume takes up what was checked\n";
  } else if (jobs.empty()) {
    context.err << "attest: nothing was checked: no parameter point on this rung\n";
    return Exit::unexpected;
  }
  return report.exit;
}

}  // namespace

Command check_command() {
  return {
      .syntax =
          {.command = "check",
           .about = "Checks statements exactly and keeps the rows in the ledger.",
           .example = "  attest check --rung fast --mutants\n"
                      "  attest check match_two --statement S2 --set n=1..4 --set modulus=7 "
                      "--json",
           .arguments =
               {{"IDS", "ID", "the claims (default: all)", Takes::optional_words},
                {"--rung", "RUNG", "fast (default), nightly or exhaustive"},
                {"--statement", "LABEL", "only this statement, or the forms of it"},
                {"--set", "NAME=LO..HI", "a parameter, or a range of it; ranges make a grid",
                 Takes::values},
                {"--mutants", "", "also check that broken versions are noticed", Takes::nothing},
                {"--mutant", "NAME", "check this broken version in place of the right one"},
                {"--model", "FILE", "check this model in place of the built one"},
                {"--jobs", "N", "threads (default 0: every core)"},
                {"--shard", "I/K", "only the I-th of K parts of every case space"},
                {"--seed", "S", "seed of sampled spaces (default 1)"},
                {"--budget", "TIME", "stop after 60s, 5m, 2h; what is left is unknown"},
                {"--resume", "", "take what the ledger holds of an earlier run", Takes::nothing},
                {"--ledger", "FILE", "the ledger (default .attest/ledger.db of the checkout)"},
                {"--json", "", "print attest.check/1", Takes::nothing}}},
      .run = run_check};
}

}  // namespace attest::cli
