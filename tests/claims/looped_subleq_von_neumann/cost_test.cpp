// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a loop costs where columns alone are computed whose inputs changed.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

#include "claims/looped_subleq_von_neumann/claim.hpp"
#include "reference/derive/machine_cost.hpp"

namespace attest::looped_subleq_von_neumann {

TEST_CASE("one or two columns of each layer are computed and heads read one column at most") {
  const check::Claim about = claim();
  const auto series = std::ranges::find(about.series, "loop_work", &check::Series::name);
  REQUIRE(series != about.series.end());
  const auto changed =
      std::ranges::find(series->lines, "three layers, changed columns", &check::Line::name);
  REQUIRE(changed != series->lines.end());
  const Size size{.words = 32,
                  .rules = {.dialect = machine::subleq::Dialect::davidar_sq,
                            .word_bits = derive::computer_word_bits}};
  // Of two columns every pair is counted: four where two are read. A head that is known to read the
  // same in all states is not asked, and a column that a layer only hands on is not computed.
  const derive::Work pairs = derive::literal_work(block(Blocks::three_layers, size), 2);
  const std::optional<Rational> cost = changed->count(32);
  REQUIRE(cost.has_value());
  CHECK(*cost >= Rational(pairs.weights, 2));
  CHECK(*cost <= Rational(pairs.weights + (pairs.scores + pairs.values) / 2));
  CHECK(changed->count(64) == cost);
  CHECK_FALSE(changed->count(8).has_value());
}

}  // namespace attest::looped_subleq_von_neumann
