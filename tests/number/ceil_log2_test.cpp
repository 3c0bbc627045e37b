// SPDX-License-Identifier: Apache-2.0
/// \file
/// `ceil_log2` against doubling.
#include "reference/number/ceil_log2.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace attest {

TEST_SUITE("number/ceil_log2") {
  TEST_CASE("is the least power of two that reaches m for 1 <= m <= 4096") {
    for (std::int64_t m = 1; m <= 4096; ++m) {
      std::int64_t bits = 0;
      while ((std::int64_t{1} << bits) < m) ++bits;
      CHECK(ceil_log2(m) == bits);
    }
  }

  TEST_CASE("is 0 up to 1 and 63 at the largest integer") {
    CHECK(ceil_log2(0) == 0);
    CHECK(ceil_log2(std::numeric_limits<std::int64_t>::min()) == 0);
    CHECK(ceil_log2(std::numeric_limits<std::int64_t>::max()) == 63);
  }
}

}  // namespace attest
