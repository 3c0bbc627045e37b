// SPDX-License-Identifier: Apache-2.0
/// \file
/// The looped block: a run by hand, sizes of case spaces, how many runs each mutant spoils.
#include <doctest/doctest.h>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Gate;
using machine::netlist::Netlist;

/// x y, x + y + x y, and its sign.
Netlist by_hand() {
  return {.nodes = {{.gate = Gate::input},
                    {.gate = Gate::input},
                    {.gate = Gate::product, .sources = {0, 1}},
                    {.gate = Gate::sum, .sources = {0, 1, 2}},
                    {.gate = Gate::sign, .sources = {3}}},
          .outputs = {}};
}

/// Cases of a space that meet their precondition, and those in which the model is wrong.
struct Spoilt {
  std::int64_t judged = 0;
  std::int64_t failed = 0;
};

/// All circuits of two gates, each with the layers of its own depth, `fewer` taken away.
Spoilt spoilt(const Choices& choices, int fewer = 0) {
  Spoilt result;
  for (int depth = 1; depth <= 2; ++depth) {
    derive::Computes computes{.model = construction(depth, choices),
                              .task = gate_values(),
                              .inputs = small_circuits(2, depth)};
    computes.model.schedule[0].second -= fewer;
    const auto subject = derive::make_subject(computes);
    const check::Tally tally =
        subject->judge({.begin = 0, .end = subject->cases().size}, /*stop_at_failure=*/false);
    result.judged += tally.judged;
    result.failed += tally.failed;
  }
  return result;
}

TEST_SUITE("arithmetic_circuit_as_input") {
  TEST_CASE("a circuit worked by hand: -3/2 and 1 and 1") {
    const check::Case tokens = tokens_of(by_hand(), {Rational(-1, 2), 3});
    REQUIRE(tokens.rows() == 11);
    const std::vector<Rational> expected = {
        Rational(-1, 2), 3, Rational(-3, 2), 0, 0, 1, 0, 0, 0, 1, 0};
    for (const Heads heads : {Heads::four, Heads::one}) {
      CHECK(model::answer(construction(3, {.heads = heads}), tokens, {}) == expected);
    }
    CHECK(gate_values().answer(tokens) == expected);
  }

  TEST_CASE("the largest score of five gates is 26") {
    const model::Trace trace =
        model::trace(construction(3), tokens_of(by_hand(), {Rational(-1, 2), 3}), {});
    Rational largest = 0;
    for (const model::LayerTrace& layer : trace.layers) {
      for (const model::HeadTrace& head : layer.heads) {
        for (const model::Number& score : head.scores) {
          largest = std::max(largest, std::get<Rational>(score));
        }
      }
    }
    CHECK(largest == 26);
  }

  TEST_CASE("tokens say the circuit that they were made of whatever their order") {
    const check::Case tokens = tokens_of(by_hand(), {Rational(-1, 2), 3});
    check::Case turned = tokens;
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int f = 0; f < tokens.cols(); ++f) turned(tokens.rows() - 1 - i, f) = tokens(i, f);
    }
    const Netlist read = netlist_of(turned);
    CHECK(read == netlist_of(tokens));
    CHECK(read.nodes[3].sources == std::vector<int>{0, 1, 2});
    CHECK(read.nodes[1].constant == 3);
  }

  TEST_CASE("there are 1539 runs with two gates and 53865 with three") {
    CHECK(small_circuits(1).size == 81);
    CHECK(small_circuits(2).size == 1539);
    CHECK(small_circuits(3).size == 53865);
    CHECK(wirings(2).size == 171);
    std::int64_t cases = 0;
    for (int depth = 0; depth <= 2; ++depth) {
      const check::CaseSpace space = small_circuits(2, depth);
      for (std::int64_t i = 0; i < space.size; ++i) cases += space.at(i) ? 1 : 0;
    }
    CHECK(cases == 1539);
  }

  TEST_CASE("random circuits have the gates asked for on no more levels than asked for") {
    const check::CaseSpace space = random_circuits(9, 4, 50, 7);
    for (std::int64_t i = 0; i < space.size; ++i) {
      const Netlist netlist = netlist_of(*space.at(i));
      CHECK(machine::netlist::depth(netlist) <= 4);
      CHECK(netlist.nodes.size() >= 10);
      CHECK(netlist.nodes.size() <= 13);
    }
  }

  TEST_CASE("mutants spoil as many of the 1539 runs as counted before") {
    CHECK(spoilt({}).judged == 1539);
    CHECK(spoilt({}).failed == 0);
    CHECK(spoilt({.multiplies_fan_in = false}).failed == 388);
    CHECK(spoilt({.bonus = 0}).failed == 872);
    CHECK(spoilt({.slot_bonus = 0}).failed == 868);
    CHECK(spoilt({.sign_of_zero = 1}).failed == 183);
    CHECK(spoilt({}, 1).failed == 1036);
    CHECK(spoilt({.bonus = 7, .slot_bonus = 7}).failed == 0);
    CHECK(spoilt({.form = Bonus::penalised}).failed == 0);
  }
}

}  // namespace
}  // namespace attest::arithmetic_circuit_as_input
