// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits to run: all small ones, and random ones.
#include <algorithm>
#include <optional>
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Gate;
using machine::netlist::Netlist;
using machine::netlist::Node;

constexpr int small_inputs = 2;
constexpr int most_random_inputs = 4;
constexpr std::int64_t most_random_wires = 4;

/// Gates that may follow m gates: sums of nonempty sets, products of pairs, signs.
std::int64_t choices_behind(int m) { return (std::int64_t{1} << m) - 1 + m * m + m; }

Node chosen_gate(std::int64_t choice, int m) {
  const std::int64_t sets = (std::int64_t{1} << m) - 1;
  if (choice < sets) {
    Node sum{.gate = Gate::sum};
    for (int s = 0; s < m; ++s) {
      if ((((choice + 1) >> s) & 1) != 0) sum.sources.push_back(s);
    }
    return sum;
  }
  const int pair = static_cast<int>(choice - sets);
  if (pair < m * m) return {.gate = Gate::product, .sources = {pair / m, pair % m}};
  return {.gate = Gate::sign, .sources = {pair - m * m}};
}

/// The circuit of an index below the number of all of them.
Netlist small_netlist(int gates, std::int64_t index) {
  std::vector<std::int64_t> radices;
  for (int g = 0; g < gates; ++g) radices.push_back(choices_behind(small_inputs + g));
  const std::vector<std::int64_t> chosen = check::digits(index, radices);
  Netlist netlist;
  netlist.nodes.resize(small_inputs, Node{.gate = Gate::input});
  for (int g = 0; g < gates; ++g) {
    netlist.nodes.push_back(chosen_gate(chosen[static_cast<std::size_t>(g)], small_inputs + g));
  }
  return netlist;
}

/// The inputs of an index below 9.
std::vector<Rational> small_numbers(std::int64_t index) {
  const Rational numbers[] = {Rational(-1, 2), 0, 3};
  return {numbers[index / 3], numbers[index % 3]};
}

std::int64_t netlist_count(int gates) {
  std::int64_t count = 1;
  for (int g = 0; g < gates; ++g) count *= choices_behind(small_inputs + g);
  return count;
}

std::string gates_text(int gates) {
  return std::to_string(gates) + (gates == 1 ? " gate" : " gates");
}

Rational random_number(Random& random) {
  const std::int64_t numerator = random.between(-4, 4);
  return {numerator, random.between(1, 4)};
}

/// A gate with sources among the first m gates.
Node random_gate(Random& random, int m) {
  const auto source = [&random, m] { return static_cast<int>(random.below(m)); };
  switch (random.below(5)) {
    case 0:
      return {.gate = Gate::sign, .sources = {source()}};
    case 1:
    case 2: {
      const int first = source();
      return {.gate = Gate::product, .sources = {first, source()}};
    }
    default: {
      Node sum{.gate = Gate::sum};
      const std::int64_t wires = random.between(1, most_random_wires);
      for (std::int64_t w = 0; w < wires; ++w) sum.sources.push_back(source());
      return sum;
    }
  }
}

void shuffle(check::Case& tokens, Random& random) {
  for (int i = tokens.rows() - 1; i > 0; --i) {
    const int other = static_cast<int>(random.below(i + 1));
    for (int f = 0; f < tokens.cols(); ++f) std::swap(tokens(i, f), tokens(other, f));
  }
}

/// Gates of lower levels than that of gate g.
int gates_below(int gates, int levels, int g) {
  const int level = g * levels / gates;
  return (level * gates + levels - 1) / levels;
}

check::Case random_circuit(Random& random, int gates, int levels) {
  Netlist netlist;
  const int inputs = static_cast<int>(random.between(1, most_random_inputs));
  std::vector<Rational> numbers;
  for (int i = 0; i < inputs; ++i) {
    netlist.nodes.push_back({.gate = Gate::input});
    numbers.push_back(random_number(random));
  }
  for (int g = 0; g < gates; ++g) {
    netlist.nodes.push_back(random_gate(random, inputs + gates_below(gates, levels, g)));
  }
  check::Case tokens = tokens_of(netlist, numbers);
  shuffle(tokens, random);
  return tokens;
}

/// Circuits with 1 to 4 inputs, whatever the order of their tokens.
Integer random_size(int gates, int levels) {
  constexpr int numbers =
      23;  // 0, and of either sign 1, 2, 3, 4, 1/2, 3/2, 1/3, 2/3, 4/3, 1/4, 3/4
  Integer total = 0;
  Integer given = 1;
  for (int i = 1; i <= most_random_inputs; ++i) {
    given *= numbers;
    Integer circuits = given;
    for (int g = 0; g < gates; ++g) {
      const Integer m = i + gates_below(gates, levels, g);
      Integer sums = 0;
      for (unsigned w = 1; w <= most_random_wires; ++w) sums += pow(m, w);
      circuits *= sums + m * m + m;
    }
    total += circuits;
  }
  return total;
}

}  // namespace

check::CaseSpace small_circuits(int gates) {
  const std::int64_t size = netlist_count(gates) * 9;
  return {.description = "circuits with two inputs out of -1/2, 0, 3 and " + gates_text(gates),
          .size = size,
          .full_size = size,
          .why_sampled = {},
          .at = [gates](std::int64_t index) -> std::optional<check::Case> {
            return tokens_of(small_netlist(gates, index / 9), small_numbers(index % 9));
          }};
}

check::CaseSpace small_circuits(int gates, int depth) {
  check::CaseSpace space = small_circuits(gates);
  space.description += " of depth " + std::to_string(depth);
  space.at = [gates, depth](std::int64_t index) -> std::optional<check::Case> {
    const Netlist netlist = small_netlist(gates, index / 9);
    if (machine::netlist::depth(netlist) != depth) return std::nullopt;
    return tokens_of(netlist, small_numbers(index % 9));
  };
  return space;
}

check::CaseSpace wirings(int gates) {
  const std::int64_t size = netlist_count(gates);
  return {.description = "circuits with two inputs and " + gates_text(gates),
          .size = size,
          .full_size = size,
          .why_sampled = {},
          .at = [gates](std::int64_t index) -> std::optional<check::Case> {
            return tokens_of(small_netlist(gates, index), {0, 0});
          }};
}

check::CaseSpace random_circuits(int gates, int levels, std::int64_t size, std::uint64_t seed) {
  ATTEST_REQUIRE(1 <= levels && levels <= gates, "a gate on every level");
  return check::sampled("random circuits of " + std::to_string(gates) + " gates on " +
                            std::to_string(levels) + " levels",
                        size, seed, random_size(gates, levels),
                        "an evaluation costs the square of the tokens in each layer",
                        [gates, levels](Random& random, std::int64_t) {
                          return std::optional(random_circuit(random, gates, levels));
                        });
}

}  // namespace attest::arithmetic_circuit_as_input
