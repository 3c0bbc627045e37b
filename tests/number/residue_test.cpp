// SPDX-License-Identifier: Apache-2.0
/// \file
/// Residues against exact integers, and certificates of rank that must and must not pass.
#include "reference/number/residue.hpp"

#include <doctest/doctest.h>

#include "reference/number/random.hpp"

namespace attest {
namespace {

std::uint64_t draw(Random& random) {
  return static_cast<std::uint64_t>(random.below(static_cast<std::int64_t>(residue_prime)));
}

/// A random matrix of rank at most `rank`: a product.
ResidueMatrix random_matrix(std::uint64_t index, int rows, int cols, int rank) {
  Random random(11, 0, index);
  ResidueMatrix left(rows, rank);
  ResidueMatrix right(rank, cols);
  for (std::uint64_t& entry : left.entries) entry = draw(random);
  for (std::uint64_t& entry : right.entries) entry = draw(random);
  return left * right;
}

Integer integer_of(std::uint64_t x) {
  return Integer::from_limbs(std::vector<std::uint64_t>{x}, false);
}

TEST_CASE("reduced is the remainder of sums of 32 products at the edges and at random") {
  const std::vector<std::uint64_t> edges{0, 1, residue_prime - 1, std::uint64_t{1} << 61,
                                         (std::uint64_t{1} << 61) - 1};
  for (const std::uint64_t a : edges) {
    for (const std::uint64_t b : edges) {
      for (const int times : {1, 2, 31, 32}) {
        const ProductSum sum = ProductSum{a} * b * static_cast<unsigned>(times);
        CHECK(reduced(sum) == residue_of(integer_of(a) * integer_of(b) * Integer(times)));
      }
    }
  }
  Random random(12, 0, 0);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t a = draw(random);
    const std::uint64_t b = draw(random);
    CHECK(reduced(ProductSum{a} * b) == residue_of(integer_of(a) * integer_of(b)));
  }
  CHECK(residue_of(-1) == residue_prime - 1);
}

TEST_CASE("factors prove the rank of random products up to 40 x 70") {
  for (std::uint64_t i = 0; i < 30; ++i) {
    const int rows = static_cast<int>(1 + i % 40);
    const int cols = static_cast<int>(1 + (7 * i) % 70);
    const int rank = static_cast<int>(i % 9);
    const ResidueMatrix matrix = random_matrix(i, rows, cols, rank);
    const RankFactors factors = rank_factors(matrix);
    CHECK(factors.rank == std::min({rows, cols, rank}));
    CHECK(proves_rank(matrix, factors));
  }
}

TEST_CASE("the matrix of zeros and an echelon with a gap have the ranks 0 and 2") {
  CHECK(rank_factors(ResidueMatrix(3, 4)).rank == 0);
  CHECK(proves_rank(ResidueMatrix(3, 4), rank_factors(ResidueMatrix(3, 4))));
  ResidueMatrix gap(3, 4);
  gap(0, 1) = 5;
  gap(1, 3) = 7;
  gap(2, 1) = 5;
  const RankFactors factors = rank_factors(gap);
  CHECK(factors.rank == 2);
  CHECK(proves_rank(gap, factors));
}

TEST_CASE("certificates of another rank or matrix or order do not pass") {
  const ResidueMatrix matrix = random_matrix(3, 12, 10, 6);
  const RankFactors factors = rank_factors(matrix);
  REQUIRE(proves_rank(matrix, factors));
  RankFactors wrong = factors;
  wrong.rank = 7;
  CHECK_FALSE(proves_rank(matrix, wrong));
  wrong.rank = 5;
  CHECK_FALSE(proves_rank(matrix, wrong));
  wrong = factors;
  std::swap(wrong.row_order[0], wrong.row_order[1]);
  CHECK_FALSE(proves_rank(matrix, wrong));
  wrong.row_order[0] = wrong.row_order[1];
  CHECK_FALSE(proves_rank(matrix, wrong));
  wrong = factors;
  wrong.packed(11, 2) += residue_prime;
  CHECK_FALSE(proves_rank(matrix, wrong));
  ResidueMatrix other = matrix;
  other(11, 9) = other(11, 9) == 0 ? 1 : 0;
  CHECK_FALSE(proves_rank(other, factors));
}

}  // namespace
}  // namespace attest
