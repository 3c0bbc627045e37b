// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits step by step, registers one after the other, and identity maps
/// between slices.
#include "reference/model/builder.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::model {
namespace {

Weight exact_weight(const Rational& value) {
  return {.value = value, .slack = Slack::exact, .why = {}};
}

}  // namespace

Wire operator+(Wire a, Wire b) { return a.owner_->step(Op::add, {a.index_, b.index_}); }
Wire operator-(Wire a, Wire b) { return a.owner_->step(Op::sub, {a.index_, b.index_}); }
Wire operator*(Wire a, Wire b) { return a.owner_->step(Op::mul, {a.index_, b.index_}); }
Wire operator/(Wire a, Wire b) { return a.owner_->step(Op::div, {a.index_, b.index_}); }
Wire operator+(Wire a, const Rational& b) { return a + a.owner_->constant(b); }
Wire operator-(Wire a, const Rational& b) { return a - a.owner_->constant(b); }
Wire operator*(Wire a, const Rational& b) { return a * a.owner_->constant(b); }
Wire operator-(const Rational& a, Wire b) { return b.owner_->constant(a) - b; }
Wire operator+(const Rational& a, Wire b) { return b.owner_->constant(a) + b; }
Wire operator*(const Rational& a, Wire b) { return b.owner_->constant(a) * b; }

CircuitBuilder::CircuitBuilder(std::vector<std::string> fields) { circuit_.in = std::move(fields); }

Wire CircuitBuilder::input(std::string_view field) {
  const auto found = std::find(circuit_.in.begin(), circuit_.in.end(), field);
  ATTEST_REQUIRE(found != circuit_.in.end(), "no field " + std::string(field));
  return step(Op::input, {static_cast<int>(found - circuit_.in.begin())});
}

Wire CircuitBuilder::position() { return step(Op::position, {}); }
Wire CircuitBuilder::length() { return step(Op::length, {}); }
Wire CircuitBuilder::constant(const Rational& value) { return constant(exact_weight(value)); }
Wire CircuitBuilder::constant(Weight weight) { return step(Op::constant, {}, std::move(weight)); }
Wire CircuitBuilder::mod(Wire a, Wire b) { return step(Op::mod, {a.index(), b.index()}); }
Wire CircuitBuilder::mod(Wire a, const Rational& b) { return mod(a, constant(b)); }
Wire CircuitBuilder::floor(Wire a) { return step(Op::floor, {a.index()}); }
Wire CircuitBuilder::round(Wire a) { return step(Op::round, {a.index()}); }
Wire CircuitBuilder::min(Wire a, Wire b) { return step(Op::min, {a.index(), b.index()}); }
Wire CircuitBuilder::max(Wire a, Wire b) { return step(Op::max, {a.index(), b.index()}); }
Wire CircuitBuilder::less(Wire a, Wire b) { return step(Op::less, {a.index(), b.index()}); }

Wire CircuitBuilder::equal(Wire a, Wire b) {
  const Wire below = less(a, b);
  const Wire above = less(b, a);
  return Rational(1) - below - above;
}

Wire CircuitBuilder::select(Wire condition, Wire if_nonzero, Wire if_zero) {
  return step(Op::select, {condition.index(), if_nonzero.index(), if_zero.index()});
}

Wire CircuitBuilder::relu(Wire a) { return step(Op::relu, {a.index()}); }
Wire CircuitBuilder::exp(Wire a) { return step(Op::exp, {a.index()}); }
Wire CircuitBuilder::cos_turns(Wire a) { return step(Op::cos_turns, {a.index()}); }
Wire CircuitBuilder::sin_turns(Wire a) { return step(Op::sin_turns, {a.index()}); }

Wire CircuitBuilder::table(Wire index, std::vector<Weight> entries) {
  return step(Op::table, {index.index()}, {}, std::move(entries));
}

Wire CircuitBuilder::bit(Wire a, int bit) {
  ATTEST_REQUIRE(bit >= 0, "bit " + std::to_string(bit));
  if (bit == 0) return mod(floor(a), 2);
  const Rational unit(power_of_two(static_cast<unsigned>(bit)));
  return mod(floor(a * (Rational(1) / unit)), 2);
}

void CircuitBuilder::output(std::string_view name, int at, Wire value) {
  ATTEST_REQUIRE(value.owner_ == this, "a wire of another circuit");
  circuit_.out.push_back({.name = std::string(name), .at = at, .wire = value.index()});
}

