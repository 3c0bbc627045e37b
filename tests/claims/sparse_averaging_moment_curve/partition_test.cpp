// SPDX-License-Identifier: Apache-2.0
/// \file
/// Partitions of keys: those worked out beforehand, found ones rechecked, forged ones refused.
#include <doctest/doctest.h>

#include "claims/sparse_averaging_moment_curve/claim.hpp"
#include "claims/sparse_averaging_moment_curve/dependencies.hpp"
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

/// Keys (t, t^2, .., t^m) for t = first, .., first+n-1.
Matrix curve(int first, int n, int m) {
  Matrix keys(n, m);
  for (int i = 0; i < n; ++i) {
    Rational power = 1;
    for (int r = 0; r < m; ++r) {
      power *= first + i;
      keys(i, r) = power;
    }
  }
  return keys;
}

const Matrix square({{0, 0}, {1, 0}, {0, 1}, {1, 1}});

Partition diagonals() {
  return {.a = {0, 3},
          .b = {1, 2},
          .alpha = {Rational(1, 2), Rational(1, 2)},
          .beta = {Rational(1, 2), Rational(1, 2)}};
}

TEST_SUITE("sparse_averaging_moment_curve") {
  TEST_CASE("on the truncated curve the partitions for q = 2 and 3 are as worked out") {
    const Partition two = *find_partition(curve(-3, 6, 3), 2, Sought::order);
    CHECK(two.a == std::vector<int>{2, 4});  // t = -1, 1
    CHECK(two.alpha == std::vector<Rational>{Rational(1, 2), Rational(1, 2)});
    CHECK(two.b == std::vector<int>{1, 3, 5});  // t = -2, 0, 2
    CHECK(two.beta == std::vector<Rational>{Rational(1, 8), Rational(3, 4), Rational(1, 8)});
    const Partition three = *find_partition(curve(-4, 8, 5), 3, Sought::order);
    CHECK(three.a == std::vector<int>{2, 4, 6});  // t = -2, 0, 2
    CHECK(three.alpha == std::vector<Rational>{Rational(3, 16), Rational(5, 8), Rational(3, 16)});
    CHECK(three.b == std::vector<int>{1, 3, 5, 7});  // t = -3, -1, 1, 3
    CHECK(three.beta == std::vector<Rational>{Rational(1, 32), Rational(15, 32), Rational(15, 32),
                                              Rational(1, 32)});
    CHECK(objection(curve(-4, 8, 5), three).empty());
  }

  TEST_CASE("a square has its diagonals as a Radon partition") {
    CHECK(*find_partition(square, 2, Sought::tie) == diagonals());
    CHECK(objection(square, diagonals()).empty());
  }

  TEST_CASE("nothing is found on the moment curve in dimension 2q for q up to 5") {
    for (int q = 1; q <= 5; ++q) {
      for (int n = q + 1; n <= 2 * q + 5; ++n) {
        CHECK_FALSE(find_partition(curve(-q, n, 2 * q), q, Sought::tie).has_value());
        CHECK_FALSE(find_partition(curve(-q, n, 2 * q), q, Sought::order).has_value());
      }
    }
  }

  TEST_CASE("1020 key sets of five kinds with q up to 5 have a partition with sides that fit") {
    for (int q = 1; q <= 5; ++q) {
      const check::CaseSpace matrices = key_matrices(q, true, 204, 7);
      for (std::int64_t i = 0; i < matrices.size; ++i) {
        const Matrix keys = *matrices.at(i);
        const std::optional<Partition> found = find_partition(keys, q, Sought::order);
        REQUIRE(found.has_value());
        CHECK(objection(keys, *found).empty());
        CHECK(found->a.size() <= static_cast<std::size_t>(q));
        CHECK(found->b.size() <= static_cast<std::size_t>(std::min(q + 1, keys.rows() - q)));
        CHECK(ruled_out(*found, keys.rows(), q, true).size() == static_cast<std::size_t>(q));
      }
    }
  }

  TEST_CASE("keys that all coincide have a partition") {
    const Matrix keys(6, 3);
    const Partition found = *find_partition(keys, 2, Sought::order);
    CHECK(objection(keys, found).empty());
  }

  TEST_CASE("a forged certificate is refused with the reason") {
    const auto reason = [](auto forge) {
      Partition partition = diagonals();
      forge(partition);
      return objection(square, partition);
    };
    CHECK(reason([](Partition& p) { p.a = {}; }) == "a side is empty");
    CHECK(reason([](Partition& p) { p.alpha.pop_back(); }) == "not one coefficient a key");
    CHECK(reason([](Partition& p) { p.a = {0, 4}; }) == "no key 4");
    CHECK(reason([](Partition& p) { p.b = {1, 1}; }) == "a key twice");
    CHECK(reason([](Partition& p) {
            p.beta = {Rational(3, 2), Rational(-1, 2)};
          }) == "the coefficient -1/2");
    CHECK(reason([](Partition& p) { p.beta = {1, 1}; }) == "coefficients of sum 2");
    CHECK(reason([](Partition& p) { p.b = {0, 3}; }) == "key 0 on both sides");
    CHECK(reason([](Partition& p) {
            p.alpha = {Rational(1, 3), Rational(2, 3)};
          }) == "two points that differ in coordinate 0");
  }

  TEST_CASE("the set that is ruled out holds one side and spares the other") {
    const Partition partition{.a = {2}, .b = {0, 1}, .alpha = {1}, .beta = {1, 1}};
    CHECK(ruled_out(partition, 5, 3, true) == std::vector<int>{2, 3, 4});
    CHECK(ruled_out(partition, 5, 3, false) == std::vector<int>{2, 1, 3});
    CHECK(ruled_out(partition, 4, 3, true).empty());
  }

  TEST_CASE("a distance is twice the mass off y where the members tie") {
    CHECK(distance_to_uniform({3, 3, 2, 1}, {0, 1}, 1, 100) == Rational(6, 11));  // 4 4 2 1
    CHECK(distance_to_uniform({3, 3, 2, 1}, {0, 1}, 1, 1) == Rational(2, 3));     // 2 2 1 1
    CHECK(distance_of_weights({1, 0, 0}, {0}) == 0);
    CHECK(distance_of_weights({0, 1, 0}, {0}) == 2);
  }
}

}  // namespace
}  // namespace attest::sparse_averaging_moment_curve
