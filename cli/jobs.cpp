// SPDX-License-Identifier: Apache-2.0
/// \file
/// From jobs to rows.
#include "cli/jobs.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "cli/progress.hpp"
#include "cli/subjects.hpp"
#include "reference/check/parallel.hpp"

namespace attest::cli {
namespace {

using Clock = std::chrono::steady_clock;

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

/// A sink for several jobs at a time.
class SharedSink final : public check::Sink {
 public:
  explicit SharedSink(check::Sink& sink) : sink_(sink) {}

  void keep(const check::Key& key, const check::Batch& batch) override {
    const std::lock_guard lock(mutex_);
    sink_.keep(key, batch);
  }
  [[nodiscard]] std::vector<check::Batch> kept(const check::Key& key) const override {
    const std::lock_guard lock(mutex_);
    return sink_.kept(key);
  }
  void keep(const check::Row& row) override {
    const std::lock_guard lock(mutex_);
    sink_.keep(row);
  }

 private:
  check::Sink& sink_;
  mutable std::mutex mutex_;
};

/// Hands out the jobs in order to the threads that call work().
class Schedule {
 public:
  Schedule(const std::vector<Job>& jobs, const Manner& manner, check::Sink& sink, Context& context)
      : jobs_(jobs),
        manner_(manner),
        sink_(sink),
        context_(context),
        line_(context.err, context.shows_progress),
        runs_(jobs.size()) {
    errors_.resize(jobs.size());
  }

  /// Runs jobs until none is left, one was interrupted, or one threw.
  void work() {
    while (const std::optional<std::size_t> next = take()) {
      const std::size_t i = *next;
      try {
        runs_[i] = run_job(jobs_[i], options_of(i), sink_, context_);
        const bool is_interrupted = runs_[i]->ending == check::Ending::interrupted;
        leave(i, is_interrupted || context_.is_interrupted());
      } catch (...) {
        errors_[i] = std::current_exception();
        leave(i, /*is_last=*/true);
      }
    }
  }

  /// What came of the jobs that were started. \pre no thread is at work
  /// \throws what the first of the jobs that threw did
  [[nodiscard]] Report report() {
    Report report;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      if (errors_[i]) std::rethrow_exception(errors_[i]);
      if (runs_[i]) report.runs.push_back(std::move(*runs_[i]));
    }
    report.exit = context_.is_interrupted() ? Exit::interrupted : exit_of(report.runs);
    return report;
  }

 private:
  std::optional<std::size_t> take() {
    const std::lock_guard lock(mutex_);
    if (next_ >= jobs_.size()) return std::nullopt;
    running_.insert(next_);
    return next_++;
  }

  void leave(std::size_t job, bool is_last) {
    const std::lock_guard lock(mutex_);
    running_.erase(job);
    if (is_last) next_ = jobs_.size();
  }

  /// Shows the first of the jobs that are running.
  void show(std::size_t job, const check::Progress& progress) {
    const std::lock_guard lock(mutex_);
    if (*running_.begin() != job) return;
    line_.show(progress, std::to_string(job + 1) + "/" + std::to_string(jobs_.size()) + " ");
  }

  [[nodiscard]] check::Options options_of(std::size_t job) {
    check::Options options = manner_.options;
    options.is_interrupted = context_.is_interrupted;
    if (context_.shows_progress) {
      options.on_progress = [this, job](const check::Progress& progress) { show(job, progress); };
    }
    if (manner_.budget_milliseconds) {
      const auto spent =
          std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
      const std::int64_t left = *manner_.budget_milliseconds - spent.count();
      options.budget_seconds_approx = static_cast<double>(std::max<std::int64_t>(left, 0)) / 1000;
    }
    return options;
  }

  const Clock::time_point start_ = Clock::now();
  const std::vector<Job>& jobs_;
  const Manner& manner_;
  SharedSink sink_;
  Context& context_;
  ProgressLine line_;
  std::vector<std::optional<check::Run>> runs_;
  std::vector<std::exception_ptr> errors_;
  std::mutex mutex_;  // of what follows, and of the line
  std::size_t next_ = 0;
  std::set<std::size_t> running_;
};

}  // namespace

Report run_jobs(const std::vector<Job>& jobs, const Manner& manner, check::Sink& sink,
                Context& context) {
  Schedule schedule(jobs, manner, sink, context);
  check::in_parallel(check::threads_of(manner.options.jobs), [&] { schedule.work(); });
  return schedule.report();
}

bool is_as_expected(const check::Row& row) {
  // A shard beyond the last block of a small space has nothing to check.
  if (!row.is_whole() && row.shard.begin == row.shard.end) return true;
  return row.verdict.truth == check::Truth::holds &&
         std::none_of(row.mutants.begin(), row.mutants.end(), [](const check::MutantRow& mutant) {
           return mutant.fate == check::Fate::alive;
         });
}

}  // namespace attest::cli
