// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pieces out, tallies in, batches kept.
#include "reference/check/sweep.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/function.hpp"

namespace attest::check {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t most_cases_of_piece = std::int64_t{1} << block_bits;
constexpr Clock::duration flush_period = 250ms;  // what a killed run may lose
constexpr Clock::duration report_period = 100ms;

std::int64_t size_of(Range range) { return range.end - range.begin; }

bool is_inside(Range inner, Range outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// The part inside `bounds` of the least dyadic range (aligned to its size, a power of two) that
/// contains `range`.
Range dyadic_hull(Range range, Range bounds) {
  const auto differing =
      static_cast<std::uint64_t>(range.begin) ^ static_cast<std::uint64_t>(range.end - 1);
  const int bits = static_cast<int>(std::bit_width(differing));
  const std::int64_t begin = (range.begin >> bits) << bits;
  return {.begin = std::max(begin, bounds.begin),
          .end = std::min(begin + (std::int64_t{1} << bits), bounds.end)};
}

}  // namespace

Limits::Limits(const Options& options) : is_interrupted_(options.is_interrupted) {
  if (!options.budget_seconds_approx) return;
  const std::chrono::duration<double> budget_approx(*options.budget_seconds_approx);
  // A budget beyond a century is none, and would overflow the clock.
  if (budget_approx > std::chrono::hours(24 * 36525)) return;
  deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(budget_approx);
}

bool Limits::may_go_on() {
  const std::lock_guard lock(mutex_);
  if (ending_ != Ending::complete) return false;
  if (is_interrupted_ && is_interrupted_()) {
    ending_ = Ending::interrupted;
  } else if (deadline_ && Clock::now() >= *deadline_) {
    ending_ = Ending::budget_spent;
  }
  return ending_ == Ending::complete;
}

Ending Limits::ending() const {
  const std::lock_guard lock(mutex_);
  return ending_;
}

Range PieceSize::first_of(Range rest) const {
  return {.begin = rest.begin, .end = std::min(rest.end, (rest.begin / size_ + 1) * size_)};
}

void PieceSize::took(Range piece, Clock::duration time) {
  // A piece cut short by alignment, or handed out at another size, says little about this one.
  if (size_of(piece) > size_ || 2 * size_of(piece) < size_) return;
  if (time < 2ms) {
    size_ = std::min(4 * size_, most_cases_of_piece);
  } else if (time < 20ms) {
    size_ = std::min(2 * size_, most_cases_of_piece);
  } else if (time > 80ms) {
    size_ = std::max(size_ / 2, std::int64_t{1});
  }
}

Batch judge_piece(const Subject& subject, Range piece) {
  Batch batch{.range = piece, .tally = subject.judge(piece, /*stop_at_failure=*/true)};
  if (!batch.tally.least_failure) return batch;
  const std::int64_t index = batch.tally.least_failure->index;
  ATTEST_REQUIRE(piece.begin <= index && index < piece.end,
                 "the witness " + std::to_string(index) + " lies in the range that was judged");
  // Judged again without the rest of the piece: the same tally however the space was cut.
  batch.range.end = index + 1;
  batch.tally = subject.judge(batch.range, /*stop_at_failure=*/false);
  ATTEST_REQUIRE(batch.tally.least_failure && batch.tally.least_failure->index == index,
                 "case " + std::to_string(index) + " fails again");
  return batch;
}

Sweep::Sweep(Range range, const std::vector<Batch>& kept, Function<void(const Batch&)> keep,
             Function<void(std::int64_t)> report, Limits& limits, std::int64_t first_piece)
    : range_(range),
      keep_(std::move(keep)),
      report_(std::move(report)),
      limits_(limits),
      size_(first_piece),
      handed_out_(range.begin),
      added_(range.begin),
      least_failure_(range.end),
      last_flush_(Clock::now()),
      last_report_(last_flush_) {
  for (const Batch& batch : kept) {
    if (!is_inside(batch.range, range) || size_of(batch.range) == 0) continue;
    waiting_.emplace(batch.range.begin, Judged{.batch = batch, .is_kept = true});
    if (batch.tally.least_failure) {
      least_failure_ = std::min(least_failure_, batch.tally.least_failure->index);
    }
  }
  drain();
}

void Sweep::skip_kept() {
  auto next = waiting_.find(handed_out_);
  while (next != waiting_.end()) {
    handed_out_ = next->second.batch.range.end;
    next = waiting_.find(handed_out_);
  }
}

std::optional<Range> Sweep::next() {
  const std::lock_guard lock(mutex_);
  skip_kept();
  if (is_stopped_ || handed_out_ >= least_failure_ || !limits_.may_go_on()) return std::nullopt;
  const auto kept = waiting_.upper_bound(handed_out_);
  const std::int64_t gap_end = kept == waiting_.end() ? range_.end : kept->first;
  const Range piece = size_.first_of({.begin = handed_out_, .end = gap_end});
  handed_out_ = piece.end;
  return piece;
}

void Sweep::add(Range piece, Batch judged, Clock::duration time) {
  const std::lock_guard lock(mutex_);
  size_.took(piece, time);
  if (judged.tally.least_failure) {
    least_failure_ = std::min(least_failure_, judged.tally.least_failure->index);
  }
  const std::int64_t begin = judged.range.begin;
  waiting_.insert_or_assign(begin, Judged{.batch = std::move(judged), .is_kept = false});
  drain();
  const Clock::time_point now = Clock::now();
  if (now - last_flush_ >= flush_period) {
    flush();
    last_flush_ = now;
  }
  if (report_ && now - last_report_ >= report_period) {
    report_(swept_.covered);
    last_report_ = now;
  }
}

void Sweep::stop() {
  const std::lock_guard lock(mutex_);
  is_stopped_ = true;
}

void Sweep::drain() {
  while (!swept_.tally.least_failure) {
    const auto next = waiting_.find(added_);
    if (next == waiting_.end()) return;
    Judged judged = std::move(next->second);
    waiting_.erase(next);
    added_ = judged.batch.range.end;
    handed_out_ = std::max(handed_out_, added_);
    swept_.tally.add(judged.batch.tally);
    swept_.tally.digest.close({.begin = range_.begin, .end = added_});
    swept_.covered += size_of(judged.batch.range);
    if (judged.is_kept) {
      swept_.resumed += judged.batch.tally.judged;
    } else {
      join(std::move(judged.batch));
    }
  }
}

void Sweep::join(Batch batch) {
  joined_.push_back(std::move(batch));
  while (joined_.size() >= 2) {
    Batch& left = joined_[joined_.size() - 2];
    const Batch& right = joined_.back();
    if (left.range.end != right.range.begin) return;
    const Range both{.begin = left.range.begin, .end = right.range.end};
    if (dyadic_hull(both, range_) != both) return;
    left.tally.add(right.tally);
    left.range = both;
    joined_.pop_back();
  }
}

void Sweep::flush() {
  for (Batch& batch : joined_) {
    batch.tally.digest.close(batch.range);
    keep_(batch);
  }
  joined_.clear();
}

Swept Sweep::finish() {
  const std::lock_guard lock(mutex_);
  flush();
  swept_.is_complete = added_ == range_.end || swept_.tally.least_failure.has_value();
  for (auto& [begin, judged] : waiting_) {
    if (!judged.is_kept) {
      judged.batch.tally.digest.close(judged.batch.range);
      keep_(judged.batch);
    }
    if (swept_.is_complete) continue;  // lies behind the least failing case
    swept_.covered += size_of(judged.batch.range);
    if (judged.is_kept) swept_.resumed += judged.batch.tally.judged;
    swept_.tally.add(judged.batch.tally);
  }
  waiting_.clear();
  return swept_;
}

}  // namespace attest::check
