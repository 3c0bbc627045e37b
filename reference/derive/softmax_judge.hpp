// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging cases of a Computes in balls by the certified softmax filter.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reference/derive/judge_order.hpp"

namespace attest::derive {

/// Judges ranges of cases by the filter. A case that it leaves open, or whose answer differs from
/// what is expected, is judged literally; so is the first case of every range, and the two must
/// agree.
class SoftmaxJudge {
 public:
  /// The judge, or nothing where the filter does not take the model or the space is too small to
  /// pay.
  [[nodiscard]] static std::unique_ptr<SoftmaxJudge> make(const JudgeOrder& order);
  ~SoftmaxJudge();
  SoftmaxJudge(const SoftmaxJudge&) = delete;
  SoftmaxJudge& operator=(const SoftmaxJudge&) = delete;

  /// As check::Subject::judge; thread-safe.
  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const;
  /// Judges cases that were made before, by index and up to a failure, the first no more literally
  /// than the others.
  [[nodiscard]] check::Tally judge_made(
      const std::vector<std::pair<std::int64_t, check::Case>>& cases) const;

 private:
  class Worker;
  struct Pool;
  explicit SoftmaxJudge(const JudgeOrder& order);
  [[nodiscard]] check::Outcome outcome(Worker* worker, const check::Case& tokens,
                                       bool is_spot_check) const;

  JudgeOrder order_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace attest::derive
