// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging many cases of a Computes at once on the lane engine.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/derive/judge_order.hpp"

namespace attest::derive {

/// Judges ranges of cases on int64 lanes. A lane that the engine cannot decide, or that differs
/// from what is expected, is judged literally; so is the first case of every range, and the two
/// must agree.
class LaneJudge {
 public:
  /// The judge, or nothing where the engine does not take the model, the first case has fields that
  /// are no small integers, or the space is too small to pay.
  [[nodiscard]] static std::unique_ptr<LaneJudge> make(const JudgeOrder& order);
  ~LaneJudge();
  LaneJudge(const LaneJudge&) = delete;
  LaneJudge& operator=(const LaneJudge&) = delete;

  /// As check::Subject::judge; thread-safe.
  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const;
  /// Judges cases that were made before, by index and up to a failure, the first no more literally
  /// than the others.
  [[nodiscard]] check::Tally judge_made(
      const std::vector<std::pair<std::int64_t, check::Case>>& cases) const;
  /// The range proofs of the cases judged so far, as JSON: of 31-bit numbers and of 63-bit numbers,
  /// as far as there are any. They are made again for all inputs together, and rechecked.
  [[nodiscard]] std::string proof() const;

 private:
  class Worker;
  struct Pool;
  class Sweep;
  explicit LaneJudge(const JudgeOrder& order);

  JudgeOrder order_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace attest::derive
