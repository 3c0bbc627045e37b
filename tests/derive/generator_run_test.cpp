// SPDX-License-Identifier: Apache-2.0
/// \file
/// Fields of tokens as numbers of things.
#include "reference/derive/generator_run.hpp"

#include <doctest/doctest.h>

namespace attest::derive {

TEST_CASE("a field is the number of one of three things or none") {
  CHECK(index_of(Rational(0), 3) == 0);
  CHECK(index_of(Rational(2), 3) == 2);
  CHECK_FALSE(index_of(Rational(3), 3).has_value());
  CHECK_FALSE(index_of(Rational(-1), 3).has_value());
  CHECK_FALSE(index_of(Rational(1, 2), 3).has_value());
}

TEST_CASE("a mutant with another model changes nothing else") {
  Generates generates{.model = {.name = "right"}, .window = 7};
  const GeneratesMutant mutant = with_model("wrong", "another one", [](std::int64_t member) {
    return model::Transformer{.name = "member " + std::to_string(member)};
  });
  mutant.apply(generates, 4);
  CHECK(generates.model.name == "member 4");
  CHECK(generates.window == 7);
  CHECK(mutant.proof.empty());
}

}  // namespace attest::derive
