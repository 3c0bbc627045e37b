// SPDX-License-Identifier: Apache-2.0
/// \file
/// A protocol of two rounds of two messages by hand.
#include <doctest/doctest.h>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::positional_simulates_mpc {
namespace {

TEST_SUITE("positional_simulates_mpc") {
  TEST_CASE("two machines exchange and order their words as worked out by hand") {
    const Protocol protocol{.bits = 1, .rounds = 2, .messages = 2, .payloads = 10};
    // Round 1 exchanges word 0, round 2 word 1; a destination and one setting a word.
    const check::Case rows({{3, 8, 1, 1, 0, 0, 0, 0, 1, 1}, {9, 1, 0, 1, 1, 0, 1, 0, 0, 1}});
    CHECK(protocol_fields(protocol).size() == 10);
    CHECK(destination_column(protocol, 1, 0) == 6);
    // (9, 8), (3, 1) -> (8, 9), (1, 3) -> (8, 3), (1, 9) -> (3, 8), (1, 9).
    const std::vector<Rational> expected{3, 8, 1, 9};
    const model::Mode mode{.arithmetic = model::Arithmetic::rational};
    CHECK(model::answer(protocol_model(protocol), rows, mode) == expected);
    // (9, 8), (3, 1) -> (9, 1), (3, 8).
    CHECK(model::answer(protocol_model(protocol, {.computes = false}), rows, mode) ==
          std::vector<Rational>{9, 1, 3, 8});
  }

  TEST_CASE("more protocols than 2^62 are refused as a space of cases") {
    for (const check::Statement& statement : protocol_statements()) {
      if (statement.label != "S1.rounds") continue;
      const check::Params params{{"bits", 3}, {"rounds", 16}, {"s", 16}};
      CHECK_THROWS_AS(static_cast<void>(statement.subject(params, 1)), InputError);
    }
  }

  TEST_CASE("a round has one layer without a head") {
    const auto used =
        derive::resources(protocol_model({.bits = 3, .rounds = 4, .messages = 5, .payloads = 40}));
    CHECK(used.layers == 20);  // those with a head
    CHECK(used.heads == 1);
  }
}

}  // namespace
}  // namespace attest::positional_simulates_mpc
