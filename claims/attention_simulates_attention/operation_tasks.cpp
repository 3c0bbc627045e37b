// SPDX-License-Identifier: Apache-2.0
/// \file
/// Matrices as tokens, and what the operations give by plain loops.
#include <algorithm>
#include <optional>
#include <utility>

#include "claims/attention_simulates_attention/operations.hpp"
#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/number/elimination.hpp"

namespace attest::attention_simulates_attention {
namespace {

void add_token(std::vector<std::vector<Rational>>& rows, Kind kind, std::vector<int> indices,
               const Rational& entry, const Sizes& sizes) {
  rows.push_back({static_cast<int>(kind), indices[0], indices[1], indices[2], Rational(entry.num()),
                  Rational(entry.den()), sizes.n, sizes.c, sizes.d, 0});
}

void add_entries(std::vector<std::vector<Rational>>& rows, Kind kind, const Matrix& matrix,
                 const Sizes& sizes) {
  for (int i = 0; i < matrix.rows(); ++i) {
    for (int j = 0; j < matrix.cols(); ++j) {
      add_token(rows, kind, {i + 1, 0, j + 1}, matrix(i, j), sizes);
    }
  }
}

/// The matrix whose entries are the tokens of a kind.
Matrix matrix_of(const check::Case& tokens, Kind kind, int rows, int columns) {
  Matrix result(rows, columns);
  for (int i = 0; i < tokens.rows(); ++i) {
    if (tokens(i, Field::kind) != static_cast<int>(kind)) continue;
    const auto row = static_cast<int>(tokens(i, Field::row).num().to_int64()) - 1;
    const auto column = static_cast<int>(tokens(i, Field::column).num().to_int64()) - 1;
    result(row, column) = tokens(i, Field::numerator) / tokens(i, Field::denominator);
  }
  return result;
}

Matrix unary_input(const check::Case& tokens) {
  return matrix_of(tokens, Kind::x, static_cast<int>(tokens(0, Field::tokens).num().to_int64()),
                   static_cast<int>(tokens(0, Field::channels).num().to_int64()));
}

Matrix transposed(const Matrix& matrix) {
  Matrix result(matrix.cols(), matrix.rows());
  for (int i = 0; i < matrix.rows(); ++i) {
    for (int j = 0; j < matrix.cols(); ++j) result(j, i) = matrix(i, j);
  }
  return result;
}

/// The inverse by elimination; nothing where there is none.
std::optional<Matrix> inverse(const Matrix& matrix) {
  const int n = matrix.rows();
  Matrix both(n, 2 * n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) both(i, j) = matrix(i, j);
    both(i, n + i) = 1;
  }
  if (reduce(both)[static_cast<std::size_t>(n - 1)] != n - 1) return std::nullopt;
  Matrix result(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) result(i, j) = both(i, n + j);
  }
  return result;
}

Matrix max_min(const Matrix& matrix) {
  Matrix result = matrix;
  for (int i = 0; i < matrix.rows(); ++i) {
    for (int j = 0; j + 1 < matrix.cols(); j += 2) {
      if (matrix(i, j) < matrix(i, j + 1)) std::swap(result(i, j), result(i, j + 1));
    }
  }
  return result;
}

task::Task unary_task(const char* id, Matrix (*of)(const Matrix&)) {
  return {.id = id, .answer = [of](const check::Case& tokens) {
            return at_outputs(tokens, of(unary_input(tokens)));
          }};
}

Matrix inverse_or_zero(const Matrix& matrix) {
  return inverse(matrix).value_or(Matrix(matrix.rows(), matrix.cols()));
}

}  // namespace

check::Case unary_tokens(const Matrix& matrix, int rows, int columns) {
  const Sizes sizes{.n = matrix.rows(), .c = matrix.cols(), .d = columns};
  std::vector<std::vector<Rational>> list;
  add_entries(list, Kind::x, matrix, sizes);
  add_entries(list, Kind::projected, Matrix(rows, columns), sizes);
  return check::Case(list);
}

check::Case product_tokens(const Matrix& left, const Matrix& right) {
  const Sizes sizes{.n = left.rows(), .c = left.cols(), .d = right.cols()};
  std::vector<std::vector<Rational>> list;
  add_entries(list, Kind::x, left, sizes);
  add_entries(list, Kind::w_q, right, sizes);
  for (int i = 1; i <= sizes.n; ++i) {
    for (int k = 1; k <= sizes.c; ++k) {
      for (int j = 1; j <= sizes.d; ++j) add_token(list, Kind::term, {i, k, j}, 0, sizes);
    }
  }
  add_entries(list, Kind::projected, Matrix(sizes.n, sizes.d), sizes);
  return check::Case(list);
}

bool has_inverse(const Matrix& matrix) { return inverse(matrix).has_value(); }

task::Task transpose_task() { return unary_task("transpose", transposed); }
task::Task inverse_task() { return unary_task("matrix_inverse", inverse_or_zero); }
task::Task max_min_task() { return unary_task("max_min", max_min); }

task::Task product_task() {
  return {.id = "matrix_product", .answer = [](const check::Case& tokens) {
            const Matrix left = unary_input(tokens);
            const auto columns = static_cast<int>(tokens(0, Field::width).num().to_int64());
            const Matrix right = matrix_of(tokens, Kind::w_q, left.cols(), columns);
            return at_outputs(tokens, task::product(left, right));
          }};
}

}  // namespace attest::attention_simulates_attention
