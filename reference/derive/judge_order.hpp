// SPDX-License-Identifier: Apache-2.0
/// \file
/// What every fast judge of a Computes is told by the subject that owns it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "reference/derive/case_book.hpp"
#include "reference/derive/computes.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// What a judge asks of its subject; everything outlives the judge.
struct JudgeOrder {
  const Computes& computes;
  const model::Evaluator& evaluator;   ///< of computes.model; it embeds tokens
  const model::Evaluator& reference;   ///< embeds expected tokens
  const model::Transformer& unbroken;  ///< the model of `reference`
  const std::vector<model::Tie>& ties;
  /// Case and ground truth of an index, null where its precondition fails; valid as long as what
  /// `made` then owns.
  Function<const KnownCase*(std::int64_t, std::unique_ptr<KnownCase>& made)> known;
  /// The literal judgement: of witnesses, of what the engine leaves open, and of spot checks.
  Function<check::Outcome(const check::Case&)> literal;
  /// The words that a decided answer adds to the digest.
  Function<std::vector<std::uint64_t>(const std::vector<Rational>&)> words;
};

/// What a fast judge says of a case: nothing where it was not asked, left its range proof or has no
/// number for an answer.
enum class Opinion { none, holds, fails };

/// The outcome of a case that an engine decides where the literal judgement stays open.
[[nodiscard]] check::Outcome failure(const check::Case& tokens,
                                     const std::vector<Rational>& expected,
                                     const std::vector<Rational>& found, int bits);

/// Whether every field of every token is an int64, so that it can stand in a key.
[[nodiscard]] bool has_small_fields(const Matrix& tokens);

}  // namespace attest::derive
