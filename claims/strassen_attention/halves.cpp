// SPDX-License-Identifier: Apache-2.0
/// \file
/// Products of matrices modulo a prime, by rows and columns and by seven products of halves.
#include <string>
#include <utility>

#include "claims/strassen_attention/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::strassen_attention {
namespace {

std::int64_t times(std::int64_t a, std::int64_t b, Products& products) {
  ++products.count;
  return a * b % prime;  // below 2^60
}

Square zero(std::size_t n) { return Square(n, std::vector<std::int64_t>(n)); }

/// a + sign b, for residues.
Square sum_of(const Square& a, const Square& b, std::int64_t sign) {
  Square result = a;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < a.size(); ++j) {
      result[i][j] = (a[i][j] + sign * b[i][j] + prime) % prime;
    }
  }
  return result;
}

Square quarter(const Square& a, std::size_t row, std::size_t column) {
  const std::size_t half = a.size() / 2;
  Square result = zero(half);
  for (std::size_t i = 0; i < half; ++i) {
    for (std::size_t j = 0; j < half; ++j) result[i][j] = a[row * half + i][column * half + j];
  }
  return result;
}

}  // namespace

Square by_rows(const Square& a, const Square& b, Products& products) {
  const std::size_t n = a.size();
  Square result = zero(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) {
        result[i][j] = (result[i][j] + times(a[i][k], b[k][j], products)) % prime;
      }
    }
  }
  return result;
}

Square by_halves(const Square& a, const Square& b, Products& products, const std::string& twist) {
  const std::size_t n = a.size();
  if (n == 1) return {{times(a[0][0], b[0][0], products)}};
  ATTEST_REQUIRE(n % 2 == 0, "a product by halves of " + std::to_string(n) + " rows");
  const Square a11 = quarter(a, 0, 0);
  const Square a12 = quarter(a, 0, 1);
  const Square a21 = quarter(a, 1, 0);
  const Square a22 = quarter(a, 1, 1);
  const Square b11 = quarter(b, 0, 0);
  const Square b12 = quarter(b, 0, 1);
  const Square b21 = quarter(b, 1, 0);
  const Square b22 = quarter(b, 1, 1);
  const auto product = [&](const Square& left, const Square& right) {
    return by_halves(left, right, products, twist);
  };
  const Square p1 = product(sum_of(a11, a22, 1), sum_of(b11, b22, 1));
  const Square p2 = product(sum_of(a21, a22, 1), b11);
  const Square p3 = product(a11, sum_of(b12, b22, -1));
  const Square p4 = product(a22, sum_of(b21, b11, -1));
  const Square p5 = product(sum_of(a11, a12, 1), b22);
  const Square p6 = product(sum_of(a21, a11, -1), sum_of(b11, b12, 1));
  const Square p7 = product(sum_of(a12, a22, -1), sum_of(b21, b22, 1));
  const std::int64_t sign = twist == "sign_of_fifth" ? 1 : -1;
  const Square c11 = sum_of(sum_of(sum_of(p1, p4, 1), p5, sign), p7, 1);
  const Square c12 = sum_of(p3, p5, 1);
  const Square c21 = sum_of(p2, p4, 1);
  const Square c22 = sum_of(sum_of(sum_of(p1, p2, -1), p3, 1), p6, 1);
  Square result = zero(n);
  const std::size_t half = n / 2;
  for (std::size_t i = 0; i < half; ++i) {
    for (std::size_t j = 0; j < half; ++j) {
      result[i][j] = c11[i][j];
      result[i][half + j] = c12[i][j];
      result[half + i][j] = c21[i][j];
      result[half + i][half + j] = c22[i][j];
    }
  }
  return result;
}

}  // namespace attest::strassen_attention
