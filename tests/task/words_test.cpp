// SPDX-License-Identifier: Apache-2.0
/// \file
/// Arithmetic on words: values worked by hand, the corners first.
#include "reference/task/words.hpp"

#include <doctest/doctest.h>

namespace {

using attest::Matrix;
using attest::Rational;
namespace task = attest::task;

Rational answer(const task::Task& truth, const std::vector<Rational>& operands) {
  return truth.answer(Matrix({operands})).at(0);
}

}  // namespace

TEST_CASE("zero and negative words are not positive") {
  CHECK(answer(task::is_not_positive(), {0}) == 1);
  CHECK(answer(task::is_not_positive(), {-4}) == 1);
  CHECK(answer(task::is_not_positive(), {3}) == 0);
}

TEST_CASE("the opposite of the least word is itself") {
  CHECK(answer(task::opposite(3), {-4}) == -4);
  CHECK(answer(task::opposite(3), {0}) == 0);
  CHECK(answer(task::opposite(3), {3}) == -3);
}

TEST_CASE("sums of words wrap at both ends") {
  CHECK(answer(task::word_sum(3), {3, 1}) == -4);
  CHECK(answer(task::word_sum(3), {-4, -1}) == 3);
  CHECK(answer(task::word_sum(3), {-4, -4}) == 0);
  CHECK(answer(task::word_sum(3), {2, -3}) == -1);
}

TEST_CASE("the successor of the last number is 0") {
  CHECK(answer(task::successor(3), {7}) == 0);
  CHECK(answer(task::successor(3), {0}) == 1);
  CHECK(answer(task::successor(3), {3}) == 4);
}
