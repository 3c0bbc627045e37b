// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scans, sorting and medians by hand, boundary conventions first.
#include "reference/task/scan.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

Matrix list(const std::vector<Rational>& numbers) {
  Matrix result(static_cast<int>(numbers.size()), 1);
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = numbers[static_cast<std::size_t>(i)];
  return result;
}

TEST_SUITE("task/scan") {
  TEST_CASE("the largest run of negative numbers is one number unless it may be empty") {
    CHECK(prefix_scan(Scan::max_subarray).answer(list({-3, -1, -2})) == Answer{-3, -1, -1});
    CHECK(prefix_scan(Scan::max_subarray_or_empty).answer(list({-3, -1, -2})) == Answer{0, 0, 0});
    CHECK(prefix_scan(Scan::max_subarray).answer(Matrix(0, 1)).empty());
  }

  TEST_CASE("scans of 2 -3 4 -1 2 -5 are as worked out by hand") {
    const Matrix x = list({2, -3, 4, -1, 2, -5});
    CHECK(prefix_scan(Scan::sum).answer(x) == Answer{2, -1, 3, 2, 4, -1});
    CHECK(prefix_scan(Scan::minimum).answer(x) == Answer{2, -3, -3, -3, -3, -5});
    CHECK(prefix_scan(Scan::maximum).answer(x) == Answer{2, 2, 4, 4, 4, 4});
    CHECK(prefix_scan(Scan::max_subarray).answer(x) == Answer{2, 2, 4, 4, 5, 5});
    CHECK(prefix_scan(Scan::max_subarray_or_empty).answer(x) == Answer{2, 2, 4, 4, 5, 5});
  }

  TEST_CASE("prefix minima of the sums of 3 1 2 and 0 -4 1 are 3 -3 -3 at both halves") {
    CHECK(prefix_minimum_of_sums().answer(list({3, 1, 2, 0, -4, 1})) ==
          Answer{3, -3, -3, 3, -3, -3});
    CHECK(prefix_minimum_of_sums().answer(list({1, Rational(1, 2)})) ==
          Answer{Rational(3, 2), Rational(3, 2)});
    CHECK(prefix_minimum_of_sums().answer(Matrix(0, 1)).empty());
  }

  TEST_CASE("the median of an even list is the mean of the two middle numbers") {
    CHECK(median().answer(list({7})) == Answer{7});
    CHECK(median().answer(list({4, 1})) == Answer{Rational(5, 2)});
    CHECK(median().answer(list({3, 1, 2})) == Answer{2});
    CHECK(median().answer(list({5, 5, 1, 0})) == Answer{3});
  }

  TEST_CASE("sorting keeps equal numbers") {
    CHECK(sorted().answer(list({2, 1, 2, Rational(1, 2)})) == Answer{Rational(1, 2), 1, 2, 2});
    CHECK(sorted().answer(list({0})) == Answer{0});
  }
}

}  // namespace
}  // namespace attest::task
