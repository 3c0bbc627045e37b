// SPDX-License-Identifier: Apache-2.0
/// \file
/// Binomial coefficients by exact divisions.
#include "reference/number/binomial.hpp"

#include <string>

#include "reference/number/contract.hpp"

namespace attest {

Integer binomial(std::int64_t n, std::int64_t k) {
  ATTEST_REQUIRE(n >= 0 && k >= 0, std::to_string(n) + ", " + std::to_string(k));
  if (k > n) return 0;
  Integer result = 1;
  for (std::int64_t i = 1; i <= k; ++i) result = exact_div(result * (n - k + i), i);
  return result;
}

}  // namespace attest
