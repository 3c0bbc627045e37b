// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bit under a pointer; see pointer_lookup.hpp.
#include "reference/task/pointer_lookup.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::task {

Task pointer_lookup(FirstBit first) {
  const bool is_from_one = first == FirstBit::one;
  return {
      .id = is_from_one ? "pointer_lookup first=1" : "pointer_lookup",
      .answer = [is_from_one](const Matrix& tokens) {
        const int n = tokens.rows() - 1;
        ATTEST_REQUIRE(n >= 1 && tokens.cols() == 2, "bits and a pointer");
        const std::int64_t y = tokens(n, 1).num().to_int64();
        ATTEST_REQUIRE(0 <= y && y < n, "pointer " + std::to_string(y));
        // Counted from 1 there is no bit 0: it is 0.
        if (is_from_one)
          return std::vector<Rational>{y == 0 ? Rational(0) : tokens(static_cast<int>(y) - 1, 0)};
        return std::vector<Rational>{tokens(static_cast<int>(y), 0)};
      }};
}

}  // namespace attest::task
