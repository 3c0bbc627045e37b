// SPDX-License-Identifier: Apache-2.0
/// \file
/// Arithmetic circuits, gate by gate.
#include "reference/machine/netlist.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::netlist {
namespace {

[[noreturn]] void refuse_gate(int gate, std::string found, std::string expected) {
  throw InputError("netlist-gate", "gate " + std::to_string(gate + 1), std::move(found),
                   std::move(expected));
}

/// What is expected of the number of sources; empty where it is right.
std::string fan_in_error(Gate gate, std::size_t sources) {
  switch (gate) {
    case Gate::input:
    case Gate::constant:
      return sources == 0 ? "" : "no sources";
    case Gate::sum:
      return "";
    case Gate::product:
      return sources == 2 ? "" : "two sources";
    case Gate::sign:
      return sources == 1 ? "" : "one source";
  }
  return "a kind of gate";
}

}  // namespace

void validate(const Netlist& netlist) {
  const int gates = static_cast<int>(netlist.nodes.size());
  for (int g = 0; g < gates; ++g) {
    const Node& node = netlist.nodes[static_cast<std::size_t>(g)];
    const std::string error = fan_in_error(node.gate, node.sources.size());
    if (!error.empty()) refuse_gate(g, std::to_string(node.sources.size()) + " sources", error);
    for (const int source : node.sources) {
      if (0 <= source && source < g) continue;
      refuse_gate(g, "source " + std::to_string(source + 1), "a gate before it");
    }
  }
  for (const int output : netlist.outputs) {
    if (output < 0 || output >= gates) refuse_gate(output, "an output", "a gate of the circuit");
  }
}

std::vector<Rational> evaluate(const Netlist& netlist, const std::vector<Rational>& inputs) {
  std::vector<Rational> values;
  values.reserve(netlist.nodes.size());
  std::size_t next_input = 0;
  const auto source = [&values](const Node& node, std::size_t slot) -> const Rational& {
    return values[static_cast<std::size_t>(node.sources[slot])];
  };
  for (const Node& node : netlist.nodes) {
    Rational value = 0;
    switch (node.gate) {
      case Gate::input:
        ATTEST_REQUIRE(next_input < inputs.size(), "a number for every input gate");
        value = inputs[next_input++];
        break;
      case Gate::constant:
        value = node.constant;
        break;
      case Gate::sum:
        for (std::size_t s = 0; s < node.sources.size(); ++s) value += source(node, s);
        break;
      case Gate::product:
        value = source(node, 0) * source(node, 1);
        break;
      case Gate::sign:
        value = source(node, 0).sign();
        break;
    }
    values.push_back(std::move(value));
  }
  ATTEST_REQUIRE(next_input == inputs.size(), "no number without an input gate");
  return values;
}

int input_count(const Netlist& netlist) {
  return static_cast<int>(std::ranges::count(netlist.nodes, Gate::input, &Node::gate));
}

std::int64_t wire_count(const Netlist& netlist) {
  std::int64_t wires = 0;
  for (const Node& node : netlist.nodes) wires += std::ssize(node.sources);
  return wires;
}

std::vector<int> depths(const Netlist& netlist) {
  std::vector<int> result;
  result.reserve(netlist.nodes.size());
  for (const Node& node : netlist.nodes) {
    int own = 0;
    for (const int source : node.sources) {
      own = std::max(own, 1 + result[static_cast<std::size_t>(source)]);
    }
    result.push_back(own);
  }
  return result;
}

int depth(const Netlist& netlist) {
  const std::vector<int> all = depths(netlist);
  return all.empty() ? 0 : *std::ranges::max_element(all);
}

}  // namespace attest::machine::netlist
