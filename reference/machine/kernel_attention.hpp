// SPDX-License-Identifier: Apache-2.0
/// \file
/// Kernel attention as a recurrent machine: causal attention whose weights are products of
/// features.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::machine {

/// Sums of one pass: phi(k_j) v_j and phi(k_j) over all tokens so far.
class KernelAttention {
 public:
  /// M features, values in R^d. \pre features >= 1, values >= 1
  KernelAttention(std::int64_t features, std::int64_t values);

  /// Adds a token and reads: phi(q)^T S / phi(q)^T z [values].
  /// \pre phi(q)^T z is not 0
  std::vector<Rational> step(const std::vector<Rational>& query_features,
                             const std::vector<Rational>& key_features,
                             const std::vector<Rational>& value);

  /// Words of the state: M (d + 1).
  [[nodiscard]] std::int64_t words() const;

 private:
  std::vector<std::vector<Rational>> sums_;  // [features x values]
  std::vector<Rational> normaliser_;         // [features]
};

}  // namespace attest::machine
