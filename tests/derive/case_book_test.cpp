// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cases worked out once give what working them out each time gives.
#include "reference/derive/case_book.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>

#include "reference/check/parallel.hpp"

namespace attest::derive {
namespace {

/// The sums of all words of 3 letters over {0, .., 4} without a leading 0, and of one half more.
Computes sums(std::atomic<int>& answers) {
  Computes result;
  const check::CaseSpace words = check::words(3, 5);
  result.inputs = words;
  result.inputs.at = [at = words.at](std::int64_t index) {
    std::optional<check::Case> word = at(index);
    return word && (*word)(0, 0).is_zero() ? std::nullopt : word;
  };
  result.task = {.id = "sum", .answer = [&answers](const Matrix& word) {
                   ++answers;
                   const Rational sum = word(0, 0) + word(1, 0) + word(2, 0);
                   return std::vector<Rational>{sum, sum + Rational(1, 2)};
                 }};
  return result;
}

TEST_CASE("a book of 125 indices gives each case as it is worked out and asks each answer once") {
  std::atomic<int> answers = 0;
  const Computes computes = sums(answers);
  const CaseBook book(computes);
  for (int round = 0; round < 3; ++round) {
    for (std::int64_t i = 0; i < computes.inputs.size; ++i) {
      std::unique_ptr<KnownCase> made;
      const KnownCase* const known = book.at(i, made);
      const std::optional<check::Case> tokens = computes.inputs.at(i);
      REQUIRE((known != nullptr) == tokens.has_value());
      if (known == nullptr) continue;
      CHECK(known->tokens == *tokens);
      REQUIRE(known->expected.size() == 2);
      CHECK(known->expected[0] == (*tokens)(0, 0) + (*tokens)(1, 0) + (*tokens)(2, 0));
      CHECK(known->words == words_of(known->expected));
      REQUIRE(known->small_tokens.has_value());
      CHECK(known->small_tokens->size() == 3);
      CHECK(!known->small_expected.has_value());  // halves are no integers
    }
  }
  CHECK(answers == 100);
}

TEST_CASE("threads that ask a book for the same cases get the same ones") {
  std::atomic<int> answers = 0;
  const Computes computes = sums(answers);
  const CaseBook book(computes);
  std::atomic<int> different = 0;
  check::in_parallel(4, [&] {
    for (std::int64_t i = 0; i < computes.inputs.size; ++i) {
      std::unique_ptr<KnownCase> made;
      const KnownCase* const known = book.at(i, made);
      const std::optional<check::Case> tokens = computes.inputs.at(i);
      const bool is_same = tokens ? known != nullptr && known->tokens == *tokens : known == nullptr;
      if (!is_same) ++different;
    }
  });
  CHECK(different == 0);
}

TEST_CASE("a book is of copies with its cases and task and of no others") {
  std::atomic<int> answers = 0;
  const Computes computes = sums(answers);
  const CaseBook book(computes);
  Computes copy = computes;
  copy.precision = 7;
  CHECK(book.is_of(copy));
  copy.task.answer = [](const Matrix&) { return std::vector<Rational>{}; };
  CHECK(!book.is_of(copy));
  copy = computes;
  copy.inputs = check::words(3, 5);
  CHECK(!book.is_of(copy));
}

}  // namespace
}  // namespace attest::derive
