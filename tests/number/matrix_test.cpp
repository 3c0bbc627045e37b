// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape, access, equality and hash of matrices.
#include "reference/number/matrix.hpp"

#include <doctest/doctest.h>

#include <set>

#include "reference/number/error.hpp"

namespace attest {
namespace {

TEST_SUITE("number/matrix") {
  TEST_CASE("a new matrix is zero and keeps its shape even when empty") {
    const Matrix zero(2, 3);
    CHECK(zero.rows() == 2);
    CHECK(zero.cols() == 3);
    for (int i = 0; i < 2; ++i) {
      for (int j = 0; j < 3; ++j) CHECK(zero(i, j).is_zero());
    }
    CHECK(Matrix(0, 3) != Matrix(3, 0));
    CHECK(Matrix() == Matrix(0, 0));
  }

  TEST_CASE("entries and rows name the same numbers") {
    Matrix matrix({{1, 2, 3}, {4, Rational(5, 2), 6}});
    CHECK(matrix(1, 1) == Rational(5, 2));
    matrix.row(1)[2] = 7;
    CHECK(matrix(1, 2) == 7);
    const Matrix& view = matrix;
    CHECK(view.row(0).size() == 3);
    CHECK(view.row(0)[2] == 3);
    CHECK(matrix == Matrix({{1, 2, 3}, {4, Rational(5, 2), 7}}));
    CHECK(matrix != Matrix({{1, 2, 3}, {4, Rational(5, 2), 6}}));
  }

  TEST_CASE("shape and order of the entries change the hash") {
    const std::set<std::uint64_t> hashes = {
        Matrix().hash(),           Matrix(1, 4).hash(),     Matrix(4, 1).hash(),
        Matrix(2, 2).hash(),       Matrix({{1, 0}}).hash(), Matrix({{0, 1}}).hash(),
        Matrix({{0}, {1}}).hash(),
    };
    CHECK(hashes.size() == 7);
    CHECK(Matrix({{1, 2}}).hash() == Matrix({{Rational(2, 2), Rational(4, 2)}}).hash());
  }

  TEST_CASE("a nested braced list is always the entries and never a shape") {
    const Matrix column({{2}, {1}});
    CHECK(column.rows() == 2);
    CHECK(column.cols() == 1);
    CHECK(column(0, 0) == 2);
  }

  TEST_CASE("rows of different lengths are refused with matrix-shape") {
    try {
      (void)Matrix({{1, 2}, {3}});
      FAIL("accepted");
    } catch (const InputError& error) {
      CHECK(error.id() == "matrix-shape");
      CHECK(error.place() == "row 1");
    }
  }

  TEST_CASE("access outside the matrix is a broken precondition") {
    Matrix matrix(2, 3);
    CHECK_THROWS_AS((void)matrix(2, 0), BrokenInvariant);
    CHECK_THROWS_AS((void)matrix(0, 3), BrokenInvariant);
    CHECK_THROWS_AS((void)matrix(-1, 0), BrokenInvariant);
    CHECK_THROWS_AS((void)matrix.row(2), BrokenInvariant);
    CHECK_THROWS_AS(Matrix(-1, 2), BrokenInvariant);
  }
}

}  // namespace
}  // namespace attest
