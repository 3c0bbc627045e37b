// SPDX-License-Identifier: Apache-2.0
/// \file
/// One row: a sweep over the cases, then the mutants.
#include "reference/check/runner.hpp"

#include <algorithm>
#include <utility>

#include "reference/check/conclusion.hpp"
#include "reference/check/mutants.hpp"
#include "reference/check/parallel.hpp"
#include "reference/check/sweep.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"
#include "reference/number/word.hpp"

namespace attest::check {
namespace {

/// Judges pieces until none is left, or until the time given. \returns whether none is left
bool judge_pieces(const Subject& subject, Sweep& sweep, std::optional<Clock::time_point> until) {
  while (!until || Clock::now() < *until) {
    const std::optional<Range> piece = sweep.next();
    if (!piece) return true;
    try {
      const Clock::time_point start = Clock::now();
      Batch judged = judge_piece(subject, *piece);
      sweep.add(*piece, std::move(judged), Clock::now() - start);
    } catch (...) {
      sweep.stop();
      throw;
    }
  }
  return false;
}

Swept judge_all(const Subject& subject, Sweep& sweep, Workers& workers) {
  try {
    std::optional<Clock::time_point> until;
    if (workers.threads() > 1) until = Clock::now() + serial_time;
    if (!judge_pieces(subject, sweep, until)) {
      workers.run([&] { judge_pieces(subject, sweep, std::nullopt); });
    }
  } catch (...) {
    static_cast<void>(sweep.finish());  // what was judged before the error stays
    throw;
  }
  return sweep.finish();
}

/// The row without its result.
Row row_of(const Key& key, const Statement& statement, const Subject& subject,
           const Options& options) {
  const CaseSpace& space = subject.cases();
  Row row;
  row.claim = key.claim;
  row.statement = key.statement;
  row.standing = statement.standing;
  row.is_recalled = statement.is_recalled;
  row.rung = options.rung;
  row.params = key.params;
  row.coverage = space.coverage;
  row.arithmetic = subject.arithmetic();
  row.space = space.description;
  row.full_size = space.full_size.to_string();
  row.why_sampled = space.why_sampled;
  row.seed = key.seed;
  row.size = space.size;
  row.shard = shard_range(space.size, options.shard, options.shards);
  row.promised = subject.promises();
  row.used = subject.resources();
  row.version = key.version;
  row.commit = options.commit;
  return row;
}

Row cut_short(Row row, const Swept& swept, Ending ending) {
  row.cases = swept.tally.judged;
  row.bits = swept.tally.bits;
  const std::string progress = std::to_string(swept.covered) + " of " +
                               std::to_string(row.shard.end - row.shard.begin) + " cases";
  if (swept.tally.least_failure) {
    row.verdict = Verdict::fails(*swept.tally.least_failure);
  } else if (ending == Ending::interrupted) {
    row.verdict = Verdict::unknown("interrupted after " + progress);
  } else {
    row.verdict = Verdict::unknown("budget spent after " + progress);
  }
  return row;
}

/// Flags of the replay command; a case is shown without its shard and mutants.
std::string flags_of(const Options& options, const Row& row) {
  std::string flags = options.replay_flags;
  if (row.verdict.witness) return flags;
  if (options.with_mutants) flags += flags.empty() ? "--mutants" : " --mutants";
  if (options.shards > 1) {
    flags += (flags.empty() ? "--shard " : " --shard ") + std::to_string(options.shard) + "/" +
             std::to_string(options.shards);
  }
  return flags;
}

/// Adds what became of the mutants; one that must change nothing and does makes the row fail.
Row with_mutants(Row row, const std::vector<JudgedMutant>& mutants) {
  for (const JudgedMutant& mutant : mutants) {
    row.mutants.push_back(mutant.row);
    if (!mutant.must_change_nothing || !mutant.least_failure || row.verdict.truth == Truth::fails) {
      continue;
    }
    row.verdict = Verdict::fails({.index = mutant.least_failure->index,
                                  .text = "mutant " + mutant.row.name +
                                          " must change nothing: " + mutant.least_failure->text});
    row.replay = replay_of(row, "--mutant '" + mutant.row.name + "'");
  }
  return row;
}

Function<void(std::int64_t)> progress_of(const Options& options, const std::string& label,
                                         std::int64_t total) {
  if (!options.on_progress) return {};
  return [&options, label, total](std::int64_t done) {
    options.on_progress({.label = label, .done = done, .total = total});
  };
}

}  // namespace

Run run(const Key& key, const Statement& statement, const Subject& subject,
        const std::vector<Mutant>& mutants, const Options& options, Sink& sink) {
  Workers workers(threads_of(options.jobs));
  Row row = row_of(key, statement, subject, options);
  const std::string label =
      key.claim + " " + key.statement + (key.params.empty() ? "" : " ") + text_of(key.params);
  ATTEST_REQUIRE(row.coverage != Coverage::exhaustive || subject.cases().full_size == row.size,
                 label + ": an exhaustive space is the full space");
  Limits limits(options);
  Sweep sweep(
      row.shard, options.is_resuming ? sink.kept(key) : std::vector<Batch>(),
      [&](const Batch& batch) { sink.keep(key, batch); },
      progress_of(options, label, row.shard.end - row.shard.begin), limits, subject.batch_size());
  const Swept swept = judge_all(subject, sweep, workers);
  row.resumed = swept.resumed;
  row.evaluator = subject.evaluator();
  row.proof = subject.proof();
  row = swept.is_complete ? concluded(std::move(row), swept.tally)
                          : cut_short(std::move(row), swept, limits.ending());
  row.replay = replay_of(row, flags_of(options, row));
  if (options.with_mutants && options.shard == 1 && row.verdict.truth == Truth::holds) {
    const std::vector<Mutant> chosen = chosen_mutants(mutants, options);
    const auto total = static_cast<std::int64_t>(chosen.size());
    row = with_mutants(
        std::move(row),
        judge_mutants(chosen, workers, limits, progress_of(options, label + " mutants", total)));
  }
  row.cpu_seconds_approx = workers.cpu_seconds_approx();
  const bool is_finding = row.verdict.truth == Truth::fails;
  if (key.variant.empty() && (limits.ending() == Ending::complete || is_finding)) sink.keep(row);
  return {.row = std::move(row), .ending = limits.ending()};
}

Range shard_range(std::int64_t size, int shard, int shards) {
  if (shards < 1 || shard < 1 || shard > shards) {
    throw InputError("shard-range", "--shard", std::to_string(shard) + "/" + std::to_string(shards),
                     "i/k with 1 <= i <= k");
  }
  ATTEST_REQUIRE(0 <= size && size <= std::int64_t{1} << 62, "a space has at most 2^62 indices");
  // Whole blocks where there are enough of them to share; smaller powers of two in small spaces.
  int bits = block_bits;
  while (bits > 0 && (size >> bits) < std::int64_t{8} * shards) --bits;
  const std::int64_t unit = std::int64_t{1} << bits;
  const std::int64_t units = size / unit + (size % unit == 0 ? 0 : 1);
  const auto border = [&](int i) {  // rounded up: the first shard of a space is never empty
    const Int128 share = (Int128{units} * i + shards - 1) / shards;
    return std::min(size, static_cast<std::int64_t>(share) * unit);
  };
  return {.begin = border(shard - 1), .end = border(shard)};
}

}  // namespace attest::check
