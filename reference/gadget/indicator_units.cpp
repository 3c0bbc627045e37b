// SPDX-License-Identifier: Apache-2.0
/// \file
/// Units of one column; see indicator_units.hpp.
#include "reference/gadget/indicator_units.hpp"

#include <utility>

namespace attest::gadget {

void add(Terms& terms, int at, const Rational& weight) {
  if (!weight.is_zero()) terms.push_back({.at = at, .weight = {.value = weight}});
}

Terms times(Terms terms, const Rational& factor) {
  for (model::Term& term : terms) term.weight.value *= factor;
  return terms;
}

Terms joined(Terms terms, const Terms& more) {
  terms.insert(terms.end(), more.begin(), more.end());
  return terms;
}

Terms single(int at, const Rational& weight) { return {{.at = at, .weight = {.value = weight}}}; }

void shift(model::Relu& unit, int at, const Rational& by) {
  Rational value = by;
  std::erase_if(unit.in, [&](const model::Term& term) {
    if (term.at == at) value += term.weight.value;
    return term.at == at;
  });
  add(unit.in, at, value);
}

void IndicatorUnits::unit(std::string name, Terms in, Terms out, const Rational& bias) {
  units_.push_back({.name = std::move(name),
                    .in = std::move(in),
                    .bias = {.value = bias},
                    .out = std::move(out)});
}

void IndicatorUnits::threshold(const std::string& name, const Terms& u, const Rational& t,
                               const Terms& out) {
  Terms ramp = u;
  add(ramp, ind_, 1 - t);
  Terms cap = u;
  add(cap, ind_, -t);
  unit(name + ".ramp", std::move(ramp), out);
  unit(name + ".cap", std::move(cap), times(out, -1));
}

void IndicatorUnits::clear(const std::string& name, int at, const Terms& also) {
  for (const int sign : {1, -1}) {
    unit(name + (sign > 0 ? ".plus" : ".minus"), single(at, sign),
         joined(single(at, -sign), times(also, sign)));
  }
}

void IndicatorUnits::clear(const std::string& name, const model::Slice& slice) {
  for (int i = 0; i < slice.size; ++i) clear(name + "[" + std::to_string(i) + "]", slice[i]);
}

}  // namespace attest::gadget
