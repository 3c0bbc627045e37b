// SPDX-License-Identifier: Apache-2.0
/// \file
/// Networks in balls: two evaluations that meet, mutants and the instances that refute them.
#include <doctest/doctest.h>

#include "claims/rank_collapse/enclosed.hpp"
#include "reference/number/error.hpp"

namespace attest::rank_collapse {
namespace {

check::Statement network_statement(const char* label) {
  for (check::Statement& about : network_statements()) {
    if (about.label == label) return std::move(about);
  }
  return {};
}

/// The least case of four layers that refutes a mutant; -1 if none does.
std::int64_t refuting_case(const char* label, const char* mutant) {
  const check::Statement about = network_statement(label);
  for (const check::Mutant& one : about.mutants(about.mutant_points(check::Rung::fast)[0], 1)) {
    if (one.name != mutant) continue;
    const auto subject = one.subject();
    const check::Tally tally = subject->judge({.begin = 0, .end = subject->cases().size}, false);
    return tally.least_failure ? tally.least_failure->index : -1;
  }
  return -1;
}

TEST_SUITE("rank_collapse") {
  TEST_CASE("every inequality is certified along four layers at rung fast") {
    for (const check::Statement& about : network_statements()) {
      for (const check::Params& point : about.points(check::Rung::fast)) {
        CAPTURE(about.label);
        const auto subject = about.subject(point, 1);
        const check::Tally tally =
            subject->judge({.begin = 0, .end = subject->cases().size}, false);
        CHECK(tally.judged > 0);
        CHECK(tally.failed == 0);
        CHECK(tally.undecided == 0);
        CHECK(tally.bits >= 128);
      }
    }
  }

  TEST_CASE("each mutant is refuted by the instance made for it") {
    // Cases: 0 the toy law from 6/5 and 1, 1 four equal heads, 2 all ones in two dimensions.
    CHECK(refuting_case("I4.natural", "tanh_of_an_eighth") == 0);
    CHECK(refuting_case("I4.natural", "sum_dropped") == 1);
    CHECK(refuting_case("I4.cubic", "power_four") == 0);
    CHECK(refuting_case("I4.cubic", "sum_dropped") == 1);
    CHECK(refuting_case("I4.cubic", "spectral_norm") == 2);
    CHECK(refuting_case("I6", "half_the_loss") == 0);  // the toy law with skips and W = -1
    for (const char* label : {"I2", "I2.norms"}) CHECK(refuting_case(label, "power_four") >= 0);
    CHECK(refuting_case("I3.natural", "signed_average") >= 0);
  }

  TEST_CASE("every random network of every point of rung fast is judged") {
    for (const check::Statement& about : network_statements()) {
      for (const check::Params& point : about.points(check::Rung::fast)) {
        const auto subject = about.subject(point, 1);
        std::int64_t none = 0;
        for (std::int64_t i = 0; i < subject->cases().size; ++i) none += !subject->cases().at(i);
        CHECK(none == 0);
      }
    }
  }

  TEST_CASE("c delta^2 is 1/4 at the input and seven skip layers leave less than 10^-90 of delta") {
    const check::Statement about = network_statement("I6.collapse");
    CHECK(about.subject({}, 1)->judge({.begin = 0, .end = 1}, false).failed == 0);
    CHECK(refuting_case("I6.collapse", "sign_kept") == 0);
  }

  TEST_CASE("the plain and the literal evaluation of 20 random networks meet") {
    for (std::uint64_t i = 0; i < 20; ++i) {
      Random random(/*seed=*/5, /*stream=*/0, i);
      const bool has_skips = i % 2 == 1;
      const Network network = random_network({.tokens = 3,
                                              .width = 2,
                                              .key = i % 3 == 0 ? 4 : 1,
                                              .heads = 2,
                                              .layers = 3,
                                              .shrink = 1,
                                              .has_skips = has_skips},
                                             random);
      const Network copy = network_of(case_of(network));
      CHECK(case_of(copy) == case_of(network));
      const std::vector<Table> plain = plain_states(copy, 200);
      const std::vector<Table> literal = literal_states(network, 200);
      REQUIRE(plain.size() == 4);
      REQUIRE(literal.size() == 4);
      for (std::size_t l = 0; l < 4; ++l) {
        for (std::size_t e = 0; e < 6; ++e) {
          const Ball difference = plain[l].entries[e] - literal[l].entries[e];
          CHECK(difference.contains(0));
          CHECK(difference.radius_log2() < -150);
        }
      }
    }
  }

  TEST_CASE("powers by squaring are powers for exponents 1 to 40") {
    for (std::int64_t e = 1; e <= 40; ++e) {
      const Ball found = power(Ball::exact(3, 128), e);
      CHECK(found.contains(Rational(pow(Integer(3), static_cast<unsigned>(e)))));
      CHECK(found.is_exact());
    }
  }

  TEST_CASE("a network whose tokens score all keys alike is not generic") {
    CHECK(is_generic(toy_network(Rational(6, 5), 1, 1)));
    CHECK_FALSE(is_generic(toy_network(1, 1, 1)));
    CHECK_FALSE(is_generic(toy_network(0, 1, 1)));
    Network singular = toy_network(Rational(6, 5), 1, 2);
    singular.layers[1].heads[0].mix(0, 0) = 0;
    CHECK_FALSE(is_generic(singular));
  }

  TEST_CASE("a network is small while its scores and its contraction are") {
    CHECK(is_small(toy_network(Rational(1, 2), Rational(-1, 2), 3)));  // delta^2 = 1
    CHECK_FALSE(is_small(toy_network(1, Rational(-1, 5), 3)));         // delta^2 = 36/25 > 5/4
    Network heavy = toy_network(Rational(1, 2), Rational(-1, 2), 3);
    heavy.layers[2].heads[0].mix(0, 0) = 5;  // c delta^2 = 5/4
    CHECK_FALSE(is_small(heavy));
  }

  TEST_CASE("a key dimension without a rational root is refused") {
    const check::Statement about = network_statement("I4.natural");
    check::Params point = about.points(check::Rung::fast)[0];
    point["key"] = 2;
    CHECK_THROWS_AS(static_cast<void>(about.subject(point, 1)), InputError);
  }
}

}  // namespace
}  // namespace attest::rank_collapse
