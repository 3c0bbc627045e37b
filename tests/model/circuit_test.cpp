// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits: every operation against values worked out by hand.
#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "reference/number/contract.hpp"
#include "tests/model/models.hpp"

namespace attest::model {
namespace {

using Make = std::function<Wire(CircuitBuilder&, Wire, Wire)>;

// The value of the expression `make` of two fields, at position 3 of 7 tokens.
Rational value(const Make& make, const Rational& a, const Rational& b = 0) {
  CircuitBuilder circuit({"a", "b"});
  const Wire x = circuit.input("a");
  const Wire y = circuit.input("b");
  circuit.output("out", make(circuit, x, y));
  return evaluate(circuit.finish(), {a, b}, 3, 7).at(0);
}

Rational cosine(const Rational& turns) {
  return value([](CircuitBuilder& c, Wire a, Wire) { return c.cos_turns(a); }, turns);
}

Rational sine(const Rational& turns) {
  return value([](CircuitBuilder& c, Wire a, Wire) { return c.sin_turns(a); }, turns);
}

}  // namespace

TEST_CASE("arithmetic steps give the exact rational") {
  const Rational a(3, 4);
  const Rational b(-2, 5);
  CHECK(value([](auto&, Wire x, Wire y) { return x + y; }, a, b) == Rational(7, 20));
  CHECK(value([](auto&, Wire x, Wire y) { return x - y; }, a, b) == Rational(23, 20));
  CHECK(value([](auto&, Wire x, Wire y) { return x * y; }, a, b) == Rational(-3, 10));
  CHECK(value([](auto&, Wire x, Wire y) { return x / y; }, a, b) == Rational(-15, 8));
  CHECK(value([](auto&, Wire x, Wire) { return Rational(1) - x * 2 + Rational(5); }, a) ==
        Rational(9, 2));
  CHECK(value([](auto&, Wire x, Wire) { return Rational(1) + Rational(2) * x - 3; }, a) ==
        Rational(-1, 2));
}

TEST_CASE("position and length are those of the token") {
  CHECK(value([](CircuitBuilder& c, Wire, Wire) { return c.position(); }, 0) == Rational(3));
  CHECK(value([](CircuitBuilder& c, Wire, Wire) { return c.length(); }, 0) == Rational(7));
}

TEST_CASE("the order of steps is that of the outputs whatever order they were made in") {
  CircuitBuilder left({"x", "y"});
  const Wire x = left.input("x");
  const Wire y = left.input("y");
  left.output("difference", x * 2 - y);

  CircuitBuilder right({"x", "y"});
  const Wire below = right.input("y");
  const Wire unused = right.constant(7);
  const Wire two = right.constant(2);
  const Wire above = right.input("x");
  right.output("difference", above * two - below);
  static_cast<void>(unused);

  Circuit wanted = left.finish();
  CHECK(wanted.steps.size() == 5);
  wanted.steps.push_back({.op = Op::constant, .constant = {.value = 7}});  // what no output needs
  CHECK(right.finish() == wanted);
}

TEST_CASE("mod has the sign of its positive modulus") {
  const Make mod = [](CircuitBuilder& c, Wire a, Wire b) { return c.mod(a, b); };
  CHECK(value(mod, 17, 5) == Rational(2));
  CHECK(value(mod, -17, 5) == Rational(3));
  CHECK(value(mod, -15, 5) == Rational(0));
  CHECK(value(mod, Rational(7, 2), Rational(2, 3)) == Rational(1, 6));
  CHECK_THROWS_AS(value(mod, 1, 0), Undefined);
  CHECK_THROWS_AS(value(mod, 1, -5), Undefined);
}

TEST_CASE("floor and round take the upper of two nearest integers") {
  const Make floor = [](CircuitBuilder& c, Wire a, Wire) { return c.floor(a); };
  const Make round = [](CircuitBuilder& c, Wire a, Wire) { return c.round(a); };
  CHECK(value(floor, Rational(7, 2)) == Rational(3));
  CHECK(value(floor, Rational(-7, 2)) == Rational(-4));
  CHECK(value(floor, -3) == Rational(-3));
  CHECK(value(round, Rational(7, 2)) == Rational(4));
  CHECK(value(round, Rational(-7, 2)) == Rational(-3));
  CHECK(value(round, Rational(5, 3)) == Rational(2));
}

TEST_CASE("comparisons and selections follow the sign") {
  const Make min = [](CircuitBuilder& c, Wire a, Wire b) { return c.min(a, b); };
  const Make max = [](CircuitBuilder& c, Wire a, Wire b) { return c.max(a, b); };
  const Make less = [](CircuitBuilder& c, Wire a, Wire b) { return c.less(a, b); };
  const Make equal = [](CircuitBuilder& c, Wire a, Wire b) { return c.equal(a, b); };
  const Make select = [](CircuitBuilder& c, Wire a, Wire b) { return c.select(a, b, a + 9); };
  const Make relu = [](CircuitBuilder& c, Wire a, Wire) { return c.relu(a); };
  CHECK(value(min, 2, -3) == Rational(-3));
  CHECK(value(max, 2, -3) == Rational(2));
  CHECK(value(less, -3, 2) == Rational(1));
  CHECK(value(less, 2, 2) == Rational(0));
  CHECK(value(less, 2, -3) == Rational(0));
  CHECK(value(equal, 2, 2) == Rational(1));
  CHECK(value(equal, 2, 3) == Rational(0));
  CHECK(value(equal, 3, 2) == Rational(0));
  CHECK(value(select, Rational(-1, 7), 5) == Rational(5));
  CHECK(value(select, 0, 5) == Rational(9));
  CHECK(value(relu, Rational(1, 3)) == Rational(1, 3));
  CHECK(value(relu, Rational(-1, 3)) == Rational(0));
}

TEST_CASE("a table gives its entry and nothing outside") {
  const Make table = [](CircuitBuilder& c, Wire a, Wire) {
    return c.table(a, {{.value = 10}, {.value = Rational(1, 2)}, {.value = 30}});
  };
  CHECK(value(table, 0) == Rational(10));
  CHECK(value(table, 1) == Rational(1, 2));
  CHECK(value(table, 2) == Rational(30));
  CHECK_THROWS_AS(value(table, 3), Undefined);
  CHECK_THROWS_AS(value(table, -1), Undefined);
  CHECK_THROWS_AS(value(table, Rational(1, 2)), Undefined);
}

TEST_CASE("bits are those of two's complement") {
  for (int bit = 0; bit < 4; ++bit) {
    const Make make = [bit](CircuitBuilder& c, Wire a, Wire) { return c.bit(a, bit); };
    CHECK(value(make, 5) == Rational((5 >> bit) & 1));
    CHECK(value(make, -3) == Rational((13 >> bit) & 1));  // -3 is 1101 in four bits
  }
}

TEST_CASE("a division by zero is undefined") {
  CHECK_THROWS_AS(value([](auto&, Wire a, Wire b) { return a / b; }, 1, 0), Undefined);
}

TEST_CASE("cosines and sines of twelfths of a turn are exact where they are rational") {
  const Rational half(1, 2);
  CHECK(cosine(0) == Rational(1));
  CHECK(cosine(Rational(1, 6)) == half);
  CHECK(cosine(Rational(1, 4)) == Rational(0));
  CHECK(cosine(Rational(1, 3)) == -half);
  CHECK(cosine(half) == Rational(-1));
  CHECK(cosine(Rational(2, 3)) == -half);
  CHECK(cosine(Rational(3, 4)) == Rational(0));
  CHECK(cosine(Rational(5, 6)) == half);
  CHECK(cosine(-5) == Rational(1));
  CHECK(sine(0) == Rational(0));
  CHECK(sine(Rational(1, 12)) == half);
  CHECK(sine(Rational(1, 4)) == Rational(1));
  CHECK(sine(Rational(5, 12)) == half);
  CHECK(sine(half) == Rational(0));
  CHECK(sine(Rational(7, 12)) == -half);
  CHECK(sine(Rational(-1, 4)) == Rational(-1));
  CHECK(sine(Rational(23, 12)) == -half);
}

TEST_CASE("an irrational output is undefined and an irrational step is not") {
  CHECK_THROWS_AS(cosine(Rational(1, 8)), Undefined);
  CHECK_THROWS_AS(sine(Rational(1, 6)), Undefined);
  CHECK_THROWS_AS(value([](CircuitBuilder& c, Wire a, Wire) { return c.exp(a); }, 1), Undefined);
  CHECK(value([](CircuitBuilder& c, Wire a, Wire) { return c.exp(a); }, 0) == Rational(1));
  const auto square_sum = [](CircuitBuilder& c, Wire a, Wire) {
    return c.round(c.cos_turns(a) * c.cos_turns(a) * 1000 + c.sin_turns(a) * c.sin_turns(a) * 1000);
  };
  CHECK(value(square_sum, Rational(1, 7)) == Rational(1000));
}

TEST_CASE("rounded cosines of eighths are 4 3 0 -3 -4 -3 0 3 at two bits") {
  const Make rounded = [](CircuitBuilder& c, Wire a, Wire) {
    return c.floor(c.cos_turns(a) * 4 + Rational(1, 2));
  };
  const std::vector<int> expected{4, 3, 0, -3, -4, -3, 0, 3};
  for (int a = 0; a < 8; ++a) {
    CHECK(value(rounded, Rational(a, 8)) == Rational(expected[static_cast<std::size_t>(a)]));
  }
}

TEST_CASE("the precision is raised until a floor is decided") {
  // e^(2^-100) = 1 + 2^-100 + 2^-201 + ..: the first 200 bits after the point decide.
  const Make make = [](CircuitBuilder& c, Wire a, Wire b) { return c.floor(c.exp(a) * b); };
  const Rational tiny = Rational(1) / Rational(power_of_two(100));
  CHECK(value(make, tiny, Rational(power_of_two(200))) ==
        Rational(power_of_two(200) + power_of_two(100)));
}

TEST_CASE("what no precision decides is undecided") {
  const Make gap = [](CircuitBuilder& c, Wire a, Wire) { return c.less(c.exp(a), c.exp(a)); };
  CHECK_THROWS_AS(value(gap, 1), Undecided);
  const Make floor = [](CircuitBuilder& c, Wire a, Wire) { return c.floor(c.exp(a) / c.exp(a)); };
  CHECK_THROWS_AS(value(floor, 1), Undecided);
  const Make division = [](CircuitBuilder& c, Wire a, Wire) { return a / (c.exp(a) - c.exp(a)); };
  CHECK_THROWS_AS(value(division, 1), Undecided);
}

TEST_CASE("comparisons of transcendental numbers are decided in balls") {
  const Make less = [](CircuitBuilder& c, Wire a, Wire b) { return c.less(c.exp(a), b); };
  CHECK(value(less, 1, Rational(2718, 1000)) == Rational(0));
  CHECK(value(less, 1, Rational(2719, 1000)) == Rational(1));
  const Make select = [](CircuitBuilder& c, Wire a, Wire b) {
    return c.select(c.exp(a) - 2, b, c.constant(0));
  };
  CHECK(value(select, 1, 8) == Rational(8));
  const Make round = [](CircuitBuilder& c, Wire a, Wire) {
    return c.round(c.max(c.exp(a), c.exp(a + 1)));
  };
  CHECK(value(round, 1) == Rational(7));  // e^2 = 7.389..
  const Make relu = [](CircuitBuilder& c, Wire a, Wire) {
    return c.round(c.relu(2 - c.exp(a)) + c.min(c.exp(a), a));
  };
  CHECK(value(relu, 1) == Rational(1));
}

TEST_CASE("a composed circuit runs the inner one first and keeps names and coordinates") {
  CircuitBuilder inner({"u", "v"});
  inner.output("a", inner.input("u") * 3 + inner.input("v"));
  inner.output("b", inner.position());
  CircuitBuilder outer({"a", "b"});
  const Wire a = outer.input("a");
  outer.output("out", 1, a - outer.input("b"));
  outer.output("a", a * a);
  const Circuit both = composed(outer.finish(), inner.finish());
  CHECK(both.in == std::vector<std::string>{"u", "v"});
  CHECK(both.out.at(0).at == 1);
  CHECK(evaluate(both, {2, 5}, 4, 9) == std::vector<Rational>{7, 121});
  CircuitBuilder other({"c"});
  other.output("out", other.input("c"));
  CHECK_THROWS_AS(static_cast<void>(composed(other.finish(), inner.finish())), BrokenInvariant);
}

TEST_CASE("every operation has a name and an arity of at most three") {
  std::set<std::string_view> names;
  for (int op = 0; op <= static_cast<int>(Op::table); ++op) {
    names.insert(name_of(static_cast<Op>(op)));
    CHECK(arity(static_cast<Op>(op)) <= 3);
  }
  CHECK(names.size() == 20);
}

}  // namespace attest::model
