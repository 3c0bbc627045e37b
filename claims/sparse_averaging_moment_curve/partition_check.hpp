// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rechecking partitions, and the sets of q keys that they rule out. Knows nothing of how a
/// partition was found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/sparse_averaging_moment_curve/partition.hpp"
#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_moment_curve {

/// Why `partition` is none of the keys [n x m]; empty if it is one: disjoint sides that are not
/// empty, positive coefficients of sum 1, one common point.
[[nodiscard]] std::string objection(const Matrix& keys, const Partition& partition);

/// A q-set y that contains a and leaves out `spared` keys of b: one (no query has the argmax set y)
/// or all of them (no query puts y strictly above the rest). Empty if there is none.
[[nodiscard]] std::vector<int> ruled_out(const Partition& partition, int n, int q, bool spares_all);

/// sum over keys of |weight_j / total - [j in y] / q|: the worst error over |z_j| <= 1 of the mean
/// that these weights give. \param weights >= 0, one a key, not all 0 \param y distinct keys
[[nodiscard]] Rational distance_of_weights(const std::vector<Integer>& weights,
                                           const std::vector<int>& y);

/// The same for the weights 2^(beta s): twice the mass off y where the members tie. Exponents below
/// -cap, counted from the largest, are raised to it, which only makes the distance larger then.
/// \param scores one a key, integers \param y distinct keys \pre beta >= 1, cap >= 1
[[nodiscard]] Rational distance_to_uniform(const std::vector<Rational>& scores,
                                           const std::vector<int>& y, std::int64_t beta,
                                           std::int64_t cap);

}  // namespace attest::sparse_averaging_moment_curve
