// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cases and ground truths of one statement, worked out once for all its mutants.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "reference/derive/computes.hpp"

namespace attest::derive {

/// A case and what it should give.
struct KnownCase {
  check::Case tokens;
  std::vector<Rational> expected;
  std::vector<std::uint64_t> words;  ///< what `expected` adds to a digest
  /// The fields of `tokens`, row by row, and `expected`, if all of them are int64.
  std::optional<std::vector<std::int64_t>> small_tokens = {};
  std::optional<std::vector<std::int64_t>> small_expected = {};
};

/// The words that a decided answer adds to the digest.
[[nodiscard]] std::vector<std::uint64_t> words_of(const std::vector<Rational>& answer);

/// A case with what follows from it.
[[nodiscard]] std::unique_ptr<KnownCase> known_case(check::Case tokens, const task::Task& task);

/// The case of an index, worked out; nothing where its precondition fails.
[[nodiscard]] std::unique_ptr<KnownCase> known_case(const Computes& computes, std::int64_t index);

/// The same, kept from the first time that a case is asked for; the later cases of a large space
/// are worked out each time. Thread-safe.
class CaseBook {
 public:
  /// The book of the cases and the task of `computes`.
  explicit CaseBook(const Computes& computes);

  /// Whether `computes` has this case space and this task, unbroken.
  [[nodiscard]] bool is_of(const Computes& computes) const;

  /// The case of an index; null where its precondition fails. It is valid as long as the book and
  /// `made`, which owns it if the book does not.
  [[nodiscard]] const KnownCase* at(std::int64_t index, std::unique_ptr<KnownCase>& made) const;

 private:
  /// What is known of one index: nothing yet, a case, or that its precondition fails.
  using Page = std::atomic<const KnownCase*>;

  [[nodiscard]] const KnownCase* keep(Page& page, std::unique_ptr<KnownCase>& made) const;

  check::CaseSpace inputs_;
  task::Task task_;
  KnownCase none_;  // stands for a precondition that fails
  mutable std::vector<Page> pages_;
  mutable std::mutex mutex_;  // of what follows
  mutable std::deque<std::unique_ptr<KnownCase>> kept_;
  mutable std::size_t numbers_ = 0;  // in `kept_`
};

}  // namespace attest::derive
