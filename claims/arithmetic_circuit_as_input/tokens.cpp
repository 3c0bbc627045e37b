// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits as tokens, and the ground truth on them.
#include <algorithm>
#include <map>
#include <utility>

#include "claims/arithmetic_circuit_as_input/claim.hpp"
#include "reference/number/contract.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Gate;
using machine::netlist::Netlist;
using machine::netlist::Node;

constexpr int wire_op = 0;

int op_of(Gate gate) {
  switch (gate) {
    case Gate::input:
    case Gate::constant:
      return 1;
    case Gate::sum:
      return 2;
    case Gate::product:
      return 3;
    case Gate::sign:
      return 4;
  }
  return wire_op;
}

Gate gate_of(std::int64_t op) {
  ATTEST_REQUIRE(1 <= op && op <= 4, "a gate has a kind");
  constexpr Gate gates[] = {Gate::constant, Gate::sum, Gate::product, Gate::sign};
  return gates[op - 1];
}

std::int64_t number_at(const check::Case& tokens, int row, int field) {
  return tokens(row, field).num().to_int64();
}

/// Rows of the gates, by their numbers.
std::map<std::int64_t, int> gate_rows(const check::Case& tokens) {
  std::map<std::int64_t, int> rows;
  for (int i = 0; i < tokens.rows(); ++i) {
    if (number_at(tokens, i, Field::op) == wire_op) continue;
    const bool is_new = rows.emplace(number_at(tokens, i, Field::id), i).second;
    ATTEST_REQUIRE(is_new, "numbers of gates differ");
  }
  return rows;
}

}  // namespace

check::Case tokens_of(const Netlist& netlist, const std::vector<Rational>& inputs) {
  std::vector<std::vector<Rational>> rows;
  std::size_t next_input = 0;
  for (int g = 0; g < std::ssize(netlist.nodes); ++g) {
    const Node& node = netlist.nodes[static_cast<std::size_t>(g)];
    const bool is_input = node.gate == Gate::input;
    ATTEST_REQUIRE(!is_input || next_input < inputs.size(), "a number for every input gate");
    const Rational given = is_input ? inputs[next_input++] : node.constant;
    rows.push_back({op_of(node.gate), g + 1, 0, 0, std::ssize(node.sources), Rational(given.num()),
                    Rational(given.den())});
    int slot = 1;
    for (const int source : node.sources) {
      rows.push_back({wire_op, g + 1, source + 1, slot <= 2 ? slot : 0, 0, 0, 1});
      ++slot;
    }
  }
  return check::Case(rows);
}

Netlist netlist_of(const check::Case& tokens) {
  Netlist netlist;
  std::map<std::int64_t, int> gates;  // by number: places in the netlist
  for (const auto& [number, row] : gate_rows(tokens)) {
    gates[number] = static_cast<int>(netlist.nodes.size());
    Node node{.gate = gate_of(number_at(tokens, row, Field::op))};
    if (node.gate == Gate::constant) {
      node.constant = tokens(row, Field::numerator) / tokens(row, Field::denominator);
    }
    netlist.nodes.push_back(std::move(node));
  }
  std::map<int, std::vector<std::pair<std::int64_t, int>>> wires;  // by destination: slots, sources
  for (int i = 0; i < tokens.rows(); ++i) {
    if (number_at(tokens, i, Field::op) != wire_op) continue;
    const std::int64_t slot = number_at(tokens, i, Field::slot);
    wires[gates.at(number_at(tokens, i, Field::id))].emplace_back(
        slot == 0 ? 3 : slot, gates.at(number_at(tokens, i, Field::source)));
  }
  for (auto& [gate, list] : wires) {
    std::ranges::sort(list);
    for (const auto& [slot, source] : list) {
      netlist.nodes[static_cast<std::size_t>(gate)].sources.push_back(source);
    }
  }
  machine::netlist::validate(netlist);
  return netlist;
}

task::Task gate_values() {
  return {.id = "gate_values", .answer = [](const check::Case& tokens) {
            const std::vector<Rational> values = machine::netlist::evaluate(netlist_of(tokens), {});
            std::vector<Rational> answer(static_cast<std::size_t>(tokens.rows()));
            std::size_t gate = 0;
            for (const auto& [number, row] : gate_rows(tokens)) {
              answer[static_cast<std::size_t>(row)] = values[gate++];
            }
            return answer;
          }};
}

}  // namespace attest::arithmetic_circuit_as_input
