// SPDX-License-Identifier: Apache-2.0
/// \file
/// Echelon forms, kernels and binomials by hand.
#include "reference/number/elimination.hpp"

#include <doctest/doctest.h>

#include "reference/number/binomial.hpp"
#include "reference/number/random.hpp"

namespace attest {
namespace {

TEST_CASE("a matrix is reduced to the echelon form worked out by hand") {
  Matrix rows({{0, 2, 4}, {1, 1, 1}, {1, 3, 5}});
  CHECK(reduce(rows) == std::vector<int>{0, 1});
  CHECK(rows == Matrix({{1, 0, -1}, {0, 1, 2}, {0, 0, 0}}));
}

TEST_CASE("kernel vectors are 1 at their free column and are mapped to 0 by random matrices") {
  CHECK(kernel(Matrix({{1, 2}, {3, 4}}), 2).empty());
  CHECK(kernel(Matrix({{1, 2, 3}}), 2) ==
        std::vector<std::vector<Rational>>{{-2, 1, 0}, {-3, 0, 1}});
  CHECK(kernel(Matrix({{1, 2, 3}}), 1).size() == 1);
  for (std::uint64_t i = 0; i < 20; ++i) {
    Random random(7, 0, i);
    Matrix rows(4, 6);
    for (int r = 0; r < 4; ++r) {
      for (int c = 0; c < 6; ++c) rows(r, c) = random.between(-2, 2);
    }
    for (const std::vector<Rational>& x : kernel(rows, 6)) {
      for (int r = 0; r < 4; ++r) {
        Rational sum = 0;
        for (int c = 0; c < 6; ++c) sum += rows(r, c) * x[static_cast<std::size_t>(c)];
        CHECK(sum.is_zero());
      }
    }
  }
}

TEST_CASE("binomials are those of the triangle for n <= 12 and 0 outside it") {
  for (std::int64_t n = 1; n <= 12; ++n) {
    for (std::int64_t k = 1; k <= n; ++k) {
      CHECK(binomial(n, k) == binomial(n - 1, k) + binomial(n - 1, k - 1));
    }
  }
  CHECK(binomial(0, 0) == 1);
  CHECK(binomial(3, 4) == 0);
  CHECK(binomial(40, 20) == Integer(137846528820));
}

}  // namespace
}  // namespace attest
