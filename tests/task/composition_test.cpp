// SPDX-License-Identifier: Apache-2.0
/// \file
/// Compositions and sums of two by hand, boundary conventions first.
#include "reference/task/composition.hpp"

#include <doctest/doctest.h>

#include "reference/task/sum_two.hpp"

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

Matrix column(const std::vector<Rational>& letters) {
  Matrix result(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = letters[static_cast<std::size_t>(i)];
  return result;
}

TEST_CASE("functions are composed from the inside and count from 1") {
  CHECK(function_composition(1).answer(column({1, 1, 1})) == Answer{1});
  // g = (2, 1), h = (1, 2): h(g(1)) = h(2) = 2.
  CHECK(function_composition(2).answer(column({2, 1, 1, 2, 1})) == Answer{2});
  // g = (3, 1, 1), h = (2, 3, 1): h(g(1)) = 1 and h(g(3)) = 2.
  CHECK(function_composition(3).answer(column({3, 1, 1, 2, 3, 1, 1})) == Answer{1});
  CHECK(function_composition(3).answer(column({3, 1, 1, 2, 3, 1, 3})) == Answer{2});
}

TEST_CASE("relations are composed from A to B and one step is not enough") {
  // A = {(0, 1)}, B = {(1, 0)}: (0, 0) alone.
  CHECK(relation_composition(2).answer(Matrix({{0, 0}, {1, 0}, {0, 1}, {0, 0}})) ==
        Answer{1, 0, 0, 0});
  // The other way round A = {(1, 0)}, B = {(0, 1)}: (1, 1) alone.
  CHECK(relation_composition(2).answer(Matrix({{0, 0}, {0, 1}, {1, 0}, {0, 0}})) ==
        Answer{0, 0, 0, 1});
  CHECK(relation_composition(1).answer(Matrix({{1, 0}})) == Answer{0});
  CHECK(relation_composition(1).answer(Matrix({{1, 1}})) == Answer{1});
}

TEST_CASE("in a quotient a step may change to an element of the same colour") {
  // A = {(0, 0)}, B = {(1, 1)}: composed to (0, 1) iff 0 and 1 have one colour.
  CHECK(quotient_composition(2).answer(Matrix(
            {{1, 0, 7, 7}, {0, 0, 7, 7}, {0, 0, 7, 7}, {0, 1, 7, 7}})) == Answer{0, 1, 0, 0});
  CHECK(quotient_composition(2).answer(Matrix(
            {{1, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}, {0, 1, 1, 1}})) == Answer{0, 0, 0, 0});
  CHECK(quotient_composition(1).answer(Matrix({{1, 1, 0, 0}})) == Answer{1});
  CHECK(quotient_composition(1).answer(Matrix({{1, 0, 0, 0}})) == Answer{0});
}

TEST_CASE("a sum of two takes two different tokens") {
  CHECK(sum_two(4).answer(column({2})) == Answer{0});
  CHECK(sum_two(4).answer(column({2, 2})) == Answer{1});
  CHECK(sum_two(4).answer(column({1, 2, 4})) == Answer{0});
  CHECK(sum_two(4).answer(column({1, 2, 3})) == Answer{1});
}

}  // namespace
}  // namespace attest::task
