// SPDX-License-Identifier: Apache-2.0
/// \file
/// Simplifying chains, and allocating wires by liveness.
#include "reference/engine/sliced_gates.hpp"

#include <algorithm>
#include <array>

#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

constexpr Plane zero_plane = GateBuilder::constant(false);
constexpr Plane one_plane = GateBuilder::constant(true);

bool is_constant(Plane plane) { return plane == zero_plane || plane == one_plane; }

/// The terms that can matter: what a term of constant 1 hides, terms that are never 1, and terms at
/// the front that give what is there anyway are left out. `start` changes with them.
std::vector<ChainTerm> simplified(Plane& start, std::span<const ChainTerm> terms) {
  std::vector<ChainTerm> kept;
  for (const ChainTerm& term : terms) {
    if (term.plane == zero_plane) continue;
    if (term.plane == one_plane) {
      start = GateBuilder::constant(term.sets);
      kept.clear();
      continue;
    }
    const bool is_repeated =
        !kept.empty() && kept.back().plane == term.plane && kept.back().sets == term.sets;
    const bool is_idle = kept.empty() && start == GateBuilder::constant(term.sets);
    if (!is_repeated && !is_idle) kept.push_back(term);
  }
  return kept;
}

}  // namespace

GateBuilder::GateBuilder(std::uint32_t inputs) : inputs_(inputs) {
  ATTEST_REQUIRE(inputs < (1U << 20), std::to_string(inputs) + " inputs");
}

Plane GateBuilder::input(std::uint32_t i) const {
  ATTEST_REQUIRE(i < inputs_, "input " + std::to_string(i));
  return Plane{static_cast<std::int32_t>(i) + 2};
}

void GateBuilder::are_opposite(std::uint32_t a, std::uint32_t b) {
  opposite_[input(a)] = input(b);
  opposite_[input(b)] = input(a);
}

Plane GateBuilder::chain(Plane start, std::span<const ChainTerm> terms) {
  Node node{.start = start, .terms = {}};
  node.terms = simplified(node.start, terms);
  if (node.terms.empty()) return node.start;
  if (node.terms.size() == 1 && is_constant(node.start)) {
    const Plane plane = node.terms.front().plane;
    if (node.start == zero_plane) return plane;  // sets it: a term that clears a 0 was left out
    const auto opposite = opposite_.find(plane);
    if (opposite != opposite_.end()) return opposite->second;
  }
  std::vector<std::int32_t> key{static_cast<std::int32_t>(node.start)};
  for (const ChainTerm& term : node.terms) {
    key.push_back(2 * static_cast<std::int32_t>(term.plane) + (term.sets ? 1 : 0));
  }
  const Plane made{static_cast<std::int32_t>(nodes_.size() + 2 + inputs_)};
  const auto [found, is_new] = known_.emplace(std::move(key), made);
  if (!is_new) return found->second;
  size_ += static_cast<std::int64_t>(node.terms.size());
  // What is 1 exactly where another plane is 0.
  if (node.start == one_plane && node.terms.size() == 1) {
    opposite_.emplace(made, node.terms.front().plane);
    opposite_.emplace(node.terms.front().plane, made);
  }
  nodes_.push_back(std::move(node));
  return made;
}

Plane GateBuilder::either(Plane a, Plane b) {
  if (a == b) return a;
  const auto opposite = opposite_.find(a);
  if (opposite != opposite_.end() && opposite->second == b) return one_plane;
  if (a == zero_plane || (b != one_plane && b < a && a != one_plane)) std::swap(a, b);
  return chain(a, std::array{ChainTerm{.plane = b, .sets = true}});
}

Plane GateBuilder::both_not(Plane a, Plane b) {
  if (a == b) return zero_plane;
  const auto opposite = opposite_.find(a);
  if (opposite != opposite_.end() && opposite->second == b) return a;
  return chain(a, std::array{ChainTerm{.plane = b, .sets = false}});
}

Plane GateBuilder::both(Plane a, Plane b) {
  if (a == b || b == one_plane) return a;
  if (a == one_plane) return b;
  if (b < a) std::swap(a, b);
  return both_not(a, negation(b));
}

Plane GateBuilder::negation(Plane a) { return both_not(one_plane, a); }

std::vector<std::size_t> GateBuilder::schedule(std::span<const Plane> outputs) const {
  const std::size_t fixed = 2 + inputs_;
  const auto index = [](Plane plane) { return static_cast<std::size_t>(plane); };
  std::vector<char> is_needed(fixed + nodes_.size(), 0);
  for (const Plane output : outputs) is_needed[index(output)] = 1;
  for (std::size_t id = is_needed.size(); id-- > fixed;) {
    if (is_needed[id] == 0) continue;
    is_needed[index(nodes_[id - fixed].start)] = 1;
    for (const ChainTerm& term : nodes_[id - fixed].terms) is_needed[index(term.plane)] = 1;
  }
  std::vector<std::size_t> order;
  std::vector<std::size_t> level(is_needed.size(), 0);
  for (std::size_t id = fixed; id < is_needed.size(); ++id) {
    if (is_needed[id] == 0) continue;
    const Node& node = nodes_[id - fixed];
    level[id] = level[index(node.start)];
    for (const ChainTerm& term : node.terms)
      level[id] = std::max(level[id], level[index(term.plane)]);
    ++level[id];
    order.push_back(id);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t id) {
    return std::pair(level[id], nodes_[id - fixed].terms.size());
  });
  return order;
}

GateProgram GateBuilder::finish(std::span<const Plane> outputs) const {
  const std::size_t fixed = 2 + inputs_;
  const std::size_t count = fixed + nodes_.size();
  const auto index = [](Plane plane) { return static_cast<std::size_t>(plane); };
  const std::vector<std::size_t> order = schedule(outputs);
  // The last place in the order that reads each plane; behind all of them for outputs.
  std::vector<std::size_t> last_use(count, 0);
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Node& node = nodes_[order[place] - fixed];
    last_use[index(node.start)] = place;
    for (const ChainTerm& term : node.terms) last_use[index(term.plane)] = place;
  }
  for (const Plane output : outputs) last_use[index(output)] = order.size();
  GateProgram program{.inputs = inputs_, .wires = static_cast<std::uint32_t>(fixed)};
  std::vector<std::uint32_t> wire(count, 0);
  for (std::size_t id = 0; id < fixed; ++id) wire[id] = static_cast<std::uint32_t>(id);
  std::vector<std::uint32_t> idle;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Node& node = nodes_[order[place] - fixed];
    Chain chain{.start = wire[index(node.start)],
                .terms = static_cast<std::uint32_t>(node.terms.size())};
    std::vector<std::size_t> read{index(node.start)};
    for (const ChainTerm& term : node.terms) {
      program.terms.push_back(2 * wire[index(term.plane)] + (term.sets ? 1 : 0));
      read.push_back(index(term.plane));
    }
    std::ranges::sort(read);
    read.erase(std::unique(read.begin(), read.end()), read.end());
    for (const std::size_t plane : read) {
      if (plane >= fixed && last_use[plane] == place) idle.push_back(wire[plane]);
    }
    if (idle.empty()) idle.push_back(program.wires++);
    chain.target = idle.back();
    wire[order[place]] = chain.target;
    idle.pop_back();
    program.chains.push_back(chain);
  }
  for (const Plane output : outputs) program.outputs.push_back(wire[index(output)]);
  return program;
}

}  // namespace attest::engine
