// SPDX-License-Identifier: Apache-2.0
/// \file
/// Powers of e against a bound; see least_exponent.hpp.
#include "reference/number/least_exponent.hpp"

#include <optional>

#include "reference/number/ball.hpp"
#include "reference/number/contract.hpp"

namespace attest {

std::int64_t least_exponent(const Rational& bound) {
  constexpr int precision = 128;  // [bits]; e^c is irrational, so some precision decides
  for (std::int64_t c = 1;; ++c) {
    const std::optional<bool> is_below =
        less(exp(Ball(Rational(c), precision)), Ball(bound, precision));
    ATTEST_REQUIRE(is_below.has_value(),
                   "e^" + std::to_string(c) + " against " + bound.to_string());
    if (!*is_below) return c;
  }
}

}  // namespace attest
