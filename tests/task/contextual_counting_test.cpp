// SPDX-License-Identifier: Apache-2.0
/// \file
/// Contextual counting by hand, boundary conventions first.
#include "reference/task/contextual_counting.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

/// The answers to questions 1, .., `questions` about the word, without those of its own letters.
Answer counts(std::string_view word, int questions, FirstRegion first = FirstRegion::one) {
  const auto letters = static_cast<int>(word.size());
  Matrix tokens(letters + questions, 2);
  for (int i = 0; i < letters; ++i) {
    const auto at = std::string_view("01[]").find(word[static_cast<std::size_t>(i)]);
    tokens(i, 0) = static_cast<std::int64_t>(at);
  }
  for (int q = 0; q < questions; ++q) {
    tokens(letters + q, 0) = 4;
    tokens(letters + q, 1) = q + 1;
  }
  const Answer all = contextual_counting(first).answer(tokens);
  for (int i = 0; i < letters; ++i) CHECK(all[static_cast<std::size_t>(i)] == 0);
  return {all.begin() + letters, all.end()};
}

TEST_SUITE("task/contextual_counting") {
  TEST_CASE("a region that does not exist and an empty one count 0") {
    CHECK(counts("", 1) == Answer{0});
    CHECK(counts("[]", 2) == Answer{0, 0});
    CHECK(counts("11", 1) == Answer{0});
  }

  TEST_CASE("ones outside regions do not count and zeros inside do not") {
    CHECK(counts("1[1]1", 2) == Answer{1, 0});
    CHECK(counts("[0110]", 1) == Answer{2});
    CHECK(counts("[1]0", 1) == Answer{1});
    CHECK(counts("[0]1", 1) == Answer{0});
  }

  TEST_CASE("adjacent regions are counted one by one") {
    CHECK(counts("[1][][11]", 4) == Answer{1, 0, 2, 0});
    CHECK(counts("[1][][11]", 3, FirstRegion::zero) == Answer{0, 2, 0});
  }

  TEST_CASE("a bracket that opens stands in its region and one that closes does not") {
    Matrix word(6, 1);  // 1[0][]
    const std::vector<std::int64_t> symbols{1, 2, 0, 3, 2, 3};
    for (int i = 0; i < 6; ++i) word(i, 0) = symbols[static_cast<std::size_t>(i)];
    CHECK(regional_position().answer(word) == Answer{0, 1, 1, 0, 2, 0});
    CHECK(regional_position(Closing::inside).answer(word) == Answer{0, 1, 1, 1, 2, 2});
  }

  TEST_CASE("nested or open or unopened regions break the contract") {
    CHECK_THROWS_AS(counts("[[]]", 1), BrokenInvariant);
    CHECK_THROWS_AS(counts("[1", 1), BrokenInvariant);
    CHECK_THROWS_AS(counts("1]", 1), BrokenInvariant);
  }
}

}  // namespace
}  // namespace attest::task
