// SPDX-License-Identifier: Apache-2.0
/// \file
/// Arithmetic circuits over the rationals: unbounded sums, binary products, signs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::machine::netlist {

/// What a gate does with the numbers of its sources.
enum class Gate {
  input,     ///< no sources: a number that is given
  constant,  ///< no sources: a number of the circuit's own
  sum,       ///< of any number of sources; 0 without one
  product,   ///< of exactly two sources, which may be the same
  sign,      ///< of one source: -1, 0 or 1
};

/// One gate and where its operands come from.
struct Node {
  Gate gate = Gate::input;
  std::vector<int> sources = {};  ///< gates before this one, 0-based; one may occur twice
  Rational constant = 0;          ///< of Gate::constant
  std::string name = {};          ///< in files; may be empty

  friend bool operator==(const Node&, const Node&) = default;
};

/// A circuit; a gate stands behind its sources.
struct Netlist {
  std::vector<Node> nodes = {};
  std::vector<int> outputs = {};  ///< gates that are asked for, 0-based

  friend bool operator==(const Netlist&, const Netlist&) = default;
};

/// Checks sources, fan-ins and outputs. \throws InputError netlist-gate naming the gate
void validate(const Netlist& netlist);

/// The numbers of all gates, gate by gate, from those of the inputs in their order.
/// \pre as many numbers as input gates
[[nodiscard]] std::vector<Rational> evaluate(const Netlist& netlist,
                                             const std::vector<Rational>& inputs);

/// Number of input gates.
[[nodiscard]] int input_count(const Netlist& netlist);
/// Number of wires: all sources of all gates.
[[nodiscard]] std::int64_t wire_count(const Netlist& netlist);
/// Depth of each gate: 0 without sources, else 1 + the largest of its sources.
[[nodiscard]] std::vector<int> depths(const Netlist& netlist);
/// The largest of them; 0 for a circuit without gates.
[[nodiscard]] int depth(const Netlist& netlist);

}  // namespace attest::machine::netlist
