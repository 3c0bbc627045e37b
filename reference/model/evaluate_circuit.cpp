// SPDX-License-Identifier: Apache-2.0
/// \file
/// A circuit on one token: every step once, in order; the value of step s is wire s.
#include "reference/model/evaluate_circuit.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::model {
namespace {

constexpr int least_precision = 64;       // [bits] of transcendental steps, first attempt
constexpr int largest_precision = 65536;  // [bits], last attempt

template <typename Wire>
Wire entry_of(const auto& arithmetic, const Step& step, const Wire& index) {
  const Integer at = integer_value(index, "a table index");
  if (at < 0 || at >= Integer(step.table.size())) {
    throw Undefined("table index " + at.to_string() + " outside 0.." +
                    std::to_string(step.table.size() - 1));
  }
  return arithmetic.wire_of(step.table[static_cast<std::size_t>(at.to_int64())].value);
}

bool is_nonzero(const auto& arithmetic, const auto& x) {
  if (is_zero(x)) return false;
  const auto zero = arithmetic.wire_of(Rational());
  const bool is_decided = less(zero, x) == true || less(x, zero) == true;
  if (!is_decided) throw Undecided("whether a number is 0 is not decided at this precision");
  return true;
}

template <typename Wire>
Wire quotient(const auto& arithmetic, const Wire& a, const Wire& b) {
  if (!is_nonzero(arithmetic, b)) throw Undefined("a division by zero");
  return a / b;
}

template <typename Wire>
Wire modulo(const auto& arithmetic, const Wire& a, const Wire& b) {
  if (!decide(less(arithmetic.wire_of(Rational()), b), "the sign of a modulus")) {
    throw Undefined("a modulus that is not positive");
  }
  return a - b * arithmetic.wire_of(Rational(floor(a / b)));
}

// The value of `step`; `wires` holds the values of the steps before it.
template <typename A, typename Value>
typename A::Wire value_of(const A& arithmetic, const Step& step, std::span<const Value> fields,
                          const Place& place, const std::vector<typename A::Wire>& wires) {
  using Wire = typename A::Wire;
  const auto arg = [&](std::size_t i) -> const Wire& {
    return wires[static_cast<std::size_t>(step.args[i])];
  };
  switch (step.op) {
    case Op::input:
      return arithmetic.wire_of(fields[static_cast<std::size_t>(step.args[0])]);
    case Op::position:
      return arithmetic.wire_of(Rational(place.position));
    case Op::length:
      return arithmetic.wire_of(Rational(place.length));
    case Op::constant:
      return arithmetic.wire_of(step.constant.value);
    case Op::add:
      return arg(0) + arg(1);
    case Op::sub:
      return arg(0) - arg(1);
    case Op::mul:
      return arg(0) * arg(1);
    case Op::div:
      return quotient(arithmetic, arg(0), arg(1));
    case Op::mod:
      return modulo(arithmetic, arg(0), arg(1));
    case Op::floor:
      return arithmetic.wire_of(Rational(floor(arg(0))));
    case Op::round:
      return arithmetic.wire_of(Rational(round(arg(0))));
    case Op::min:
      return decide(less(arg(1), arg(0)), "a minimum") ? arg(1) : arg(0);
    case Op::max:
      return decide(less(arg(0), arg(1)), "a maximum") ? arg(1) : arg(0);
    case Op::less:
      return arithmetic.wire_of(decide(less(arg(0), arg(1)), "a comparison") ? 1 : 0);
    case Op::select:
      return is_nonzero(arithmetic, arg(0)) ? arg(1) : arg(2);
    case Op::relu:
      return relu(arg(0));
    case Op::exp:
      return exponential(arithmetic, arg(0));
    case Op::cos_turns:
      return cosine(arithmetic, arg(0), Rational());
    case Op::sin_turns:
      return cosine(arithmetic, arg(0), Rational(1, 4));
    case Op::table:
      return entry_of(arithmetic, step, arg(0));
  }
  broken_invariant(__FILE__, __LINE__, "step.op", "unknown operation");
}

template <typename A, typename Value>
std::vector<typename A::Wire> run_once(const A& arithmetic, const Circuit& circuit,
                                       std::span<const Value> fields, const Place& place) {
  ATTEST_REQUIRE(fields.size() == circuit.in.size(), "fields of a circuit");
  std::vector<typename A::Wire> wires;
  wires.reserve(circuit.steps.size());
  for (const Step& step : circuit.steps) {
    wires.push_back(value_of(arithmetic, step, fields, place, wires));
  }
  std::vector<typename A::Wire> outputs;
  outputs.reserve(circuit.out.size());
  for (const Output& out : circuit.out)
    outputs.push_back(wires[static_cast<std::size_t>(out.wire)]);
  return outputs;
}

// At the first precision from `precision` up to `last` at which everything is decided.
template <typename Value>
std::vector<Mixed> run_raising(const Circuit& circuit, std::span<const Value> fields,
                               const Place& place, int precision, int last) {
  while (true) {
    try {
      return run_once(Enclosed{precision}, circuit, fields, place);
    } catch (const Undecided&) {
      if (precision >= last) throw;
      precision = std::min(2 * precision, last);
    }
  }
}

}  // namespace

