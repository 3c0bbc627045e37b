// SPDX-License-Identifier: Apache-2.0
/// \file
/// Delivery by hand, boundary conventions first.
#include "reference/task/routing.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

TEST_SUITE("task/routing") {
  TEST_CASE("a destination beyond the last node is nobody's and nobody's payload is lost") {
    CHECK(delivered().answer(Matrix({{1, 7}, {2, 9}})) == Answer{0, 7});
    CHECK(delivered().answer(Matrix({{0, 5}})) == Answer{5});
    CHECK(delivered().answer(Matrix(0, 2)).empty());
  }

  TEST_CASE("packets 3 1 4 on 2 0 1 arrive as 1 4 3") {
    CHECK(delivered().answer(Matrix({{2, 3}, {0, 1}, {1, 4}})) == Answer{1, 4, 3});
  }

  TEST_CASE("payloads for one node add up") {
    CHECK(delivered().answer(Matrix({{1, 3}, {1, 4}})) == Answer{0, 7});
  }
}

}  // namespace
}  // namespace attest::task
