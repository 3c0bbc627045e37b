// SPDX-License-Identifier: Apache-2.0
/// \file
/// Set problems by hand.
#include "reference/task/disjointness.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

Matrix words(std::vector<Rational> letters) {
  Matrix result(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = letters[static_cast<std::size_t>(i)];
  return result;
}

using Answer = std::vector<Rational>;

TEST_CASE("bits intersect where both are 1 at one place") {
  CHECK(bits_intersect(1).answer(words({1, 1})) == Answer{1});
  CHECK(bits_intersect(2).answer(words({1, 0, 0, 1})) == Answer{0});
  CHECK(bits_intersect(3).answer(words({1, 0, 1, 0, 1, 1})) == Answer{1});
  CHECK(bits_intersect(2).answer(words({0, 0, 0, 0})) == Answer{0});
}

TEST_CASE("bits intersect with the bits of a number from the least significant on") {
  CHECK(bits_intersect_number(1).answer(words({1, 1})) == Answer{1});
  CHECK(bits_intersect_number(2).answer(words({1, 0, 2})) == Answer{0});
  CHECK(bits_intersect_number(3).answer(words({1, 0, 1, 4})) == Answer{1});
  CHECK(bits_intersect_number(2).answer(words({1, 1, 0})) == Answer{0});
}

TEST_CASE("the letter at a place counts from 0") {
  CHECK(letter_at(1).answer(words({0, 1})) == Answer{1});
  CHECK(letter_at(3).answer(words({0, 0, 1, 1})) == Answer{0});
  CHECK(letter_at(3).answer(words({2, 0, 0, 1})) == Answer{1});
}

TEST_CASE("lists intersect in a letter other than 0 at any places") {
  CHECK(lists_intersect(2).answer(words({0, 0, 0, 0})) == Answer{0});
  CHECK(lists_intersect(2).answer(words({3, 0, 1, 3})) == Answer{1});
  CHECK(lists_intersect(2).answer(words({1, 2, 3, 4})) == Answer{0});
}

TEST_CASE("4^n - 3^n pairs of words of n bits intersect for n <= 6") {
  std::int64_t threes = 1;
  for (int n = 1; n <= 6; ++n) {
    threes *= 3;
    const std::int64_t pairs = std::int64_t{1} << (2 * n);
    std::int64_t count = 0;
    for (std::int64_t pair = 0; pair < pairs; ++pair) {
      Matrix both(2 * n, 1);
      for (int i = 0; i < 2 * n; ++i) both(i, 0) = pair >> i & 1;
      count += bits_intersect(n).answer(both) == Answer{1} ? 1 : 0;
    }
    CHECK(count == pairs - threes);
  }
}

}  // namespace
}  // namespace attest::task