bool is_transcendental(const Circuit& circuit) {
  return std::any_of(circuit.steps.begin(), circuit.steps.end(), [](const Step& step) {
    return step.op == Op::exp || step.op == Op::cos_turns || step.op == Op::sin_turns;
  });
}

std::vector<Rational> run(const Exact& arithmetic, const Circuit& circuit,
                          std::span<const Rational> fields, const Place& place) {
  if (!is_transcendental(circuit)) return run_once(arithmetic, circuit, fields, place);
  std::vector<Rational> outputs;
  for (const Mixed& output :
       run_raising(circuit, fields, place, least_precision, largest_precision)) {
    const Rational* value = std::get_if<Rational>(&output.value);
    if (value == nullptr) {
      throw Undefined("output " + circuit.out[outputs.size()].name +
                      " of a circuit is not rational");
    }
    outputs.push_back(*value);
  }
  return outputs;
}

std::vector<Mixed> run(const Enclosed& arithmetic, const Circuit& circuit,
                       std::span<const Rational> fields, const Place& place) {
  return run_raising(circuit, fields, place, arithmetic.precision,
                     std::max(arithmetic.precision, largest_precision));
}

std::vector<Mixed> run(const Enclosed& arithmetic, const Circuit& circuit,
                       std::span<const Mixed> fields, const Place& place) {
  // A higher precision narrows transcendental steps, but not fields that are enclosures themselves.
  const bool is_exact = std::all_of(fields.begin(), fields.end(),
                                    [](const Mixed& x) { return exactly(x).has_value(); });
  return run_raising(
      circuit, fields, place, arithmetic.precision,
      is_exact ? std::max(arithmetic.precision, largest_precision) : arithmetic.precision);
}

std::vector<Float> run(const Rounded& arithmetic, const Circuit& circuit,
                       std::span<const Rational> fields, const Place& place) {
  return run_once(arithmetic, circuit, fields, place);
}

std::vector<Float> run(const Rounded& arithmetic, const Circuit& circuit,
                       std::span<const Float> fields, const Place& place) {
  return run_once(arithmetic, circuit, fields, place);
}

std::vector<Counted> run(const Counting& arithmetic, const Circuit& circuit,
                         std::span<const Rational> fields, const Place& place) {
  return run_once(arithmetic, circuit, fields, place);
}

std::vector<Counted> run(const Counting& arithmetic, const Circuit& circuit,
                         std::span<const Counted> fields, const Place& place) {
  return run_once(arithmetic, circuit, fields, place);
}

std::vector<Rational> evaluate(const Circuit& circuit, const std::vector<Rational>& fields,
                               std::int64_t position, std::int64_t length) {
  return run(Exact{}, circuit, fields, {.position = position, .length = length});
}

}  // namespace attest::model
