// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas in conjunctive normal form as circuits.
#include <string>
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/task/satisfiability.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Gate;
using machine::netlist::Netlist;

/// The circuit of a formula, gate by gate.
class Arithmetised {
 public:
  explicit Arithmetised(const task::Formula& formula) {
    for (int v = 0; v < formula.variables; ++v) {
      add({.gate = Gate::input, .name = "x" + std::to_string(v + 1)});
    }
    one_ = add({.gate = Gate::constant, .constant = 1, .name = "one"});
    minus_one_ = add({.gate = Gate::constant, .constant = -1, .name = "minus_one"});
    std::vector<int> negated;
    for (int v = 0; v < formula.variables; ++v) negated.push_back(one_minus(v));
    std::vector<int> clauses;
    for (const task::Clause& clause : formula.clauses) {
      std::vector<int> factors;
      // 1 - l: 1 - x of the literal x, and x of its negation.
      for (int v = 0; v < formula.variables; ++v) {
        if (((clause.positive >> v) & 1) != 0)
          factors.push_back(negated[static_cast<std::size_t>(v)]);
        if (((clause.negative >> v) & 1) != 0) factors.push_back(v);
      }
      clauses.push_back(one_minus(product(std::move(factors))));
    }
    const int satisfied = add({.gate = Gate::sum, .sources = clauses, .name = "satisfied"});
    netlist_.outputs = {product(std::move(clauses)), satisfied};
  }

  Netlist take() { return std::move(netlist_); }

 private:
  int add(machine::netlist::Node node) {
    netlist_.nodes.push_back(std::move(node));
    return static_cast<int>(netlist_.nodes.size()) - 1;
  }
  int one_minus(int gate) {
    const int negative = add({.gate = Gate::product, .sources = {minus_one_, gate}});
    return add({.gate = Gate::sum, .sources = {one_, negative}});
  }
  /// A balanced tree; 1 without factors.
  int product(std::vector<int> factors) {
    if (factors.empty()) return one_;
    while (factors.size() > 1) {
      std::vector<int> halves;
      for (std::size_t i = 0; i + 1 < factors.size(); i += 2) {
        halves.push_back(add({.gate = Gate::product, .sources = {factors[i], factors[i + 1]}}));
      }
      if (factors.size() % 2 == 1) halves.push_back(factors.back());
      factors = std::move(halves);
    }
    return factors[0];
  }

  Netlist netlist_;
  int one_ = 0;
  int minus_one_ = 0;
};

}  // namespace

Netlist polynomial_of(const task::Formula& formula) { return Arithmetised(formula).take(); }

}  // namespace attest::arithmetic_circuit_as_input
