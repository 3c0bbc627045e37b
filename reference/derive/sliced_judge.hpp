// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging all words over an alphabet at once on the bit-sliced engine.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reference/derive/judge_order.hpp"

namespace attest::derive {

/// Judges ranges of a space of words, as LaneJudge does: a case that is no such word, that the
/// engine cannot decide, or that differs from what is expected is judged literally; so is the first
/// case of every range, and the two must agree.
class SlicedJudge {
 public:
  /// The judge, or nothing where the engine does not take the model, the space does not look like
  /// all words of one length, or of all lengths up to it, over consecutive integers, or is too
  /// small to pay.
  [[nodiscard]] static std::unique_ptr<SlicedJudge> make(const JudgeOrder& order);
  ~SlicedJudge();
  SlicedJudge(const SlicedJudge&) = delete;
  SlicedJudge& operator=(const SlicedJudge&) = delete;

  /// As check::Subject::judge; thread-safe.
  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const;
  /// Judges cases that were made before, by index and up to a failure, the first no more literally
  /// than the others.
  [[nodiscard]] check::Tally judge_made(
      const std::vector<std::pair<std::int64_t, check::Case>>& cases) const;
  /// How large the gate lists are, as JSON: they need no bounds.
  [[nodiscard]] std::string proof() const;

 private:
  class Worker;
  struct Pool;
  explicit SlicedJudge(const JudgeOrder& order);

  JudgeOrder order_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace attest::derive
