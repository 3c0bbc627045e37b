// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging cases of a Computes in balls by the certified softmax filter.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// What the softmax judge asks of the subject that owns it; everything outlives the judge.
struct SoftmaxOrder {
  const Computes& computes;
  const model::Evaluator& evaluator;  ///< of computes.model; it embeds tokens
  /// The literal judgement: of witnesses, of cases that the filter leaves open, and of spot checks.
  Function<check::Outcome(const check::Case&)> literal;
  /// The words that a decided answer adds to the digest.
  Function<std::vector<std::uint64_t>(const std::vector<Rational>&)> words;
};

/// Judges ranges of cases by the filter. A case that it leaves open, or whose answer differs from
/// what is expected, is judged literally; so is the first case of every range, and the two must
/// agree.
class SoftmaxJudge {
 public:
  /// The judge, or nothing where the filter does not take the model or the space is too small to
  /// pay.
  [[nodiscard]] static std::unique_ptr<SoftmaxJudge> make(const SoftmaxOrder& order);
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
  explicit SoftmaxJudge(const SoftmaxOrder& order);
  [[nodiscard]] check::Outcome outcome(Worker* worker, const check::Case& tokens,
                                       bool is_spot_check) const;

  SoftmaxOrder order_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace attest::derive
