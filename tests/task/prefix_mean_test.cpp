// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prefix means by hand.
#include "reference/task/prefix_mean.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

Matrix numbers(const std::vector<Rational>& x) {
  Matrix tokens(static_cast<int>(x.size()), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = x[static_cast<std::size_t>(i)];
  return tokens;
}

using Answer = std::vector<Rational>;

TEST_SUITE("task/prefix_mean") {
  TEST_CASE("no token has no mean and one token is its own") {
    CHECK(prefix_mean().answer(numbers({})).empty());
    CHECK(prefix_mean().answer(numbers({Rational(2, 3)})) == Answer{Rational(2, 3)});
  }

  TEST_CASE("the means of 1 0 0 1 are 1 and 1/2 and 1/3 and 1/2") {
    CHECK(prefix_mean().answer(numbers({1, 0, 0, 1})) ==
          Answer{1, Rational(1, 2), Rational(1, 3), Rational(1, 2)});
  }

  TEST_CASE("without themselves 1 0 0 1 have the means 1 and 1 and 1/2 and 1/3") {
    CHECK(prefix_mean(OwnNumber::does_not_count).answer(numbers({1, 0, 0, 1})) ==
          Answer{1, 1, Rational(1, 2), Rational(1, 3)});
  }
}

}  // namespace
}  // namespace attest::task
