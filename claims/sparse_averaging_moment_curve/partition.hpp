// SPDX-License-Identifier: Apache-2.0
/// \file
/// Partitions: certificates that keys cannot tell some sets apart. Plain data; whoever finds one
/// and whoever rechecks it share no more than this.
#pragma once

#include <vector>

#include "reference/number/rational.hpp"

namespace attest::sparse_averaging_moment_curve {

/// Two sets of keys with one point in both convex hulls: sum of alpha_i k_(a_i) = sum of beta_j
/// k_(b_j), coefficients positive with sum 1. So no query puts every key of a above every one of b.
struct Partition {
  std::vector<int> a;  ///< the smaller side, 0-based
  std::vector<int> b;
  std::vector<Rational> alpha;
  std::vector<Rational> beta;

  friend bool operator==(const Partition&, const Partition&) = default;
};

}  // namespace attest::sparse_averaging_moment_curve
