// SPDX-License-Identifier: Apache-2.0
/// \file
/// See case_book.hpp.
#include "reference/derive/case_book.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reference/number/hash128.hpp"

namespace attest::derive {
namespace {

/// Cases that a book keeps at most, and numbers in them: some 50 MB.
constexpr std::int64_t most_cases = std::int64_t{1} << 16;
constexpr std::size_t most_numbers = std::size_t{1} << 21;

/// Two functions with one body are the same function.
class Identity : FunctionHandle {
 public:
  explicit Identity(const FunctionHandle& function) : FunctionHandle(function) {}
  [[nodiscard]] bool operator==(const Identity& other) const { return body() == other.body(); }
};

std::unique_ptr<KnownCase> worked_out(const check::CaseSpace& inputs, const task::Task& task,
                                      std::int64_t index) {
  std::optional<check::Case> tokens = inputs.at(index);
  return tokens ? known_case(std::move(*tokens), task) : nullptr;
}

/// Adds a number to those of `small`, which goes where it does not fit.
void add(const Rational& number, std::optional<std::vector<std::int64_t>>& small) {
  if (!small) return;
  if (number.is_integer() && number.num().fits_int64()) {
    small->push_back(number.num().to_int64());
  } else {
    small.reset();
  }
}

std::size_t numbers_of(const KnownCase& known) {
  return static_cast<std::size_t>(known.tokens.rows()) *
             static_cast<std::size_t>(known.tokens.cols()) +
         known.expected.size();
}

}  // namespace

std::vector<std::uint64_t> words_of(const std::vector<Rational>& answer) {
  Hasher128 hasher;
  for (const Rational& value : answer) hasher.add(value);
  const Hash128 hash = hasher.finish();
  return {hash.low, hash.high};
}

std::unique_ptr<KnownCase> known_case(check::Case tokens, const task::Task& task) {
  auto known = std::make_unique<KnownCase>();
  known->tokens = std::move(tokens);
  known->expected = task.answer(known->tokens);
  known->words = words_of(known->expected);
  known->small_tokens.emplace();
  for (int i = 0; i < known->tokens.rows(); ++i) {
    for (const Rational& field : known->tokens.row(i)) add(field, known->small_tokens);
  }
  known->small_expected.emplace();
  for (const Rational& number : known->expected) add(number, known->small_expected);
  return known;
}

std::unique_ptr<KnownCase> known_case(const Computes& computes, std::int64_t index) {
  return worked_out(computes.inputs, computes.task, index);
}

CaseBook::CaseBook(const Computes& computes)
    : inputs_(computes.inputs),
      task_(computes.task),
      pages_(static_cast<std::size_t>(std::min(computes.inputs.size, most_cases))) {}

bool CaseBook::is_of(const Computes& computes) const {
  return computes.inputs.size == inputs_.size &&
         Identity(computes.inputs.at) == Identity(inputs_.at) &&
         Identity(computes.task.answer) == Identity(task_.answer);
}

const KnownCase* CaseBook::at(std::int64_t index, std::unique_ptr<KnownCase>& made) const {
  const auto i = static_cast<std::size_t>(index);
  const KnownCase* known = i < pages_.size() ? pages_[i].load(std::memory_order_acquire) : nullptr;
  if (known == &none_) return nullptr;
  if (known != nullptr) return known;
  made = worked_out(inputs_, task_, index);
  if (i < pages_.size()) return keep(pages_[i], made);
  return made.get();
}

const KnownCase* CaseBook::keep(Page& page, std::unique_ptr<KnownCase>& made) const {
  const std::lock_guard lock(mutex_);
  const KnownCase* const kept = page.load(std::memory_order_relaxed);
  if (kept != nullptr) return kept == &none_ ? nullptr : kept;  // another thread was first
  if (!made) {
    page.store(&none_, std::memory_order_release);
    return nullptr;
  }
  if (numbers_ + numbers_of(*made) > most_numbers) return made.get();
  numbers_ += numbers_of(*made);
  kept_.push_back(std::move(made));
  page.store(kept_.back().get(), std::memory_order_release);
  return kept_.back().get();
}

}  // namespace attest::derive
