// SPDX-License-Identifier: Apache-2.0
/// \file
/// Finite machines that read a word once: how many states they need, and what too few cannot tell.
///
/// A machine reads symbols 1, .., letters and gives an output at each (a Mealy machine). Two
/// prefixes are told apart by a task if some nonempty suffix gives them different last outputs: a
/// machine that computes the task is in different states after them (Myhill and Nerode).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/machine/recurrent.hpp"
#include "reference/number/function.hpp"

namespace attest::machine {

using recurrent::Symbols;

/// A machine; state 0 is the one before the first symbol.
struct Automaton {
  std::int64_t letters = 0;
  std::vector<std::int32_t> next = {};    ///< [states x letters], of symbol a at a - 1
  std::vector<std::int32_t> output = {};  ///< [states x letters]

  [[nodiscard]] std::int64_t states() const;

  friend bool operator==(const Automaton&, const Automaton&) = default;
};

/// The states of the one-pass machine of hop_k that words reach.
/// \throws InputError unless (letters + 1)^(letters hops + 1) < 2^63
[[nodiscard]] Automaton table_automaton(std::int64_t letters, std::int64_t hops,
                                        recurrent::Broken how);

/// The outputs at every symbol of a word.
[[nodiscard]] Symbols outputs_of(const Automaton& machine, const Symbols& word);
/// The state after a word.
[[nodiscard]] std::int64_t state_after(const Automaton& machine, const Symbols& word);

/// The class of every state: equal iff no nonempty word gives different last outputs. Classes are
/// numbered in the order of their first states. Partition refinement.
[[nodiscard]] std::vector<std::int32_t> classes_of(const Automaton& machine);

/// The machine of the classes: the least one with the same outputs.
[[nodiscard]] Automaton minimal(const Automaton& machine);

/// How many states are reached by words of length 0, 1, 2, .. up to the first length from which on
/// the set of them stays the same. Of a minimal machine: how many prefixes of a length are told
/// apart. \pre such a length exists below `most`
[[nodiscard]] std::vector<std::int64_t> reached_counts(const Automaton& machine, std::int64_t most);

/// Two prefixes after which a machine is in one state, and a suffix that should tell them apart.
struct Collision {
  Symbols prefix;
  Symbols other;
  Symbols suffix;
};

/// The last output that is right on a word.
using LastAnswer = Function<std::int64_t(const Symbols&)>;

/// The adversary: the first two of `prefixes` that lead to one state and of which `truth` tells one
/// of `suffixes` apart; the machine is wrong on one of the two words. Nothing if there are none.
[[nodiscard]] std::optional<Collision> collision(const Automaton& machine,
                                                 const std::vector<Symbols>& prefixes,
                                                 const std::vector<Symbols>& suffixes,
                                                 const LastAnswer& truth);

/// All words of a length over 1, .., letters, the first symbol most significant.
[[nodiscard]] std::vector<Symbols> words_of_length(std::int64_t letters, std::int64_t length);

}  // namespace attest::machine
