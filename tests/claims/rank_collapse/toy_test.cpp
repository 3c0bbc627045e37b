// SPDX-License-Identifier: Apache-2.0
/// \file
/// The toy law: its table of logarithms, its first ratio, and what too little precision leaves
/// open.
#include <doctest/doctest.h>

#include <set>

#include "claims/rank_collapse/enclosed.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::rank_collapse {
namespace {

std::vector<std::int64_t> logarithms_of(const Rational& a, const Rational& b, int layers,
                                        int precision) {
  std::vector<std::int64_t> result;
  const std::vector<Table> states = literal_states(toy_network(a, b, layers), precision);
  for (std::size_t l = 1; l < states.size(); ++l) {
    result.push_back(thousandths_of_log10(delta(states[l])).to_int64());
  }
  return result;
}

using Logs = std::vector<std::int64_t>;

TEST_SUITE("rank_collapse") {
  TEST_CASE(
      "log10 delta of layers 1 to 8 rounds to the table for 1/5 and 1 and the tokens 6/5 and 1") {
    CHECK(logarithms_of(Rational(1, 10), Rational(-1, 10), 8, 32768) ==
          Logs{-2699, -8699, -26699, -80699, -242700, -728702, -2186710, -6560731});
    CHECK(logarithms_of(Rational(1, 2), Rational(-1, 2), 8, 32768) ==
          Logs{-611, -2435, -7907, -24323, -73573, -221320, -664561, -1994284});
    CHECK(logarithms_of(Rational(6, 5), 1, 8, 32768) ==
          Logs{-2704, -8715, -26746, -80841, -243125, -729977, -2190532, -6572199});
  }

  TEST_CASE("20000 bits decide layers 1 to 7 and leave layer 8 open") {
    const std::vector<Table> states =
        literal_states(toy_network(Rational(1, 10), Rational(-1, 10), 8), 20000);
    for (std::size_t l = 1; l <= 7; ++l) CHECK(less(Ball(), delta(states[l])) == true);
    CHECK_FALSE(less(Ball(), delta(states[8])).has_value());
    CHECK_THROWS_AS(static_cast<void>(thousandths_of_log10(delta(states[8]))), model::Undecided);
  }

  TEST_CASE("the first residual is 0.999967 and 0.979675 of a quarter of a cube") {
    const auto ratio = [](const Rational& half) {
      const Ball first = delta(literal_states(toy_network(half, -half, 1), 128)[1]);
      const Rational cube = half * half * half * 2;  // (2 half)^3 / 4
      return round_half_up(first * Ball::exact(1000000, 128) / Ball(cube, 128));
    };
    CHECK(ratio(Rational(1, 10)) == Integer(999967));
    CHECK(ratio(Rational(1, 2)) == Integer(979675));
  }

  TEST_CASE("the statements of the toy law hold at rung fast and their mutants fail") {
    for (const check::Statement& about : toy_statements()) {
      const check::Params point = about.points(check::Rung::fast)[0];
      const auto subject = about.subject(point, 1);
      const check::Tally tally = subject->judge({.begin = 0, .end = 3}, false);
      CHECK(tally.judged == 3);
      CHECK(tally.failed + tally.undecided == 0);
      for (const check::Promise& promise : subject->promises()) CHECK(promise.is_met);
      for (const check::Mutant& mutant : about.mutants(point, 1)) {
        CHECK(mutant.subject()->judge({.begin = 0, .end = 1}, false).failed == 1);
      }
    }
  }

  TEST_CASE("the lines of the series are what they say at the first sizes") {
    const std::vector<check::Series> all = series();
    REQUIRE(all.size() == 2);
    const auto at = [&all](std::size_t s, std::size_t line, std::int64_t size) {
      return all[s].lines.at(line).count(size);
    };
    // log2 10 = 3.3219: floor(9.97 - 1), floor(29.90 - 1), floor(89.69 - 1)
    CHECK(at(0, 0, 1) == Rational(8));
    CHECK(at(0, 0, 2) == Rational(28));
    CHECK(at(0, 0, 3) == Rational(88));
    for (std::int64_t layers = 1; layers <= 6; ++layers) {
      CHECK(*at(0, 1, layers) >= *at(0, 0, layers));
      CHECK(*at(0, 2, layers) <= 3);
    }
    CHECK(at(0, 3, 1) == at(0, 1, 1));
    CHECK_FALSE(at(0, 3, 9).has_value());
    for (const std::int64_t heads : {1, 4, 32}) {
      CHECK(at(1, 0, heads) == Rational((heads + 1) * (heads + 1) - 1));
      CHECK(at(1, 1, heads) == at(1, 0, heads));
      CHECK(at(1, 2, heads) == Rational(2 * heads));
    }
    for (const check::Series& one : all) {
      const auto subject = one.subject(one.sizes.front());
      CHECK(subject->judge({.begin = 0, .end = subject->cases().size}, false).failed == 0);
    }
  }

  TEST_CASE("every statement of the claim has a label of its own") {
    std::set<std::string> labels;
    for (const check::Statement& about : claim().statements)
      CHECK(labels.insert(about.label).second);
    CHECK(labels.size() == 16);
  }
}

}  // namespace
}  // namespace attest::rank_collapse
