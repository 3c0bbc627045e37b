// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging long sequences one by one, equal keys grouped.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reference/derive/judge_order.hpp"

namespace attest::derive {

/// Judges cases of many tokens on the grouped evaluator. The first case of every range, and one
/// that fails, are judged literally too where they are short enough, and the two must agree; of a
/// longer one some rows of every layer are compared with those that the definition gives, which
/// reads every key.
class LongJudge {
 public:
  /// The judge, or nothing where the engine does not take the model or the first case is short.
  [[nodiscard]] static std::unique_ptr<LongJudge> make(const JudgeOrder& order);

  /// As check::Subject::judge; thread-safe.
  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const;
  /// Judges cases that were made before, by index and up to a failure, none more than once.
  [[nodiscard]] check::Tally judge_made(
      const std::vector<std::pair<std::int64_t, check::Case>>& cases) const;

 private:
  explicit LongJudge(const JudgeOrder& order) : order_(order) {}
  [[nodiscard]] check::Outcome outcome(const check::Case& tokens, bool is_spot_check) const;

  JudgeOrder order_;
};

}  // namespace attest::derive
