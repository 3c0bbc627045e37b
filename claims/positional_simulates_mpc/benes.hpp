// SPDX-License-Identifier: Apache-2.0
/// \file
/// Benes networks as plain lists: settings by the looping algorithm, what they do, and which rules
/// for the first stage could exist.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace attest::positional_simulates_mpc::benes {

/// Where each packet goes: entry i is the output of input i.
using Permutation = std::vector<int>;

/// By stage and node: 1 where the switch of the node crosses; both nodes of a switch have it.
using Settings = std::vector<std::vector<char>>;

/// The address bits in which the two nodes of a switch differ, stage by stage: 0, .., l-1, .., 0.
[[nodiscard]] std::vector<int> stage_bits(int bits);

/// Settings that route a permutation of 2^bits packets, found by the looping algorithm.
[[nodiscard]] Settings looping(const Permutation& destinations);

/// The loop that each input belongs to in the first stage, numbered from 0.
[[nodiscard]] std::vector<int> loops(const Permutation& destinations);

/// What breaks the network.
enum class Broken { nothing, one_stage_fewer, halves_exchanged };

/// The input that arrives at each output.
[[nodiscard]] std::vector<int> outputs(const Settings& settings, Broken how);

/// Whether a first stage with these settings, one a switch, can be completed to route the
/// permutation: the packets for outputs 2o and 2o+1 enter different halves.
[[nodiscard]] bool can_be_completed(const Permutation& destinations,
                                    const std::vector<char>& first_stage);

/// What the parity constraints on a rule say. A rule sets a first-stage switch from the ordered
/// pair of its destinations: one bit for each switch and pair.
struct RuleSearch {
  std::int64_t contradiction = 0;  ///< number of the first permutation, from 1, that leaves no rule
  std::int64_t variables = 0;      ///< bits of a rule
  std::int64_t free_bits = 0;      ///< bits that no constraint ties to others, one a class
};

/// All permutations of n inputs in lexicographic order, by union-find with parities.
/// \param is_pair_unordered the rule sees the set of its two destinations
[[nodiscard]] RuleSearch search_rules(int n, bool is_pair_unordered);

/// The same by elimination over GF(2).
[[nodiscard]] RuleSearch eliminate_rules(int n);

/// Rules for 4 inputs that route all 24 permutations, by trying all 2^16.
/// \param is_one_switch the rule sets both switches from the destinations of switch 0
[[nodiscard]] std::int64_t rules_for_four(bool is_one_switch);

}  // namespace attest::positional_simulates_mpc::benes
