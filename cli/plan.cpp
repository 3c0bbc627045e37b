// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a request to jobs, and from jobs to rows.
#include "cli/plan.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "cli/documents.hpp"
#include "cli/nearest.hpp"
#include "cli/selection.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// The statements that a request selects.
std::vector<const check::Statement*> selected(const Build& build, const Request& request) {
  std::vector<const check::Statement*> result;
  std::vector<std::string> labels;
  for (const check::Claim* claim : claims_named(build, request.ids)) {
    const auto found = request.ids.empty() ? statements_matching(*claim, request.label)
                                           : statements_named(*claim, request.label);
    result.insert(result.end(), found.begin(), found.end());
    for (const check::Statement& statement : claim->statements) labels.push_back(statement.label);
  }
  if (!result.empty()) return result;
  if (build.claims.empty()) {
    throw InputError("claim-unknown", "check", "no claim in this build", "at least one claim");
  }
  throw InputError("statement-unknown", "--statement", in_quotes(request.label),
                   one_of(request.label, labels));
}

/// The one statement that a user's model is about: as the command line says, else as the file says.
std::vector<const check::Statement*> selected_by_model(const Build& build, const Request& request) {
  const ModelHead head = head_of_model(request.model->text);
  const std::vector<std::string> ids = request.ids.empty() && !head.claim.empty()
                                           ? std::vector<std::string>{head.claim}
                                           : request.ids;
  if (ids.size() != 1) {
    throw InputError("argument-missing", "check, --model", std::to_string(ids.size()) + " claims",
                     "the id of one claim");
  }
  return {&statement_of_model(claim_named(build, ids.front()), *request.model, request.label)};
}

/// The points of one statement, those where mutants run apart.
struct Points {
  std::vector<check::Params> right;
  std::vector<check::Params> broken;
};

Points points_of(const check::Statement& statement, const Request& request) {
  const std::string place = place_of(statement);
  if (request.model) {
    return {.right =
                grid(statement, place, {model_params(statement, *request.model)}, request.settings),
            .broken = {}};
  }
  const auto with_settings = [&](const std::vector<check::Params>& base) {
    return base.empty() && request.settings.empty()
               ? base
               : grid(statement, place, base, request.settings);
  };
  Points points{.right = with_settings(statement.points(request.rung)), .broken = {}};
  if (!statement.mutants) return points;
  // Settings ask for their points, mutants included; else mutants have points of their own.
  points.broken = request.settings.empty() && statement.mutant_points
                      ? statement.mutant_points(request.rung)
                      : points.right;
  return points;
}

std::vector<Job> jobs_of(const check::Statement& statement, const Request& request) {
  const Points points = points_of(statement, request);
  const Job base{.statement = &statement,
                 .params = {},
                 .seed = request.seed,
                 .with_mutants = false,
                 .mutant = request.mutant,
                 .model = request.model};
  std::vector<Job> jobs;
  const auto add = [&](const check::Params& params, bool with_mutants) {
    jobs.push_back(base);
    jobs.back().params = params;
    jobs.back().with_mutants = with_mutants;
  };
  if (!request.mutant.empty()) {
    for (const check::Params& params : points.broken) add(params, false);
    return jobs;
  }
  const auto is_in = [](const std::vector<check::Params>& list, const check::Params& params) {
    return std::find(list.begin(), list.end(), params) != list.end();
  };
  for (const check::Params& params : points.right) {
    add(params, request.with_mutants && is_in(points.broken, params));
  }
  if (!request.with_mutants) return jobs;
  for (const check::Params& params : points.broken) {
    if (!is_in(points.right, params)) add(params, true);
  }
  return jobs;
}

/// Leaves the jobs whose statement has the mutant at their point. \throws InputError if none is
/// left
std::vector<Job> with_mutant_only(const std::vector<Job>& jobs, const std::string& name) {
  std::vector<Job> left;
  std::vector<check::Mutant> seen;
  for (const Job& job : jobs) {
    std::vector<check::Mutant> mutants = job.statement->mutants(job.params, job.seed);
    if (mutant_named(mutants, name)) {
      left.push_back(job);
    } else {
      std::move(mutants.begin(), mutants.end(), std::back_inserter(seen));
    }
  }
  if (left.empty()) refuse_mutant(name, "check", seen);
  return left;
}

std::unique_ptr<check::Subject> subject_of(const Job& job) {
  return job.model ? subject_of_model(*job.statement, *job.model, job.params, job.seed)
                   : subject_at(*job.statement, job.params, job.seed, job.mutant);
}

