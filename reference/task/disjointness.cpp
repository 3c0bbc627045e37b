// SPDX-License-Identifier: Apache-2.0
/// \file
/// Set problems by plain loops.
#include "reference/task/disjointness.hpp"

#include <string>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

void require_shape(const Matrix& words, int n) {
  ATTEST_REQUIRE(words.rows() == 2 * n && words.cols() == 1,
                 "two words of length " + std::to_string(n) + " expected");
}

}  // namespace

Task bits_intersect(int n) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  return {.id = "bits_intersect n=" + std::to_string(n), .answer = [n](const Matrix& words) {
            require_shape(words, n);
            for (int i = 0; i < n; ++i) {
              if (words(i, 0) == 1 && words(n + i, 0) == 1) return std::vector<Rational>{1};
            }
            return std::vector<Rational>{0};
          }};
}

Task bits_intersect_number(int n) {
  ATTEST_REQUIRE(n >= 1 && n <= 20, "n = " + std::to_string(n));
  return {.id = "bits_intersect_number n=" + std::to_string(n), .answer = [n](const Matrix& words) {
            ATTEST_REQUIRE(words.rows() == n + 1 && words.cols() == 1,
                           std::to_string(n) + " bits and a number expected");
            std::int64_t number = words(n, 0).num().to_int64();
            for (int i = 0; i < n; ++i) {
              if (words(i, 0) == 1 && number % 2 == 1) return std::vector<Rational>{1};
              number /= 2;
            }
            return std::vector<Rational>{0};
          }};
}

Task letter_at(int n) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  return {.id = "letter_at n=" + std::to_string(n), .answer = [n](const Matrix& words) {
            ATTEST_REQUIRE(words.rows() == n + 1 && words.cols() == 1,
                           "a place and " + std::to_string(n) + " letters expected");
            const auto place = static_cast<int>(words(0, 0).num().to_int64());
            return std::vector<Rational>{words(1 + place, 0)};
          }};
}

Task bits_cover(int n) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  return {.id = "bits_cover n=" + std::to_string(n), .answer = [n](const Matrix& words) {
            require_shape(words, n);
            for (int i = 0; i < n; ++i) {
              if (words(i, 0) != 1 && words(n + i, 0) != 1) return std::vector<Rational>{0};
            }
            return std::vector<Rational>{1};
          }};
}

Task lists_intersect(int n) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  return {.id = "lists_intersect n=" + std::to_string(n), .answer = [n](const Matrix& words) {
            require_shape(words, n);
            for (int i = 0; i < n; ++i) {
              if (words(i, 0).is_zero()) continue;
              for (int j = 0; j < n; ++j) {
                if (words(i, 0) == words(n + j, 0)) return std::vector<Rational>{1};
              }
            }
            return std::vector<Rational>{0};
          }};
}

Task matrices_intersect(int rows, int cols) {
  ATTEST_REQUIRE(1 <= rows && rows <= 62 && 1 <= cols && cols <= 62,
                 std::to_string(rows) + " x " + std::to_string(cols) + " bits");
  return {.id = "matrices_intersect rows=" + std::to_string(rows) + " cols=" + std::to_string(cols),
          .answer = [rows, cols](const Matrix& words) {
            ATTEST_REQUIRE(words.rows() == rows + cols && words.cols() == 1,
                           "a letter for each row, then one for each column, expected");
            for (int i = 0; i < rows; ++i) {
              for (int j = 0; j < cols; ++j) {
                const bool a = (words(i, 0).num().to_int64() >> j & 1) != 0;
                const bool b = (words(rows + j, 0).num().to_int64() >> i & 1) != 0;
                if (a && b) return std::vector<Rational>{1};
              }
            }
            return std::vector<Rational>{0};
          }};
}

}  // namespace attest::task
