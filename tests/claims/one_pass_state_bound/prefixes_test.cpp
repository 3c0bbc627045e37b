// SPDX-License-Identifier: Apache-2.0
/// \file
/// Counts of prefixes by the definition of hop_k, against values worked out beforehand.
#include <doctest/doctest.h>

#include "claims/one_pass_state_bound/parts.hpp"

namespace attest::one_pass_state_bound {
namespace {

using Counts = std::vector<std::int64_t>;

TEST_SUITE("one_pass_state_bound") {
  TEST_CASE("prefixes that are told apart number as counted beforehand") {
    CHECK(prefixes_by_definition(2, 1, true).counts == Counts{1, 2, 4});
    CHECK(prefixes_by_definition(2, 2, true).counts == Counts{1, 2, 4, 5});
    CHECK(prefixes_by_definition(2, 4, true).counts == Counts{1, 2, 4, 6, 8, 9});
    CHECK(prefixes_by_definition(3, 1, true).counts == Counts{1, 3, 9, 15, 18});
    CHECK(prefixes_by_definition(3, 2, true).counts == Counts{1, 3, 9, 21, 39, 60, 72, 78});
    CHECK(prefixes_by_definition(3, 3, true).counts ==
          Counts{1, 3, 9, 21, 45, 84, 138, 204, 249, 276, 282});
    CHECK(prefixes_by_definition(4, 1, true).counts == Counts{1, 4, 16, 40, 76, 112, 116});
    CHECK(prefixes_by_definition(5, 1, true).counts ==
          Counts{1, 5, 25, 85, 235, 535, 915, 1055, 1060});
  }

  TEST_CASE("summaries of words number as counted beforehand") {
    CHECK(prefixes_by_definition(2, 3, false).states == 19);
    CHECK(prefixes_by_definition(3, 1, false).states == 58);
    CHECK(prefixes_by_definition(3, 4, false).states == 2938);
    CHECK(prefixes_by_definition(4, 2, false).states == 12037);
  }
}

}  // namespace
}  // namespace attest::one_pass_state_bound
