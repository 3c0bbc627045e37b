// SPDX-License-Identifier: Apache-2.0
/// \file
/// Functions looked up by hand.
#include "reference/task/function_evaluation.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;
using Rows = std::vector<std::vector<Rational>>;

Answer value_in(TableForm form, const Rows& tokens) {
  return function_evaluation(form).answer(Matrix(tokens));
}

TEST_SUITE("task/function_evaluation") {
  // f(0) = 2, f(1) = 0, f(2) = 0.
  TEST_CASE("pairs are found in any order") {
    CHECK(value_in(TableForm::pairs, {{2, 0, 0}, {0, 2, 0}, {1, 0, 0}, {0, 0, 1}}) == Answer{2});
    CHECK(value_in(TableForm::pairs, {{2, 0, 0}, {0, 2, 0}, {1, 0, 0}, {2, 0, 1}}) == Answer{0});
  }

  TEST_CASE("the first place is argument 0") {
    CHECK(value_in(TableForm::places, {{2, 0}, {0, 0}, {1, 0}, {0, 1}}) == Answer{2});
    CHECK(value_in(TableForm::places, {{2, 0}, {0, 0}, {1, 0}, {2, 1}}) == Answer{1});
  }

  TEST_CASE("a value stands after its key even where it equals another key") {
    const Rows tokens{{1, 0}, {0, 1}, {0, 0}, {1, 1}, {0, 2}};
    CHECK(value_in(TableForm::neighbours, tokens) == Answer{1});
  }

  TEST_CASE("links join keys and values wherever they stand") {
    const Rows tokens{{1, 0, 7}, {0, 0, 4}, {3, 1, 4}, {5, 1, 7}, {0, 2, 0}};
    CHECK(value_in(TableForm::links, tokens) == Answer{3});
  }

  TEST_CASE("the value at the place of key 0") {
    CHECK(placed_value(3).answer(Matrix(Rows{{1}, {0}, {2}, {5}, {6}, {7}})) == Answer{6});
    CHECK(placed_value(1).answer(Matrix(Rows{{0}, {4}})) == Answer{4});
  }

  TEST_CASE("an argument that is no key and a key that stands twice have no value") {
    CHECK(value_in(TableForm::pairs, {{1, 0, 0}, {0, 0, 1}}) == Answer{-1});
    CHECK(value_in(TableForm::pairs, {{0, 0, 0}, {0, 1, 0}, {0, 0, 1}}) == Answer{-1});
    CHECK(value_in(TableForm::neighbours, {{0, 1}, {1, 0}, {0, 2}}) == Answer{-1});
  }
}

}  // namespace
}  // namespace attest::task
