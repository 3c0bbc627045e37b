// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hidden layers and their activations by hand.
#include "reference/task/mlp.hpp"

#include <doctest/doctest.h>

#include "reference/task/mlp_network.hpp"

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;
using Rows = std::vector<std::vector<Rational>>;

/// floor(10^9 x), the same for the whole ball.
Integer billionths(const Ball& x) {
  const std::optional<Integer> digits = floor(x * Ball(1000000000, x.precision()));
  REQUIRE(digits.has_value());
  return *digits;
}

TEST_SUITE("task/mlp") {
  TEST_CASE("SiLU in base 2 of 1 and -1 and 3 is 2/3 and -1/3 and 8/3") {
    CHECK(silu_in_base(1, 2) == Rational(2, 3));
    CHECK(silu_in_base(-1, 2) == Rational(-1, 3));
    CHECK(silu_in_base(3, 2) == Rational(8, 3));
    CHECK(silu_in_base(0, 5) == 0);
    CHECK(silu_in_base(2, 3) == Rational(9, 5));
  }

  TEST_CASE("a hidden layer adds every unit to every token") {
    const Mlp mlp{.width = 2,
                  .units = {{.in = {1, 1}, .bias = -1, .out = {3, 0}},
                            {.in = {0, 1}, .bias = 0, .out = {0, -3}}},
                  .bias = {0, 1}};
    const Task task = silu_mlp(mlp, 2, 1, 1);
    // Sums 1 and 1: 3 (2/3) and -3 (2/3) + 1; sums -1 and 0: 3 (-1/3) and 0 + 1.
    CHECK(task.answer(Matrix(Rows{{1, 1}, {0, 0}})) == Answer{3, 0, -1, 1});
    // outer SiLU(inner z): SiLU(2)/2 = 4/5.
    CHECK(
        silu_mlp({.width = 1, .units = {{.in = {1}, .bias = 0, .out = {5}}}}, 2, 2, Rational(1, 2))
            .answer(Matrix(Rows{{1}})) == Answer{5});
  }

  TEST_CASE("a linear map is a matrix times each token") {
    CHECK(linear_map(Matrix(Rows{{1, 2}, {0, -1}})).answer(Matrix(Rows{{1, 1}, {3, 0}})) ==
          Answer{3, -1, 3, 0});
    CHECK(linear_map(Matrix(Rows{{1, 2, 3}})).answer(Matrix(Rows{{1, 1, 1}})) == Answer{6});
    CHECK(linear_map(Matrix(Rows{{2}, {-1}})).answer(Matrix(Rows{{3}, {0}})) ==
          Answer{6, -3, 0, 0});
  }

  TEST_CASE("the normal distribution has nine decimals known from tables") {
    CHECK(billionths(normal_distribution(Ball(1, 64))) == 841344746);
    CHECK(billionths(normal_distribution(Ball(-1, 64))) == 158655253);
    CHECK(billionths(normal_distribution(Ball(2, 64))) == 977249868);
    CHECK(billionths(normal_distribution(Ball(Rational(-5, 2), 64))) == 6209665);
    CHECK(billionths(normal_distribution(Ball(6, 64))) == 999999999);
    CHECK(normal_distribution(Ball(0, 64)).contains(Rational(1, 2)));
  }

  TEST_CASE("GELU is ReLU far out up to less than 2^-2700 on either side") {
    const Rational tiny = Rational(1) / Rational(power_of_two(2700));
    CHECK(gelu(Ball(-100, 64)).contains(0));
    CHECK(gelu(Ball(-100, 64)).upper() < tiny);
    CHECK(gelu(Ball(100, 64)).contains(100));
    CHECK(billionths(gelu(Ball(1, 64))) == 841344746);
  }

  TEST_CASE("SiLU of 1 is 0.731058578 and ReLU of a negative number 0") {
    CHECK(billionths(activated(UnitActivation::silu, Ball(1, 64))) == 731058578);
    CHECK(activated(UnitActivation::relu, Ball(-3, 64)).contains(0));
    CHECK(activated(UnitActivation::relu, Ball(3, 64)).contains(3));
    CHECK(name_of(UnitActivation::gelu) == "gelu");
  }

  TEST_CASE("a head of scores 0 adds the mean of all tokens or of the earlier ones") {
    const Matrix none(1, 1);
    Matrix identity(1, 1);
    identity(0, 0) = 1;
    MlpNetwork network{.width = 1,
                       .blocks = {{.heads = {{.score = none, .value = identity}}, .mlp = {}}}};
    const Matrix tokens(Rows{{1}, {3}});
    CHECK(states_of(network, tokens, 64).back()[0][0].contains(3));
    CHECK(states_of(network, tokens, 64).back()[1][0].contains(5));
    network.is_causal = true;
    CHECK(states_of(network, tokens, 64).back()[0][0].contains(2));
    CHECK(states_of(network, tokens, 64).size() == 3);
  }
}

}  // namespace
}  // namespace attest::task
