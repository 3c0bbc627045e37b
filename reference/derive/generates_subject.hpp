// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging autoregressive descriptions, and the step of a run that is drawn.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "reference/derive/generates.hpp"
#include "reference/derive/prompt_book.hpp"
#include "reference/model/generation.hpp"

namespace attest::derive {

/// The subject of the members in `chosen`, each changed by `breakage`.
[[nodiscard]] std::unique_ptr<check::Subject> broken_subject(
    std::shared_ptr<const PromptBook> book, std::vector<std::int64_t> chosen,
    Function<void(Generates&, std::int64_t member)> breakage);

/// One step of a run.
struct DrawnStep {
  std::int64_t number = 1;  ///< from 1
  std::int64_t of = 1;      ///< steps that are compared
  Matrix context = {};      ///< what the step sees
  std::vector<Rational> expected = {};
};

/// The first step that goes wrong, else one in the middle. \pre at least one step is compared
[[nodiscard]] DrawnStep drawn_step(const Generates& generates, const check::Case& prompt);

}  // namespace attest::derive
