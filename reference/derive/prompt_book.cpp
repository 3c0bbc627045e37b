// SPDX-License-Identifier: Apache-2.0
/// \file
/// See prompt_book.hpp.
#include "reference/derive/prompt_book.hpp"

#include "reference/number/hash128.hpp"

namespace attest::derive {
namespace {

/// Members that a book keeps at most, and numbers in its prompts: some 50 MB.
constexpr std::size_t most_members = 8;
constexpr std::size_t most_prompt_numbers = std::size_t{1} << 21;

/// Copies of one function have one body.
class TaskIdentity : FunctionHandle {
 public:
  explicit TaskIdentity(const Continuation& task) : FunctionHandle(task.tokens) {}
  [[nodiscard]] bool operator==(const TaskIdentity& other) const { return body() == other.body(); }
};

std::size_t numbers_of(const Matrix& matrix) {
  return static_cast<std::size_t>(matrix.rows()) * static_cast<std::size_t>(matrix.cols());
}

}  // namespace

KnownPrompt known_prompt(check::Case prompt, const Continuation& task) {
  KnownPrompt known{.prompt = std::move(prompt), .expected = {}, .words = {}};
  known.expected = task.tokens(known.prompt);
  Hasher128 hasher;
  for (int i = 0; i < known.expected.rows(); ++i) {
    for (const Rational& field : known.expected.row(i)) hasher.add(field);
  }
  const Hash128 hash = hasher.finish();
  known.words = {hash.low, hash.high};
  return known;
}

Generates PromptBook::member(std::int64_t member) const {
  {
    const std::lock_guard lock(mutex_);
    const auto kept = members_.find(member);
    if (kept != members_.end()) return *kept->second;
  }
  auto built = std::make_shared<const Generates>(generators_.member(member));
  const std::lock_guard lock(mutex_);
  // Where another thread was first, its copy is the one that stays.
  if (members_.size() < most_members) return *members_.try_emplace(member, built).first->second;
  return *built;
}

bool PromptBook::is_kept(std::int64_t member, const Continuation& task) const {
  const auto kept = members_.find(member);
  return kept != members_.end() && TaskIdentity(kept->second->task) == TaskIdentity(task);
}

std::shared_ptr<const KnownPrompt> PromptBook::at(std::int64_t member, std::int64_t prompt,
                                                  const Continuation& task) const {
  {
    const std::lock_guard lock(mutex_);
    const auto known = prompts_.find({member, prompt});
    if (known != prompts_.end() && is_kept(member, task)) return known->second;
  }
  std::optional<check::Case> tokens = generators_.prompts.at(prompt);
  if (!tokens) return nullptr;
  auto made = std::make_shared<const KnownPrompt>(known_prompt(std::move(*tokens), task));
  const std::lock_guard lock(mutex_);
  const std::size_t numbers = numbers_of(made->prompt) + numbers_of(made->expected);
  if (is_kept(member, task) && numbers_ + numbers <= most_prompt_numbers &&
      prompts_.try_emplace({member, prompt}, made).second) {
    numbers_ += numbers;
  }
  return made;
}

}  // namespace attest::derive
