// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse averages by hand, boundary conventions first.
#include "reference/task/sparse_averaging.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

TEST_CASE("pointers count from 0 and a token may point to itself") {
  const Matrix tokens({{10, 0}, {20, 2}, {30, 1}});
  CHECK(sparse_averaging(1).answer(tokens) == Answer{10, 30, 20});
}

TEST_CASE("the mean is exact and does not depend on the order of the pointers") {
  const Matrix tokens({{1, 0, 1}, {Rational(1, 3), 1, 0}, {5, 2, 0}, {-2, 3, 2}});
  CHECK(sparse_averaging(2).answer(tokens) ==
        Answer{Rational(2, 3), Rational(2, 3), 3, Rational(3, 2)});
}

TEST_CASE("all tokens at once give the mean of everything") {
  const Matrix tokens({{1, 0, 1, 2}, {2, 2, 1, 0}, {6, 1, 0, 2}});
  CHECK(sparse_averaging(3).answer(tokens) == Answer{3, 3, 3});
}

TEST_CASE("every feature is averaged by itself") {
  const Matrix tokens({{1, 10, 0, 1}, {3, 20, 0, 1}});
  CHECK(sparse_averaging(2, 2).answer(tokens) == Answer{2, 15, 2, 15});
}

TEST_CASE("the first token alone is read whatever the others point to") {
  const Matrix tokens({{4, 1, 2}, {6, 0, 0}, {8, 9, 9}});
  CHECK(sparse_averaging_first(2).answer(tokens) == Answer{7});
  CHECK(sparse_averaging_first(1).answer(Matrix({{4, 0}, {6, 9}})) == Answer{4});
  CHECK(sparse_averaging_first(3).answer(Matrix({{1, 2, 1, 0}, {-3, 9, 9, 9}, {4, 9, 9, 9}})) ==
        Answer{Rational(2, 3)});
}

TEST_CASE("a token in the middle is read alone and its mean against a threshold with an error") {
  const Matrix tokens({{4, 7, 7}, {6, 0, 2}, {-8, 9, 9}});
  CHECK(sparse_averaging_at(2, 1).answer(tokens) == Answer{-2});
  CHECK(sparse_averaging_at(1, 0).answer(Matrix({{4, 1}, {6, 9}})) == Answer{6});
  CHECK(sparse_averaging_at(1, 1).answer(Matrix({{4, 9}, {6, 1}})) == Answer{6});
  CHECK(sparse_averaging_exceeds(2, 1, 0, -2).answer(tokens) == Answer{0});
  CHECK(sparse_averaging_exceeds(2, 1, Rational(1, 9), -2).answer(tokens) == Answer{1});
  CHECK(sparse_averaging_exceeds(2, 1, -1, Rational(-7, 2)).answer(tokens) == Answer{1});
  CHECK(sparse_averaging_exceeds(2, 1, -2, Rational(-7, 2)).answer(tokens) == Answer{0});
}

TEST_CASE("a pointer outside the sequence or one that occurs twice breaks the contract") {
  CHECK_THROWS_AS(static_cast<void>(sparse_averaging(1).answer(Matrix({{1, 1}}))), BrokenInvariant);
  CHECK_THROWS_AS(static_cast<void>(sparse_averaging(1).answer(Matrix({{1, -1}}))),
                  BrokenInvariant);
  CHECK_THROWS_AS(static_cast<void>(sparse_averaging(2).answer(Matrix({{1, 0, 0}, {1, 0, 1}}))),
                  BrokenInvariant);
}

}  // namespace
}  // namespace attest::task
