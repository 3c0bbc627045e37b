// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ranks, distinct rows and fooling sets of disjointness and of random matrices.
#include "reference/protocol/hardness.hpp"

#include <doctest/doctest.h>

#include <set>

#include "reference/number/random.hpp"
#include "reference/protocol/hardness_check.hpp"

namespace attest::protocol {
namespace {

BooleanMatrix disjointness(int n) {
  return {std::int64_t{1} << n, std::int64_t{1} << n,
          [](std::int64_t b, std::int64_t a) { return (a & b) == 0; }};
}

BooleanMatrix random_matrix(std::uint64_t index, std::int64_t rows, std::int64_t cols) {
  Random random(7, 0, index);
  return {rows, cols, [&](std::int64_t, std::int64_t) { return random.below(4) == 0; }};
}

TEST_CASE("disjointness on n bits has 2^n distinct rows and rank 2^n for n <= 7") {
  for (int n = 1; n <= 7; ++n) {
    const BooleanMatrix matrix = disjointness(n);
    const std::int64_t size = std::int64_t{1} << n;
    CHECK(distinct_rows(matrix) == size);
    CHECK(rank_modulo(matrix, safe_prime) == size);
    CHECK(eliminated_rank(matrix) == size);
    CHECK(exact_rank(matrix) == size);
    const auto order = order_rows(matrix);
    REQUIRE(order.has_value());
    CHECK(proves_distinct_rows(matrix, *order));
  }
}

TEST_CASE("the pairs of a set and its complement are a fooling set of 2^n for n <= 6") {
  for (int n = 1; n <= 6; ++n) {
    const std::int64_t size = std::int64_t{1} << n;
    FoolingSet set{.answer = true, .pairs = {}};
    for (std::int64_t b = 0; b < size; ++b) set.pairs.emplace_back(b, size - 1 - b);
    CHECK(is_fooling_set(disjointness(n), set));
    set.pairs[0].second = 0;  // (0, 0) crosses every pair of disjoint sets
    CHECK_FALSE(is_fooling_set(disjointness(n), set));
  }
}

TEST_CASE("ranks by three eliminations agree on 60 random matrices up to 20 x 20") {
  for (std::uint64_t i = 0; i < 60; ++i) {
    const auto rows = static_cast<std::int64_t>(1 + i % 20);
    const auto cols = static_cast<std::int64_t>(1 + (i * 7) % 20);
    const BooleanMatrix matrix = random_matrix(i, rows, cols);
    const std::int64_t rank = exact_rank(matrix);
    CHECK(rank_modulo(matrix, safe_prime) == rank);
    CHECK(eliminated_rank(matrix) == rank);
  }
}

TEST_CASE("distinct rows are counted as a set counts them on 60 random matrices") {
  for (std::uint64_t i = 0; i < 60; ++i) {
    const BooleanMatrix matrix = random_matrix(i, 40, static_cast<std::int64_t>(1 + i % 70));
    std::set<std::vector<bool>> rows;
    for (std::int64_t row = 0; row < matrix.rows(); ++row) {
      std::vector<bool> entries;
      for (std::int64_t col = 0; col < matrix.cols(); ++col) entries.push_back(matrix(row, col));
      rows.insert(entries);
    }
    CHECK(distinct_rows(matrix) == std::ssize(rows));
    CHECK(order_rows(matrix).has_value() == (std::ssize(rows) == matrix.rows()));
  }
}

TEST_CASE("greedy fooling sets are fooling sets on 40 random matrices") {
  for (std::uint64_t i = 0; i < 40; ++i) {
    const BooleanMatrix matrix = random_matrix(i, 30, 30);
    for (const bool answer : {false, true}) {
      const FoolingSet set = greedy_fooling_set(matrix, answer);
      CHECK_FALSE(set.pairs.empty());
      CHECK(is_fooling_set(matrix, set));
    }
  }
}

TEST_CASE("a certificate of distinct rows with one thing wrong is refused") {
  const BooleanMatrix matrix = disjointness(3);
  const RowOrder good = order_rows(matrix).value();
  RowOrder bad = good;
  std::swap(bad.rows[2], bad.rows[3]);
  CHECK_FALSE(proves_distinct_rows(matrix, bad));
  bad = good;
  bad.rows[1] = bad.rows[0];
  CHECK_FALSE(proves_distinct_rows(matrix, bad));
  bad = good;
  bad.rows.pop_back();
  bad.first_difference.pop_back();
  CHECK_FALSE(proves_distinct_rows(matrix, bad));
  for (const std::int64_t column : {-1, 8, 7}) {
    bad = good;
    bad.first_difference[0] = column;
    CHECK(proves_distinct_rows(matrix, bad) == (column == good.first_difference[0]));
  }
}

}  // namespace
}  // namespace attest::protocol
