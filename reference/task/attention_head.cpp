// SPDX-License-Identifier: Apache-2.0
/// \file
/// One attention head by plain loops.
#include "reference/task/attention_head.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// 1 + max(x, 0) of every entry.
void apply_feature_map(Matrix& matrix) {
  for (int i = 0; i < matrix.rows(); ++i) {
    for (Rational& entry : matrix.row(i)) entry = 1 + std::max(entry, Rational(0));
  }
}

/// Queries, keys, values and scores.
AttentionSteps scored(const AttentionHead& head, bool has_feature_map) {
  AttentionSteps steps;
  steps.queries = product(head.tokens, head.query);
  steps.keys = product(head.tokens, head.key);
  steps.values = product(head.tokens, head.value);
  if (head.key_mix.rows() > 0) {
    steps.keys = product(head.key_mix, steps.keys);
    steps.values = product(head.value_mix, steps.values);
  }
  if (has_feature_map) {
    apply_feature_map(steps.queries);
    apply_feature_map(steps.keys);
  }
  steps.scores = Matrix(steps.queries.rows(), steps.keys.rows());
  for (int i = 0; i < steps.queries.rows(); ++i) {
    for (int a = 0; a < steps.keys.rows(); ++a) {
      for (int j = 0; j < steps.keys.cols(); ++j) {
        steps.scores(i, a) += steps.queries(i, j) * steps.keys(a, j);
      }
    }
  }
  return steps;
}

/// b^s for an integer s.
Rational integer_power(const Integer& base, const Rational& score) {
  ATTEST_REQUIRE(score.is_integer(), "scores are integers");
  const std::int64_t exponent = score.num().to_int64();
  const Rational power(pow(base, static_cast<unsigned>(std::max(exponent, -exponent))));
  return exponent < 0 ? 1 / power : power;
}

/// What the score of a key counts before the sum is divided out.
Rational unnormalised(const Rational& score, const Rational& largest, Weighting weighting,
                      const Integer& base) {
  switch (weighting) {
    case Weighting::linear:
    case Weighting::kernel:
      return score;
    case Weighting::average_hardmax:
      return score == largest ? 1 : 0;
    case Weighting::softmax_base:
      return integer_power(base, score);
  }
  return 0;
}

}  // namespace

Matrix product(const Matrix& left, const Matrix& right) {
  ATTEST_REQUIRE(left.cols() == right.rows(), "a product needs as many columns as rows");
  Matrix result(left.rows(), right.cols());
  for (int i = 0; i < left.rows(); ++i) {
    for (int k = 0; k < left.cols(); ++k) {
      for (int j = 0; j < right.cols(); ++j) result(i, j) += left(i, k) * right(k, j);
    }
  }
  return result;
}

AttentionSteps attend(const AttentionHead& head, Weighting weighting, const Integer& base) {
  AttentionSteps steps = scored(head, weighting == Weighting::kernel);
  steps.weights = steps.scores;
  for (int i = 0; i < steps.weights.rows(); ++i) {
    const std::span<Rational> row = steps.weights.row(i);
    const Rational largest = *std::ranges::max_element(row);
    Rational total = 0;
    for (Rational& weight : row) {
      weight = unnormalised(weight, largest, weighting, base);
      total += weight;
    }
    if (weighting == Weighting::linear) continue;
    for (Rational& weight : row) weight /= total;
  }
  steps.output = product(steps.weights, steps.values);
  return steps;
}

std::vector<Ball> softmax_output(const AttentionHead& head, int precision) {
  const AttentionSteps steps = scored(head, /*has_feature_map=*/false);
  std::vector<Ball> output;
  for (int i = 0; i < steps.scores.rows(); ++i) {
    std::vector<Ball> powers;
    Ball total;
    for (const Rational& score : steps.scores.row(i)) {
      powers.push_back(exp(Ball(score, precision)));
      total += powers.back();
    }
    for (int j = 0; j < steps.values.cols(); ++j) {
      Ball sum;
      for (int a = 0; a < steps.values.rows(); ++a) {
        sum += powers[static_cast<std::size_t>(a)] * Ball(steps.values(a, j), precision);
      }
      output.push_back(sum / total);
    }
  }
  return output;
}

}  // namespace attest::task
