// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sweeps: a range of cases handed out in pieces and added up in enumeration order.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/runner.hpp"
#include "reference/number/function.hpp"

namespace attest::check {

using Clock = std::chrono::steady_clock;

/// Whether a run may go on: its budget and whether it was interrupted. Thread-safe.
class Limits {
 public:
  /// Starts the budget of `options`.
  explicit Limits(const Options& options);
  /// True until the budget is spent or the run is interrupted; false ever after.
  [[nodiscard]] bool may_go_on();
  /// Why the run may not go on; `complete` while it may.
  [[nodiscard]] Ending ending() const;

 private:
  const Function<bool()>& is_interrupted_;
  std::optional<Clock::time_point> deadline_;
  mutable std::mutex mutex_;
  Ending ending_ = Ending::complete;
};

/// Sizes of pieces: powers of two up to 2^block_bits, adapted until a piece takes 10 to 100 ms.
class PieceSize {
 public:
  /// \param size of the first piece, a power of two
  explicit PieceSize(std::int64_t size = 1) : size_(size) {}
  /// The first piece of `rest`; it ends at a multiple of the size or with `rest`.
  [[nodiscard]] Range first_of(Range rest) const;
  /// Adapts the size to the time that a piece took.
  void took(Range piece, Clock::duration time);

 private:
  std::int64_t size_;
};

/// Judges a piece up to its first failing case. The tally is of the returned range, which ends with
/// that case.
[[nodiscard]] Batch judge_piece(const Subject& subject, Range piece);

/// What a sweep came to.
struct Swept {
  Tally tally;               ///< of the cases up to the least failing one
  std::int64_t covered = 0;  ///< case indices that were judged
  std::int64_t resumed = 0;  ///< judged cases that were kept before
  bool is_complete = false;  ///< the whole range, or everything up to the least failing case
};

/// Hands out the pieces of a range that were not kept before, in enumeration order, and adds up
/// what comes back in the same order, so that the result does not depend on who judged what when.
/// Tallies of neighbouring pieces are joined into dyadic batches before they are kept. Thread-safe.
class Sweep {
 public:
  /// \param kept batches judged before; those not inside `range` are not used
  /// \param keep receives the batches that are new, from one thread at a time
  /// \param report receives the number of case indices done, about ten times a second
  /// \param first_piece size of the first piece, a power of two
  Sweep(Range range, const std::vector<Batch>& kept, Function<void(const Batch&)> keep,
        Function<void(std::int64_t)> report, Limits& limits, std::int64_t first_piece = 1);

  /// The next piece to judge; nothing where all are handed out, a failing case lies before the
  /// rest, or the limits are reached.
  [[nodiscard]] std::optional<Range> next();
  /// Takes the result for a piece that was handed out.
  void add(Range piece, Batch judged, Clock::duration time);
  /// Hands out no more pieces.
  void stop();
  /// Keeps everything that came back; no piece may be out. \returns the sum
  [[nodiscard]] Swept finish();

 private:
  struct Judged {
    Batch batch;
    bool is_kept = false;
  };

  void skip_kept();
  void drain();
  void join(Batch batch);
  void flush();

  Range range_;
  Function<void(const Batch&)> keep_;
  Function<void(std::int64_t)> report_;
  Limits& limits_;
  std::mutex mutex_;
  PieceSize size_;
  bool is_stopped_ = false;
  std::int64_t handed_out_;                 // everything before it is handed out or was kept
  std::int64_t added_;                      // everything before it is in swept_
  std::int64_t least_failure_;              // index of the least failing case known, else range end
  std::map<std::int64_t, Judged> waiting_;  // by first index: came back before its predecessors
  std::vector<Batch> joined_;               // in order: added, not kept yet
  Clock::time_point last_flush_;
  Clock::time_point last_report_;
  Swept swept_;
};

}  // namespace attest::check
