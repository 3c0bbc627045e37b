// SPDX-License-Identifier: Apache-2.0
/// \file
/// A kernel vector, scaled into the unit ball, and the pointers that make most of it.
#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"

#include <algorithm>
#include <numeric>

#include "reference/number/contract.hpp"
#include "reference/number/elimination.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

Rational square_of(const Matrix& z, int j) {
  Rational square = 0;
  for (int f = 0; f < z.cols(); ++f) square += z(j, f) * z(j, f);
  return square;
}

/// The token with the value of largest norm.
int largest_block(const Matrix& z) {
  int largest = 0;
  for (int j = 1; j < z.rows(); ++j) {
    if (square_of(z, j) > square_of(z, largest)) largest = j;
  }
  return largest;
}

/// A number whose square is at least x and at most (1 + 2^-20)^2 x. \pre 1 <= x
Rational root_above(const Rational& x) {
  const Rational target = x * power_of_two(44);
  Integer low = 0;
  Integer high = power_of_two(23 + static_cast<unsigned>(x.ceil().bit_length()));
  while (low < high) {  // least high with high^2 >= target
    const Integer middle = floor_div(low + high, 2);
    if (Rational(middle * middle) >= target) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return {high, power_of_two(22)};
}

void divide(Matrix& z, const Rational& divisor) {
  for (int j = 0; j < z.rows(); ++j) {
    for (Rational& entry : z.row(j)) entry /= divisor;
  }
}

}  // namespace

std::optional<Flaw> flaw_named(std::string_view name) {
  if (name.empty()) return Flaw::none;
  if (name == "largest_only") return Flaw::largest_only;
  if (name == "not_scaled") return Flaw::not_scaled;
  return std::nullopt;
}

std::vector<int> heavier_end(const std::vector<Rational>& numbers, int q, Flaw flaw) {
  ATTEST_REQUIRE(std::ssize(numbers) > q, "q = " + std::to_string(q));
  std::vector<int> order(numbers.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return numbers[static_cast<std::size_t>(a)] < numbers[static_cast<std::size_t>(b)];
  });
  const std::vector<int> smallest(order.begin(), order.begin() + q);
  const std::vector<int> largest(order.end() - q, order.end());
  const auto weight = [&](const std::vector<int>& set) {
    Rational sum = 0;
    for (const int j : set) sum += numbers[static_cast<std::size_t>(j)];
    return sum.abs();
  };
  const bool is_largest = flaw == Flaw::largest_only || weight(largest) >= weight(smallest);
  std::vector<int> y = is_largest ? largest : smallest;
  std::sort(y.begin(), y.end());
  return y;
}

std::optional<Opposite> defeat(const Matrix& weights, int features, int q, Flaw flaw) {
  const std::vector<std::vector<Rational>> found = kernel(weights, 1);
  if (found.empty()) return std::nullopt;
  const std::vector<Rational>& u = found.front();
  Opposite inputs{.z = Matrix(weights.cols() / features, features), .y = {}};
  Rational largest = 0;
  for (std::size_t c = 0; c < u.size(); ++c) {
    const auto at = static_cast<int>(c);
    inputs.z(at / features, at % features) = u[c];
    largest = std::max(largest, u[c].abs());
  }
  divide(inputs.z, largest);
  const int block = largest_block(inputs.z);
  // Coordinates along the largest value: that one's is the largest, so the case d' = 1 applies.
  std::vector<Rational> along;
  for (int j = 0; j < inputs.z.rows(); ++j) {
    Rational sum = 0;
    for (int f = 0; f < features; ++f) sum += inputs.z(j, f) * inputs.z(block, f);
    along.push_back(sum);
  }
  inputs.y = heavier_end(along, q, flaw);
  if (features > 1) divide(inputs.z, root_above(square_of(inputs.z, block)));
  if (flaw == Flaw::not_scaled) divide(inputs.z, Rational(1, 2));
  return inputs;
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
