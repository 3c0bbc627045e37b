// SPDX-License-Identifier: Apache-2.0
/// \file
/// Iterations over exact rationals against values worked out by hand.
#include "reference/task/matrix_iterations.hpp"

#include <doctest/doctest.h>

#include "reference/number/error.hpp"

namespace attest::task {
namespace {

Matrix matrix_of(const std::vector<std::vector<Rational>>& rows) { return Matrix(rows); }

}  // namespace

TEST_CASE("Newton's start is the transpose over the product of two norms") {
  // Rows of absolute sums 3 and 4, columns 5 and 2.
  CHECK(newton_start(matrix_of({{-2, 1}, {3, 1}})) ==
        matrix_of({{Rational(-1, 10), Rational(3, 20)}, {Rational(1, 20), Rational(1, 20)}}));
  CHECK_THROWS_AS(static_cast<void>(newton_start(Matrix(2, 2))), BrokenInvariant);
}

TEST_CASE("Newton's iteration squares a residual of one half") {
  const Matrix a = matrix_of({{2}});
  const Matrix x = matrix_of({{Rational(1, 4)}});
  CHECK(inverse_residual(a, x) == matrix_of({{Rational(1, 2)}}));
  CHECK(newton_inverse(a, x, 0) == x);
  CHECK(newton_inverse(a, x, 1) == matrix_of({{Rational(3, 8)}}));
  CHECK(newton_inverse(a, x, 2) == matrix_of({{Rational(15, 32)}}));
}

TEST_CASE("a product and a residual of two rows are worked out by hand") {
  const Matrix a = matrix_of({{1, 2}, {3, 4}});
  const Matrix b = matrix_of({{0, 1}, {1, 1}});
  CHECK(matrix_product(a, b) == matrix_of({{2, 3}, {4, 7}}));
  CHECK(inverse_residual(a, b) == matrix_of({{-1, -3}, {-4, -6}}));
  // X (2I - A X) with A X as above
  CHECK(newton_inverse(a, b, 1) == matrix_of({{-4, -5}, {-4, -8}}));
  CHECK_THROWS_AS(static_cast<void>(matrix_product(a, Matrix(1, 2))), BrokenInvariant);
}

TEST_CASE("powers of the Fibonacci matrix count rabbits") {
  const Matrix a = matrix_of({{1, 1}, {1, 0}});
  CHECK(power_method(a, {1, 0}, 0) == std::vector<Rational>{1, 0});
  CHECK(power_method(a, {1, 0}, 3) == std::vector<Rational>{3, 2});
  CHECK(power_method(a, {1, 0}, 9) == std::vector<Rational>{55, 34});
}

TEST_CASE("two samples move the weights one after the other") {
  const std::vector<Sample> samples = {{.input = {1, 2}, .wanted = {3}},
                                       {.input = {-1, 1}, .wanted = {0}}};
  // errors -3 and 3/8
  CHECK(linear_descent(samples, {0, 0}, Rational(1, 8), 1) ==
        std::vector<Rational>{Rational(27, 64), Rational(45, 64)});
  CHECK(linear_descent(samples, {5, 6}, Rational(1, 8), 0) == std::vector<Rational>{5, 6});
}

TEST_CASE("both layers move by the weights that the error was made with") {
  const TwoLayers network{.first = matrix_of({{2}}), .second = matrix_of({{3}})};
  const std::vector<Sample> samples = {{.input = {1}, .wanted = {5}}};
  // y = 6, error 1, the hidden unit gets 3
  CHECK(two_layer_descent(samples, network, Activation::identity, Rational(1, 2), 1) ==
        TwoLayers{.first = matrix_of({{Rational(1, 2)}}), .second = matrix_of({{2}})});
  // y = 12, error 7, the hidden unit gets 21 times the slope 4
  CHECK(two_layer_descent(samples, network, Activation::square, Rational(1, 4), 1) ==
        TwoLayers{.first = matrix_of({{-19}}), .second = matrix_of({{-4}})});
}

TEST_CASE("each hidden unit gets the errors of all outputs") {
  const TwoLayers network{.first = matrix_of({{1, 0}, {0, 1}}),
                          .second = matrix_of({{1, 2}, {3, 4}})};
  const std::vector<Sample> samples = {{.input = {1, -1}, .wanted = {0, 0}}};
  // z = (1, -1), y = (-2, -2), back = (-6, -14)
  CHECK(two_layer_descent(samples, network, Activation::identity, 1, 1) ==
        TwoLayers{.first = matrix_of({{7, 14}, {-6, -13}}), .second = matrix_of({{3, 4}, {1, 2}})});
}

}  // namespace attest::task
