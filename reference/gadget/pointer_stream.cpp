// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the tokens of pointer doubling hold before the first layer; see pointer_stream.hpp.
#include "reference/gadget/pointer_stream.hpp"

namespace attest::gadget::pointer_doubling {
namespace {

using model::CircuitBuilder;
using model::Wire;

/// B^j for j = 0, .., n.
std::vector<model::Weight> powers_of(const Shape& shape) {
  const Integer base = shape.n + 2 + shape.choices.base_offset;
  std::vector<model::Weight> result;
  for (std::int64_t j = 0; j <= shape.n; ++j) {
    result.push_back({.value = pow(base, static_cast<unsigned>(j))});
  }
  return result;
}

}  // namespace

PointerStream::PointerStream(Form form) {
  model::Stream stream;
  x = stream.add("x");
  x2 = stream.add("x2");
  if (form == Form::standard) {
    y = stream.add("y");
    y2 = stream.add("y2");
  }
  j = stream.add("j");
  j2 = stream.add("j2");
  if (form != Form::standard) nx = stream.add("nx");
  if (form == Form::powers) {
    power = stream.add("power");
    power_x = stream.add("power_x");
    power_x2 = stream.add("power_x2");
  }
  snt = stream.add("snt");
  one = stream.add("one");
  p = stream.add("p");
  val = stream.add("val");
  bp = stream.add("bp");
  bv = stream.add("bv");
  registers = stream.registers();
}

std::vector<std::string> fields_of(const Shape& shape) {
  if (shape.view != View::state) return {"x"};
  if (shape.form == Form::standard) return {"x", "y", "p", "val"};
  return {"x", "p", "val"};
}

model::Circuit embedding(const Shape& shape, const std::vector<std::string>& fields) {
  CircuitBuilder circuit(fields);
  const Wire x = circuit.input("x");
  const Wire j = circuit.position();
  circuit.output("x", x);
  circuit.output("x2", x * x);
  circuit.output("j", j);
  circuit.output("j2", j * j);
  circuit.output("one", circuit.constant(1));
  if (shape.form != Form::standard) circuit.output("nx", j + 1);
  if (shape.form == Form::powers) {
    const Wire power = circuit.table(j, powers_of(shape));
    circuit.output("power", power);
    circuit.output("power_x", power * x);
    circuit.output("power_x2", power * (x * x));
  }
  if (shape.view == View::state) {
    if (shape.form == Form::standard) {
      const Wire y = circuit.input("y");
      circuit.output("y", y);
      circuit.output("y2", y * y);
    }
    circuit.output("p", circuit.input("p"));
    circuit.output("val", circuit.input("val"));
  } else if (shape.form != Form::standard) {
    circuit.output("val", shape.view == View::source ? j : x);
  }
  return circuit.finish();
}

model::ExtraToken sentinel() {
  CircuitBuilder circuit({});
  circuit.output("snt", circuit.constant(1));
  circuit.output("one", circuit.constant(1));
  return {.name = "sentinel", .embed = circuit.finish(), .is_first = true};
}

model::Circuit mask(bool is_strict, bool is_sentinel_visible) {
  CircuitBuilder circuit({"query", "key"});
  const Wire query = circuit.input("query");
  const Wire key = circuit.input("key");
  Wire visible = is_strict ? circuit.less(key, query) : 1 - circuit.less(query, key);
  if (!is_sentinel_visible) visible = visible * circuit.less(circuit.constant(0), key);
  circuit.output("visible", visible);
  return circuit.finish();
}

}  // namespace attest::gadget::pointer_doubling
