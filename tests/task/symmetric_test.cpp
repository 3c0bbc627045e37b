// SPDX-License-Identifier: Apache-2.0
/// \file
/// Symmetric functions, thresholds and sensitivity: values worked out from the definitions.
#include "reference/task/symmetric.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

Matrix word(const std::vector<int>& bits) {
  Matrix tokens(static_cast<int>(bits.size()), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = bits[static_cast<std::size_t>(i)];
  return tokens;
}

using Answer = std::vector<Rational>;

TEST_SUITE("task/symmetric") {
  TEST_CASE("the sign of f = 0110 is that of f at the number of ones of a word of 3 bits") {
    const Task task = symmetric_sign({0, 1, 1, 0});
    CHECK(task.answer(word({0, 0, 0})) == Answer{-1});
    CHECK(task.answer(word({0, 1, 0})) == Answer{1});
    CHECK(task.answer(word({1, 0, 1})) == Answer{1});
    CHECK(task.answer(word({1, 1, 1})) == Answer{-1});
    CHECK(task.id == "symmetric_sign f=0110");
  }

  TEST_CASE("parity is 0 on no bit and on two ones and 1 on one and three") {
    CHECK(parity().answer(word({})) == Answer{0});
    CHECK(parity().answer(word({1, 1})) == Answer{0});
    CHECK(parity().answer(word({0, 1})) == Answer{1});
    CHECK(parity_sign().answer(word({1, 1, 1})) == Answer{1});
    CHECK(parity_sign().answer(word({0, 0, 0})) == Answer{-1});
  }

  TEST_CASE("thresholds of 2 x_1 - x_2 at 0 and 1 answer one entry each") {
    const Task task = linear_thresholds({2, -1}, {0, 1});
    CHECK(task.answer(word({0, 0})) == Answer{-1, -1});
    CHECK(task.answer(word({1, 1})) == Answer{1, -1});
    CHECK(task.answer(word({1, 0})) == Answer{1, 1});
    CHECK(task.answer(word({0, 1})) == Answer{-1, -1});
  }

  TEST_CASE("of two classes the odd positions decide and the even ones only where those balance") {
    const Task task = priority_majority(2);
    CHECK(task.answer(word({1, 0, 1})) == Answer{0});
    CHECK(task.answer(word({0, 1, 0})) == Answer{1});
    CHECK(task.answer(word({1, 1, 0, 0, 1})) == Answer{1});
    CHECK(task.answer(word({0, 1, 0, 0, 1})) == Answer{0});
    CHECK(task.answer(word({1, 1, 0, 0})) == Answer{0});  // both classes balance
    CHECK(priority_majority(2, Balance::counts).answer(word({1, 1, 0, 0})) == Answer{1});
    CHECK(priority_majority(1).answer(word({1, 1, 0})) == Answer{1});
  }

  TEST_CASE("a constant changes sign 0 times and 01001 three times") {
    CHECK(sign_changes({1, 1, 1}) == 0);
    CHECK(sign_changes({0}) == 0);
    CHECK(sign_changes({0, 1, 0, 0, 1}) == 3);
  }

  TEST_CASE("average sensitivity of AND of two bits is 1 and of parity of three bits 3") {
    CHECK(average_sensitivity({0, 0, 0, 1}) == Rational(1));
    CHECK(average_sensitivity({0, 1, 1, 0, 1, 0, 0, 1}) == Rational(3));
    CHECK(average_sensitivity({1, 1}) == Rational(0));
    CHECK(average_sensitivity({0, 0, 0, 1, 0, 1, 1, 1}) == Rational(3, 2));  // majority of three
  }
}

}  // namespace
}  // namespace attest::task