Circuit CircuitBuilder::finish() const {
  Circuit result{.in = circuit_.in, .steps = {}, .out = circuit_.out};
  constexpr int unplaced = -1;
  std::vector<int> place(circuit_.steps.size(), unplaced);  // of each step in the result
  std::vector<int> pending;                                 // a step, above it what it waits for
  const auto is_unplaced = [&](int arg) {
    return place[static_cast<std::size_t>(arg)] == unplaced;
  };
  const auto visit = [&](int wire) {
    if (is_unplaced(wire)) pending.push_back(wire);
    while (!pending.empty()) {
      const auto at = static_cast<std::size_t>(pending.back());
      const std::vector<int>& args = circuit_.steps[at].args;
      const bool is_input = circuit_.steps[at].op == Op::input;
      const auto missing =
          is_input ? args.end() : std::find_if(args.begin(), args.end(), is_unplaced);
      if (missing != args.end()) {
        pending.push_back(*missing);
        continue;
      }
      place[at] = static_cast<int>(result.steps.size());
      Step& step = result.steps.emplace_back(circuit_.steps[at]);
      if (!is_input) {
        for (int& arg : step.args) arg = place[static_cast<std::size_t>(arg)];
      }
      pending.pop_back();
    }
    return place[static_cast<std::size_t>(wire)];
  };
  for (Output& output : result.out) output.wire = visit(output.wire);
  for (int s = 0; s < std::ssize(circuit_.steps); ++s) static_cast<void>(visit(s));
  return result;
}

Wire CircuitBuilder::step(Op op, std::vector<int> args, Weight constant,
                          std::vector<Weight> table) {
  const int index = static_cast<int>(circuit_.steps.size());
  const int limit = op == Op::input ? static_cast<int>(circuit_.in.size()) : index;
  ATTEST_REQUIRE(std::ssize(args) == arity(op), "operands of " + std::string(name_of(op)));
  for (const int arg : args) {
    ATTEST_REQUIRE(0 <= arg && arg < limit,
                   "operand " + std::to_string(arg) + " of " + std::string(name_of(op)));
  }
  circuit_.steps.push_back({.op = op,
                            .args = std::move(args),
                            .constant = std::move(constant),
                            .table = std::move(table)});
  return {this, index};
}

int Slice::operator[](int i) const {
  ATTEST_REQUIRE(0 <= i && i < size,
                 "index " + std::to_string(i) + " in a slice of size " + std::to_string(size));
  return first + i;
}

Slice Stream::add(std::string_view name, int size) {
  ATTEST_REQUIRE(size >= 1, "register " + std::string(name) + " of size " + std::to_string(size));
  const Slice slice{.first = width_, .size = size};
  registers_.push_back({.name = std::string(name), .size = size});
  width_ += size;
  return slice;
}

void copy(Linear& map, Slice slice, int to, const Rational& scale) {
  for (int i = 0; i < slice.size; ++i) {
    map.push_back({.from = slice[i], .to = to + i, .weight = exact_weight(scale)});
  }
}

void write(Linear& map, int from, Slice slice, const Rational& scale) {
  for (int i = 0; i < slice.size; ++i) {
    map.push_back({.from = from + i, .to = slice[i], .weight = exact_weight(scale)});
  }
}

Circuit causal_mask() {
  CircuitBuilder mask({"query", "key"});
  mask.output("visible", Rational(1) - mask.less(mask.input("query"), mask.input("key")));
  return mask.finish();
}

Wire argmax(CircuitBuilder& circuit, const std::vector<Wire>& wires) {
  Wire best = wires.front();
  Wire index = circuit.constant(0);
  for (std::size_t i = 1; i < wires.size(); ++i) {
    const Wire is_larger = circuit.less(best, wires[i]);
    best = circuit.max(best, wires[i]);
    index = circuit.select(is_larger, circuit.constant(Rational(i)), index);
  }
  return index;
}

Circuit composed(const Circuit& outer, const Circuit& inner) {
  Circuit result{.in = inner.in, .steps = inner.steps};
  std::vector<int> wires;  // of the steps of `outer`
  for (const Step& step : outer.steps) {
    if (step.op == Op::input) {
      const std::string& field = outer.in.at(static_cast<std::size_t>(step.args.at(0)));
      const auto fed = std::find_if(inner.out.begin(), inner.out.end(), [&](const Output& output) {
        return output.name == field && output.at == 0;
      });
      ATTEST_REQUIRE(fed != inner.out.end(), "field " + field);
      wires.push_back(fed->wire);
      continue;
    }
    Step moved = step;
    for (int& wire : moved.args) wire = wires.at(static_cast<std::size_t>(wire));
    wires.push_back(static_cast<int>(result.steps.size()));
    result.steps.push_back(std::move(moved));
  }
  for (const Output& output : outer.out) {
    result.out.push_back({.name = output.name,
                          .at = output.at,
                          .wire = wires.at(static_cast<std::size_t>(output.wire))});
  }
  return result;
}

std::vector<std::string> coordinate_names(const std::vector<Register>& registers) {
  std::vector<std::string> names;
  for (const Register& r : registers) {
    for (int i = 0; i < r.size; ++i) names.push_back(r.name + "[" + std::to_string(i) + "]");
  }
  return names;
}

}  // namespace attest::model
