// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging words of bits by split tables.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/derive/judge_order.hpp"

namespace attest::derive {

/// Judges ranges of words over {0, 1} of a model with a single readout, as SlicedJudge does. It
/// decides exact ties of natural exponentials, which no precision of balls does: there the literal
/// judgement stays open, and the answer of the tables stands.
class SplitJudge {
 public:
  /// The judge, or nothing where the engine does not take the model, the space does not look like
  /// all words of bits of one length, or of all lengths up to it, or is too small to pay.
  [[nodiscard]] static std::unique_ptr<SplitJudge> make(const JudgeOrder& order);
  ~SplitJudge();
  SplitJudge(const SplitJudge&) = delete;
  SplitJudge& operator=(const SplitJudge&) = delete;

  /// As check::Subject::judge; thread-safe.
  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const;
  /// Judges cases that were made before, by index and up to a failure, the first no more literally
  /// than the others.
  [[nodiscard]] check::Tally judge_made(
      const std::vector<std::pair<std::int64_t, check::Case>>& cases) const;
  /// How many sums there are and how far off the tables may be, as JSON.
  [[nodiscard]] std::string proof() const;

 private:
  struct Tables;
  explicit SplitJudge(const JudgeOrder& order);
  [[nodiscard]] check::Outcome outcome(const check::Case& tokens, bool is_spot_check) const;

  JudgeOrder order_;
  std::unique_ptr<Tables> tables_;
};

}  // namespace attest::derive
