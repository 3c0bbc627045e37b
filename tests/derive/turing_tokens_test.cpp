// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bouncer, stepped by hand, and its series.
#include "reference/derive/turing_tokens.hpp"

#include <doctest/doctest.h>

namespace attest::derive {

TEST_CASE("the bouncer turns at the end of its ones and goes a cell farther each time") {
  // Left to -1; right to 0 and 1; left to 0, -1 and -2; right over 4 cells.
  const auto [one, first] = bounces_on(2);
  CHECK(one == 2);
  CHECK(first == 1);
  CHECK(bounces_on(3).steps == 5);
  CHECK(bounces_on(4).steps == 9);
  CHECK(bounces_on(4).head == 2);
  CHECK(bounces_on(5).steps == 14);
  CHECK(bounces_on(32).steps == 527);
}

TEST_CASE("tokens are divided by steps and none are made up") {
  const Count twice = tokens_a_step([](std::int64_t cells, const Bounces& run) {
    return cells > 3 ? std::nullopt : std::optional(2 * run.steps);
  });
  CHECK(twice(3) == Rational(2));
  CHECK_FALSE(twice(4).has_value());
}

TEST_CASE("the series has a bound and a baseline around its lines") {
  const check::Series series = turing_tokens(
      {{.name = "built", .kind = check::LineKind::construction, .count = constant(2)}});
  CHECK(series.lines.size() == 3);
  CHECK(series.sizes.back() == 32 * series.sizes.front());
  CHECK(counted(series).lines[2].counts.back() == Rational(64));
}

}  // namespace attest::derive
