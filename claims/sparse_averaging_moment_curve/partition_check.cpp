// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums and sets written out; see partition_check.hpp.
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"

#include <algorithm>

namespace attest::sparse_averaging_moment_curve {
namespace {

bool holds(const std::vector<int>& set, int key) {
  return std::find(set.begin(), set.end(), key) != set.end();
}

/// Why a side is no convex combination of keys 0, .., n-1; empty if it is one.
std::string objection_to_side(const std::vector<int>& side, const std::vector<Rational>& weights,
                              int n) {
  if (side.empty()) return "a side is empty";
  if (side.size() != weights.size()) return "not one coefficient a key";
  Rational sum = 0;
  for (std::size_t i = 0; i < side.size(); ++i) {
    if (side[i] < 0 || side[i] >= n) return "no key " + std::to_string(side[i]);
    if (std::count(side.begin(), side.end(), side[i]) != 1) return "a key twice";
    if (weights[i] <= 0) return "the coefficient " + weights[i].to_string();
    sum += weights[i];
  }
  return sum == 1 ? "" : "coefficients of sum " + sum.to_string();
}

}  // namespace

std::string objection(const Matrix& keys, const Partition& partition) {
  std::string found = objection_to_side(partition.a, partition.alpha, keys.rows());
  if (found.empty()) found = objection_to_side(partition.b, partition.beta, keys.rows());
  if (!found.empty()) return found;
  for (const int key : partition.a) {
    if (holds(partition.b, key)) return "key " + std::to_string(key) + " on both sides";
  }
  for (int r = 0; r < keys.cols(); ++r) {
    Rational difference = 0;
    for (std::size_t i = 0; i < partition.a.size(); ++i)
      difference += partition.alpha[i] * keys(partition.a[i], r);
    for (std::size_t j = 0; j < partition.b.size(); ++j)
      difference -= partition.beta[j] * keys(partition.b[j], r);
    if (!difference.is_zero()) return "two points that differ in coordinate " + std::to_string(r);
  }
  return "";
}

std::vector<int> ruled_out(const Partition& partition, int n, int q, bool spares_all) {
  const std::vector<int> spared =
      spares_all || partition.b.empty() ? partition.b : std::vector<int>{partition.b.front()};
  std::vector<int> y = partition.a;
  const auto size = static_cast<std::size_t>(q);
  for (int key = 0; key < n && y.size() < size; ++key) {
    if (!holds(y, key) && !holds(spared, key)) y.push_back(key);
  }
  if (y.size() != size) return {};
  return y;
}

Rational distance_of_weights(const std::vector<Integer>& weights, const std::vector<int>& y) {
  Integer total = 0;
  for (const Integer& weight : weights) total += weight;
  const auto q = static_cast<std::int64_t>(y.size());
  Integer sum = 0;  // q total times the distance
  for (std::size_t j = 0; j < weights.size(); ++j) {
    const Integer share = weights[j] * q;
    sum += holds(y, static_cast<int>(j)) ? (share - total).abs() : share;
  }
  return {sum, total * q};
}

Rational distance_to_uniform(const std::vector<Rational>& scores, const std::vector<int>& y,
                             std::int64_t beta, std::int64_t cap) {
  const Rational top = *std::max_element(scores.begin(), scores.end());
  std::vector<Integer> weights;
  for (const Rational& score : scores) {
    const Integer below = ((top - score) * beta).num();
    const std::int64_t exponent = below >= cap ? 0 : cap - below.to_int64();
    weights.push_back(power_of_two(static_cast<unsigned>(exponent)));
  }
  return distance_of_weights(weights, y);
}

}  // namespace attest::sparse_averaging_moment_curve
