// SPDX-License-Identifier: Apache-2.0
/// \file
/// Members, prompts and what should follow these, worked out once for all mutants of a statement.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "reference/derive/generates.hpp"

namespace attest::derive {

/// A prompt and what should follow it.
struct KnownPrompt {
  check::Case prompt;
  Matrix expected;                   ///< [steps x fields]
  std::vector<std::uint64_t> words;  ///< what `expected` adds to a digest
};

/// A prompt with what follows from it.
[[nodiscard]] KnownPrompt known_prompt(check::Case prompt, const Continuation& task);

/// The first members of a family that are asked for, and what their tasks say of its prompts; what
/// would take too much room is worked out each time. Thread-safe.
class PromptBook {
 public:
  explicit PromptBook(Generators generators) : generators_(std::move(generators)) {}

  [[nodiscard]] const Generators& generators() const { return generators_; }

  /// A member as it is built.
  [[nodiscard]] Generates member(std::int64_t member) const;

  /// What `task` says of a prompt, which is kept where it is the unbroken task of a member that is
  /// kept; nothing where the prompt's precondition fails.
  [[nodiscard]] std::shared_ptr<const KnownPrompt> at(std::int64_t member, std::int64_t prompt,
                                                      const Continuation& task) const;

 private:
  using Place = std::pair<std::int64_t, std::int64_t>;  // member and prompt

  [[nodiscard]] bool is_kept(std::int64_t member, const Continuation& task) const;

  Generators generators_;
  mutable std::mutex mutex_;  // of what follows
  mutable std::map<std::int64_t, std::shared_ptr<const Generates>> members_ = {};
  mutable std::map<Place, std::shared_ptr<const KnownPrompt>> prompts_ = {};
  mutable std::size_t numbers_ = 0;  // in `prompts_`
};

}  // namespace attest::derive
