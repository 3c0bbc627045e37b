// SPDX-License-Identifier: Apache-2.0
/// \file
/// Arithmetic circuits: values and depths worked by hand, circuits that are refused.
#include "reference/machine/netlist.hpp"

#include <doctest/doctest.h>

#include "reference/number/error.hpp"

namespace attest::machine::netlist {
namespace {

/// x, y, 1/2; x y; x + y + x y + x; the sign of that; the empty sum.
Netlist example() {
  return {.nodes = {{.gate = Gate::input},
                    {.gate = Gate::constant, .constant = Rational(1, 2)},
                    {.gate = Gate::input},
                    {.gate = Gate::product, .sources = {0, 2}},
                    {.gate = Gate::sum, .sources = {0, 2, 3, 0}},
                    {.gate = Gate::sign, .sources = {4}},
                    {.gate = Gate::sum},
                    {.gate = Gate::product, .sources = {5, 5}}},
          .outputs = {5}};
}

bool is_refused(Netlist netlist) {
  try {
    validate(netlist);
  } catch (const InputError& error) {
    return error.id() == "netlist-gate";
  }
  return false;
}

}  // namespace

TEST_CASE("gates have the values worked by hand") {
  CHECK(evaluate(example(), {Rational(-1, 2), 3}) ==
        std::vector<Rational>{Rational(-1, 2), Rational(1, 2), 3, Rational(-3, 2), Rational(1, 2),
                              1, 0, 1});
  CHECK(evaluate(example(), {0, -2}) ==
        std::vector<Rational>{0, Rational(1, 2), -2, 0, -2, -1, 0, 1});
  CHECK(evaluate(example(), {0, 0}) == std::vector<Rational>{0, Rational(1, 2), 0, 0, 0, 0, 0, 0});
  CHECK(evaluate({}, {}).empty());
}

TEST_CASE("depths count gates on the longest path") {
  CHECK(depths(example()) == std::vector<int>{0, 0, 0, 1, 2, 3, 0, 4});
  CHECK(depth(example()) == 4);
  CHECK(depth({}) == 0);
  CHECK(wire_count(example()) == 9);
  CHECK(input_count(example()) == 2);
}

TEST_CASE("sources outside and wrong fan-ins are refused") {
  CHECK_NOTHROW(validate(example()));
  Netlist netlist = example();
  netlist.nodes[3].sources = {0};
  CHECK(is_refused(netlist));
  netlist.nodes[3].sources = {0, 3};
  CHECK(is_refused(netlist));
  netlist.nodes[3].sources = {0, -1};
  CHECK(is_refused(netlist));
  netlist = example();
  netlist.nodes[0].sources = {0};
  CHECK(is_refused(netlist));
  netlist = example();
  netlist.nodes[5].sources.push_back(1);
  CHECK(is_refused(netlist));
  netlist = example();
  netlist.outputs = {8};
  CHECK(is_refused(netlist));
}

}  // namespace attest::machine::netlist
