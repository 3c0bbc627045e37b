// SPDX-License-Identifier: Apache-2.0
/// \file
/// The runner: judges subjects in parallel, within a budget, resumable, with progress.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/row.hpp"
#include "reference/check/sink.hpp"
#include "reference/number/function.hpp"

namespace attest::check {

/// Progress of the check that is running.
struct Progress {
  std::string label;       ///< claim, statement, parameters; and "mutants" while these are judged
  std::int64_t done = 0;   ///< cases; of mutants, mutants
  std::int64_t total = 0;  ///< cases; of mutants, mutants
};

/// How to run.
struct Options {
  Rung rung = Rung::fast;
  int jobs = 0;   ///< threads; 0: all cores
  int shard = 1;  ///< 1-based
  int shards = 1;
  std::uint64_t seed = 1;
  std::optional<double> budget_seconds_approx;  ///< wall time of this row, its mutants included
  bool is_resuming = false;
  bool with_mutants = false;               ///< in a sharded run the first shard judges them
  std::int64_t most_generic_mutants = 64;  ///< chosen by seed on the rung fast; above it all run
  std::string replay_flags;                ///< added to the replay command, e.g. "--model FILE"
  std::string commit;                      ///< for the row
  /// Asked before every piece of work, of 10 to 100 ms.
  Function<bool()> is_interrupted = [] { return false; };
  /// Called about ten times a second, from one thread at a time.
  Function<void(const Progress&)> on_progress;
};

/// What a run of one row came to, besides its row.
enum class Ending { complete, budget_spent, interrupted };

/// One finished row and how it ended.
struct Run {
  Row row;
  Ending ending = Ending::complete;
};

/// Runs one subject over its cases (or its shard of them), with `mutants` if the options ask for
/// it and the subject holds. It stops at the first failing case. Batches stay in `sink`, and so
/// does the row where the run was complete or failed, unless `key` is of a variant. Verdict, least
/// witness, digest, cases and mutants are the same for any number of threads.
///
/// The verdict fails at the least failing case, or with witness -1 at a promise that is not met, or
/// at a mutant that must change nothing and does; else it is unknown where the run ended early, no
/// case met the preconditions, or a case stayed undecided.
/// \throws InputError from building a mutant, from the sink, or `shard` outside 1..shards
[[nodiscard]] Run run(const Key& key, const Statement& statement, const Subject& subject,
                      const std::vector<Mutant>& mutants, const Options& options, Sink& sink);

/// The range of shard `shard` of `shards` of a space of `size` cases, aligned to batches. The
/// shards cover the space; in a space that is too small the last ones are empty.
/// \throws InputError `shard-range` unless 1 <= shard <= shards
[[nodiscard]] Range shard_range(std::int64_t size, int shard, int shards);

/// The row of the whole space, joined from rows of shards of one check and the batches kept for it
/// (from any number of ledgers; equal ranges may occur again).
/// \returns nothing where the batches do not cover the space
/// \throws InputError `ledger-conflict` where rows are of different checks, or where equal shards or
/// equal ranges have different results
[[nodiscard]] std::optional<Row> merged(const std::vector<Row>& shards,
                                        const std::vector<Batch>& batches);

}  // namespace attest::check
