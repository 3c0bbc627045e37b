// SPDX-License-Identifier: Apache-2.0
/// \file
/// A description that continues prompts beside its task, by either evaluator.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/derive/generates.hpp"
#include "reference/derive/prompt_book.hpp"
#include "reference/engine/generator.hpp"

namespace attest::derive {

/// A row of a matrix.
[[nodiscard]] std::vector<Rational> row_of(const Matrix& matrix, std::int64_t i);

/// A description made ready to continue prompts; used by one thread at a time.
class PromptWriter {
 public:
  PromptWriter(Generates generates, Engine engine);

  [[nodiscard]] const Generates& generates() const { return generates_; }
  [[nodiscard]] bool is_incremental() const;
  [[nodiscard]] std::string proof() const;

  /// Judges one prompt; `is_spot` compares steps 1, 2, 4, .. with the literal evaluation.
  [[nodiscard]] check::Outcome judge(const KnownPrompt& known, bool is_spot);

 private:
  /// Of a token with many fields, those that differ.
  [[nodiscard]] std::string text_at(std::int64_t step, const std::vector<Rational>& found,
                                    const Matrix& expected) const;
  /// The first token that is not as expected, in words; empty where there is none. \throws
  /// model::Undefined where there is no token
  [[nodiscard]] std::string difference(const KnownPrompt& known, bool is_spot);
  /// The same, literally. Under any_hardmax all three rules are run at every step.
  [[nodiscard]] std::string literal_difference(const KnownPrompt& known) const;

  Generates generates_;
  bool is_literal_;
  std::optional<model::Evaluator> literal_ = {};                     // of generates_.model
  std::vector<std::unique_ptr<engine::Generator>> generators_ = {};  // by rule for ties
  std::vector<std::optional<engine::Generation>> runs_ = {};
};

}  // namespace attest::derive
