// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layer that spells everything out, and instances of the reduction by hand.
#include <doctest/doctest.h>

#include "claims/function_evaluation/claim.hpp"
#include "reference/derive/instances.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::function_evaluation {
namespace {

using Rows = std::vector<std::vector<Rational>>;

TEST_SUITE("function_evaluation") {
  TEST_CASE("n log n is 2 and 5 and 8 and 12 bits") {
    CHECK(needed_bits(2) == 2);
    CHECK(needed_bits(3) == 5);
    CHECK(needed_bits(4) == 8);
    CHECK(needed_bits(5) == 12);
  }

  TEST_CASE("Alice's place picks Bob's value") {
    const derive::Instances instances(reduction(TableForm::neighbours, 3));
    const std::int64_t b = 2 * 9 + 0 * 3 + 1;  // v = (2, 0, 1)
    CHECK(instances.tokens(1, b) ==
          Matrix(Rows{{1, 0}, {2, 1}, {0, 0}, {0, 1}, {2, 0}, {1, 1}, {0, 2}}));
    CHECK(instances.target(0, b) == 2);
    CHECK(instances.target(1, b) == 0);
    CHECK(instances.source(2, b) == 1);
  }

  TEST_CASE("linked value tokens stand in the opposite order") {
    const derive::Instances instances(reduction(TableForm::links, 2));
    CHECK(instances.tokens(1, 2) ==
          Matrix(Rows{{1, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 0}, {0, 2, 0}}));
    CHECK(instances.target(1, 2) == 0);
    CHECK(instances.target(0, 2) == 1);
  }

  TEST_CASE("two functions are told apart by the first place in which they differ") {
    const derive::Reduces map = reduction(TableForm::neighbours, 3);
    CHECK(map.separating(0, 26) == 0);
    CHECK(map.separating(1, 7) == 1);
    CHECK(map.separating(6, 8) == 2);
  }

  TEST_CASE("the spelled sum is right on all instances of 3 numbers by literal evaluation") {
    const derive::Instances instances(reduction(TableForm::neighbours, 3));
    const model::Transformer layer = spelling_layer(3);
    for (std::int64_t a = 0; a < 3; ++a) {
      for (std::int64_t b = 0; b < 27; ++b) {
        CHECK(model::answer(layer, instances.tokens(a, b), {}) ==
              model::Answer{instances.source(a, b)});
      }
    }
  }

  TEST_CASE("the adversary needs the sums of weights to defeat 40 random layers") {
    int found = 0;
    for (std::uint64_t i = 0; i < 40; ++i) {
      Random random(7, 0, i);
      const derive::Contest contest{
          .reduces = reduction(TableForm::neighbours, 3),
          .candidate = {.layer = random_layer(3, 1, 1, random), .bits = 2}};
      found += derive::defeat(contest) ? 1 : 0;
    }
    CHECK(found == 40);
  }
}

}  // namespace
}  // namespace attest::function_evaluation
