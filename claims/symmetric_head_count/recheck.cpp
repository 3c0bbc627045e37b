// SPDX-License-Identifier: Apache-2.0
/// \file
/// Signs and moments of a certificate; see recheck.hpp.
#include "claims/symmetric_head_count/recheck.hpp"

namespace attest::symmetric_head_count {

int proved_degree(const std::vector<int>& function, const Matrix& certificate) {
  if (certificate.rows() != std::ssize(function) || certificate.cols() != 2) return -1;
  bool is_zero = true;
  for (int k = 0; k < certificate.rows(); ++k) {
    if (certificate(k, 0) != Rational(function[static_cast<std::size_t>(k)])) return -1;
    const int sign = certificate(k, 1).sign();
    if (sign == (certificate(k, 0).is_zero() ? 1 : -1)) return -1;
    is_zero = is_zero && sign == 0;
  }
  if (is_zero) return -1;
  std::vector<Rational> terms;  // z_k k^j
  for (int k = 0; k < certificate.rows(); ++k) terms.push_back(certificate(k, 1));
  for (int j = 0; j < certificate.rows(); ++j) {
    Rational moment = 0;
    for (const Rational& term : terms) moment += term;
    if (!moment.is_zero()) return j;
    for (int k = 0; k < certificate.rows(); ++k) terms[static_cast<std::size_t>(k)] *= k;
  }
  return -1;  // n+1 moments of n+1 weights, not all 0, cannot all vanish
}

}  // namespace attest::symmetric_head_count
