// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sums over the tokens so far; see kernel_attention.hpp.
#include "reference/machine/kernel_attention.hpp"

#include "reference/number/contract.hpp"

namespace attest::machine {

KernelAttention::KernelAttention(std::int64_t features, std::int64_t values)
    : sums_(static_cast<std::size_t>(features),
            std::vector<Rational>(static_cast<std::size_t>(values), Rational(0))),
      normaliser_(static_cast<std::size_t>(features), Rational(0)) {
  ATTEST_REQUIRE(features >= 1 && values >= 1, std::to_string(features) + " features");
}

std::vector<Rational> KernelAttention::step(const std::vector<Rational>& query_features,
                                            const std::vector<Rational>& key_features,
                                            const std::vector<Rational>& value) {
  ATTEST_REQUIRE(query_features.size() == sums_.size() && key_features.size() == sums_.size() &&
                     value.size() == sums_[0].size(),
                 "features and values of the machine's sizes");
  std::vector<Rational> read(value.size(), Rational(0));
  Rational weight = 0;
  for (std::size_t f = 0; f < sums_.size(); ++f) {
    normaliser_[f] += key_features[f];
    weight += query_features[f] * normaliser_[f];
    for (std::size_t c = 0; c < value.size(); ++c) {
      sums_[f][c] += key_features[f] * value[c];
      read[c] += query_features[f] * sums_[f][c];
    }
  }
  ATTEST_REQUIRE(!weight.is_zero(), "a sum of weights that is not 0");
  for (Rational& entry : read) entry /= weight;
  return read;
}

std::int64_t KernelAttention::words() const {
  return std::ssize(sums_) * std::ssize(sums_[0]) + std::ssize(normaliser_);
}

}  // namespace attest::machine
