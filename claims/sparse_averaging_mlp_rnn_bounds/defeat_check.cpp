// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two inputs with one hidden vector, rechecked from the definition.
#include "claims/sparse_averaging_mlp_rnn_bounds/defeat_check.hpp"

#include <algorithm>

#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

/// The tokens of one input: values, then pointers.
Matrix tokens_of(const Opposite& inputs, int sign) {
  const int features = inputs.z.cols();
  Matrix tokens(inputs.z.rows(), features + static_cast<int>(inputs.y.size()));
  for (int j = 0; j < tokens.rows(); ++j) {
    for (int f = 0; f < features; ++f) tokens(j, f) = inputs.z(j, f) * sign;
    for (std::size_t l = 0; l < inputs.y.size(); ++l) {
      tokens(j, features + static_cast<int>(l)) = inputs.y[l];
    }
  }
  return tokens;
}

}  // namespace

std::vector<Rational> seen(const Matrix& weights, const Matrix& z, int sign) {
  std::vector<Rational> result;
  for (int r = 0; r < weights.rows(); ++r) {
    Rational sum = 0;
    for (int c = 0; c < weights.cols(); ++c) {
      if (!weights(r, c).is_zero()) sum += weights(r, c) * z(c / z.cols(), c % z.cols()) * sign;
    }
    result.push_back(sum);
  }
  return result;
}

std::vector<Rational> mean_of(const Opposite& inputs, int sign) {
  const auto q = static_cast<int>(inputs.y.size());
  return task::sparse_averaging_at(q, inputs.z.rows() - 1, inputs.z.cols())
      .answer(tokens_of(inputs, sign));
}

Rational squared_gap(const Opposite& inputs) {
  const std::vector<Rational> mean = mean_of(inputs, 1);
  const std::vector<Rational> opposite = mean_of(inputs, -1);
  Rational square = 0;
  for (std::size_t f = 0; f < mean.size(); ++f) {
    square += (mean[f] - opposite[f]) * (mean[f] - opposite[f]);
  }
  return square;
}

std::string objection(const Matrix& weights, const Opposite& inputs) {
  const Matrix& z = inputs.z;
  if (z.rows() * z.cols() != weights.cols()) return "values of another shape";
  if (seen(weights, z, 1) != seen(weights, z, -1)) return "two hidden vectors";
  Rational largest = 0;
  for (int j = 0; j < z.rows(); ++j) {
    Rational square = 0;
    for (int f = 0; f < z.cols(); ++f) square += z(j, f) * z(j, f);
    largest = std::max(largest, square);
  }
  if (largest > 1) return "a value outside the unit ball";
  std::vector<int> y = inputs.y;
  std::sort(y.begin(), y.end());
  const bool is_set = !y.empty() && y.front() >= 0 && y.back() < z.rows() &&
                      std::adjacent_find(y.begin(), y.end()) == y.end();
  if (!is_set) return "pointers that are no set of positions";
  const Rational q(std::ssize(y));
  const Rational gap = squared_gap(inputs);
  const Rational least = Rational(2) / (q * 2 - 1);
  if (gap < least * least * largest) return "means less than 2/(2q-1) apart";
  if (gap * q * q <= 1) return "means not more than 1/q apart";
  return "";
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
