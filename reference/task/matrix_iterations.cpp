// SPDX-License-Identifier: Apache-2.0
/// \file
/// Iterations over exact rationals; see matrix_iterations.hpp.
#include "reference/task/matrix_iterations.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// Largest sum of absolute values of a row, or of a column.
Rational largest_sum(const Matrix& a, bool is_of_rows) {
  Rational largest;
  for (int i = 0; i < (is_of_rows ? a.rows() : a.cols()); ++i) {
    Rational sum;
    for (int j = 0; j < (is_of_rows ? a.cols() : a.rows()); ++j) {
      sum += (is_of_rows ? a(i, j) : a(j, i)).abs();
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

/// One step of gradient descent on one sample.
void descend(TwoLayers& network, const Sample& sample, Activation activation,
             const Rational& rate) {
  const int inputs = network.first.rows();
  const int hidden = network.first.cols();
  const int outputs = network.second.cols();
  const auto input = [&](int i) { return sample.input.at(static_cast<std::size_t>(i)); };
  std::vector<Rational> argument;
  std::vector<Rational> unit;
  for (int h = 0; h < hidden; ++h) {
    Rational z;
    for (int i = 0; i < inputs; ++i) z += network.first(i, h) * input(i);
    argument.push_back(z);
    unit.push_back(activation == Activation::square ? z * z : z);
  }
  std::vector<Rational> error;
  for (int o = 0; o < outputs; ++o) {
    Rational y;
    for (int h = 0; h < hidden; ++h) {
      y += network.second(h, o) * unit[static_cast<std::size_t>(h)];
    }
    error.push_back(y - sample.wanted.at(static_cast<std::size_t>(o)));
  }
  for (int h = 0; h < hidden; ++h) {
    const auto at = static_cast<std::size_t>(h);
    const Rational slope = activation == Activation::square ? 2 * argument[at] : Rational(1);
    Rational back;
    for (int o = 0; o < outputs; ++o) {
      back += network.second(h, o) * error[static_cast<std::size_t>(o)];
    }
    for (int i = 0; i < inputs; ++i) network.first(i, h) -= rate * back * slope * input(i);
    for (int o = 0; o < outputs; ++o) {
      network.second(h, o) -= rate * unit[at] * error[static_cast<std::size_t>(o)];
    }
  }
}

}  // namespace

Matrix matrix_product(const Matrix& a, const Matrix& b) {
  ATTEST_REQUIRE(a.cols() == b.rows(), "a product of matrices that do not fit");
  Matrix result(a.rows(), b.cols());
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < b.cols(); ++j) {
      for (int k = 0; k < a.cols(); ++k) result(i, j) += a(i, k) * b(k, j);
    }
  }
  return result;
}

Matrix newton_start(const Matrix& a) {
  const Rational norms = largest_sum(a, true) * largest_sum(a, false);
  ATTEST_REQUIRE(!norms.is_zero(), "a matrix that is not zero");
  Matrix result(a.cols(), a.rows());
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < a.cols(); ++j) result(j, i) = a(i, j) / norms;
  }
  return result;
}

Matrix inverse_residual(const Matrix& a, const Matrix& x) {
  Matrix result = matrix_product(a, x);
  for (int i = 0; i < result.rows(); ++i) {
    for (int j = 0; j < result.cols(); ++j) result(i, j) = (i == j ? 1 : 0) - result(i, j);
  }
  return result;
}

Matrix newton_inverse(const Matrix& a, Matrix x, int steps) {
  for (int step = 0; step < steps; ++step) {
    Matrix factor = inverse_residual(a, x);  // 2I - A X = I + (I - A X)
    for (int i = 0; i < factor.rows(); ++i) factor(i, i) += 1;
    x = matrix_product(x, factor);
  }
  return x;
}

std::vector<Rational> power_method(const Matrix& a, std::vector<Rational> v, int steps) {
  for (int step = 0; step < steps; ++step) {
    std::vector<Rational> next(v.size());
    for (int i = 0; i < a.rows(); ++i) {
      for (int j = 0; j < a.cols(); ++j) {
        next[static_cast<std::size_t>(i)] += a(i, j) * v[static_cast<std::size_t>(j)];
      }
    }
    v = std::move(next);
  }
  return v;
}

std::vector<Rational> linear_descent(const std::vector<Sample>& samples, std::vector<Rational> w,
                                     const Rational& rate, int epochs) {
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (const Sample& sample : samples) {
      Rational error = -sample.wanted.at(0);
      for (std::size_t i = 0; i < w.size(); ++i) error += w[i] * sample.input.at(i);
      for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * error * sample.input[i];
    }
  }
  return w;
}

TwoLayers two_layer_descent(const std::vector<Sample>& samples, TwoLayers network,
                            Activation activation, const Rational& rate, int epochs) {
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (const Sample& sample : samples) descend(network, sample, activation, rate);
  }
  return network;
}

}  // namespace attest::task
