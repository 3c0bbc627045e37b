// SPDX-License-Identifier: Apache-2.0
/// \file
/// ReLU units; see units.hpp.
#include "reference/gadget/units.hpp"

namespace attest::gadget {
namespace {

std::vector<model::Term> terms(const std::vector<Scaled>& form, const Rational& scale = 1) {
  std::vector<model::Term> result;
  for (const auto& [at, weight] : form) {
    result.push_back({.at = at, .weight = {.value = scale * weight}});
  }
  return result;
}

std::vector<Scaled> negated(std::vector<Scaled> form) {
  for (Scaled& term : form) term.second = -term.second;
  return form;
}

}  // namespace

model::Relu unit(std::string name, const std::vector<Scaled>& in, const std::vector<Scaled>& out,
                 const Rational& bias) {
  return {.name = std::move(name), .in = terms(in), .bias = {.value = bias}, .out = terms(out)};
}

void add_linear(std::vector<model::Relu>& mlp, const std::string& name, int x,
                const std::vector<Scaled>& out) {
  mlp.push_back(unit(name + " +", {{x, 1}}, out));
  mlp.push_back(unit(name + " -", {{x, -1}}, negated(out)));
}

void add_step(std::vector<model::Relu>& mlp, const std::string& name, const std::vector<Scaled>& x,
              const Rational& threshold, const std::vector<Scaled>& out) {
  mlp.push_back(unit(name + " above", x, out, 1 - threshold));
  mlp.push_back(unit(name + " at", x, negated(out), -threshold));
}

}  // namespace attest::gadget
