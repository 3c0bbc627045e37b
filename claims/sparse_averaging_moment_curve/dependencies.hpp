// SPDX-License-Identifier: Apache-2.0
/// \file
/// Finding partitions of keys from their affine dependencies.
#pragma once

#include <optional>
#include <string_view>

#include "claims/sparse_averaging_moment_curve/partition.hpp"
#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_moment_curve {

/// What is sought, for sets of q of n keys.
enum class Sought {
  tie,    ///< S4: a side of at most q; the other side is not empty
  order,  ///< S5: sides of at most q and at most min(q+1, n-q)
};

/// Ways to break the search, for mutants. Its names: see `flaw_named`.
enum class Flaw { none, larger_side_first, one_dependency, signs_ignored, not_normalised };

/// The flaw of a mutant's name; nothing if it is none of the search.
[[nodiscard]] std::optional<Flaw> flaw_named(std::string_view name);

/// A partition of the keys [n x m], one a row, of the kind sought, or nothing if none was met.
/// There is one, and it is found, where m < min(2q, n-1) (tie), or m < strict_dimension(n, q)
/// (order). Points are tried in windows of consecutive keys. \pre n > q >= 1
[[nodiscard]] std::optional<Partition> find_partition(const Matrix& keys, int q, Sought sought,
                                                      Flaw flaw = Flaw::none);

}  // namespace attest::sparse_averaging_moment_curve