/// A shell word: quoted unless it is plain.
std::string shell_word(const std::string& text) {
  const bool is_plain = !text.empty() && text.find_first_not_of(
                                             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789_-./=+:,@") == std::string::npos;
  if (is_plain) return text;
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

check::Run run_job(const Job& job, check::Options options, check::Sink& sink,
                   const Context& context) {
  const check::Statement& statement = *job.statement;
  check::Key key{.claim = statement.claim,
                 .statement = statement.label,
                 .params = job.params,
                 .seed = job.seed,
                 .version = context.build.version_of(statement.claim),
                 .variant = job.mutant};
  if (!job.mutant.empty()) options.replay_flags = "--mutant " + shell_word(job.mutant);
  if (job.model) {
    key.variant = "model " + hash_of(*job.model);
    options.replay_flags = "--model " + shell_word(job.model->place);
  }
  options.with_mutants = job.with_mutants;
  const std::unique_ptr<check::Subject> subject = subject_of(job);
  const std::vector<check::Mutant> mutants =
      job.with_mutants ? statement.mutants(job.params, job.seed) : std::vector<check::Mutant>();
  return check::run(key, statement, *subject, mutants, options, sink);
}

/// Whether an ending or a row that is not as expected may be put down to the budget.
bool is_open(const check::Run& run) {
  return run.ending == check::Ending::budget_spent && run.row.verdict.truth != check::Truth::fails;
}

Exit exit_of(const std::vector<check::Run>& runs) {
  bool has_unexpected = false;
  bool is_out_of_budget = false;
  for (const check::Run& run : runs) {
    if (run.ending == check::Ending::interrupted) return Exit::interrupted;
    if (is_open(run)) {
      is_out_of_budget = true;
    } else if (!is_as_expected(run.row)) {
      has_unexpected = true;
    }
  }
  if (has_unexpected) return Exit::unexpected;
  return is_out_of_budget ? Exit::budget_spent : Exit::as_expected;
}

}  // namespace

bool is_as_expected(const check::Row& row) {
  // A shard beyond the last block of a small space has nothing to check.
  if (!row.is_whole() && row.shard.begin == row.shard.end) return true;
  return row.verdict.truth == check::Truth::holds &&
         std::none_of(row.mutants.begin(), row.mutants.end(), [](const check::MutantRow& mutant) {
           return mutant.fate == check::Fate::alive;
         });
}

std::vector<Job> plan(const Build& build, const Request& request,
                      std::vector<std::string>& skipped) {
  std::vector<Job> jobs;
  const auto statements =
      request.model ? selected_by_model(build, request) : selected(build, request);
  const bool any_has =
      std::any_of(statements.begin(), statements.end(),
                  [&](const check::Statement* s) { return has_parameters(*s, request.settings); });
  for (const check::Statement* statement : statements) {
    if (any_has && !has_parameters(*statement, request.settings)) {
      skipped.push_back(place_of(*statement) + ": skipped, it lacks a parameter that is set");
      continue;
    }
    const std::vector<Job> more = jobs_of(*statement, request);
    jobs.insert(jobs.end(), more.begin(), more.end());
  }
  if (!request.mutant.empty()) return with_mutant_only(jobs, request.mutant);
  return jobs;
}

Report run_jobs(const std::vector<Job>& jobs, const Manner& manner, check::Sink& sink,
                Context& context) {
  const Clock::time_point start = Clock::now();
  ProgressLine line(context.err, context.shows_progress);
  Report report;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    check::Options options = manner.options;
    options.is_interrupted = context.is_interrupted;
    const std::string plan = std::to_string(i + 1) + "/" + std::to_string(jobs.size()) + " ";
    if (context.shows_progress) {
      options.on_progress = [&line, plan](const check::Progress& progress) {
        line.show(progress, plan);
      };
    }
    if (manner.budget_milliseconds) {
      const auto spent =
          std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
      const std::int64_t left = *manner.budget_milliseconds - spent.count();
      options.budget_seconds_approx = static_cast<double>(std::max<std::int64_t>(left, 0)) / 1000;
    }
    report.runs.push_back(run_job(jobs[i], options, sink, context));
    if (report.runs.back().ending == check::Ending::interrupted || context.is_interrupted()) {
      report.exit = Exit::interrupted;
      return report;
    }
  }
  report.exit = exit_of(report.runs);
  return report;
}

}  // namespace attest::cli
