// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queue machines, run directly: a finite control and a queue without bound.
///
/// Symbols are 0, 1, .., states 0, 1, ..; a run starts in state 0. A step pops the oldest symbol
/// and pushes a word. An entry that goes to `halt_state` is a step like any other. Where there is
/// no entry, or no symbol, the machine stops without a step and pops nothing. A machine that pushes
/// exactly one symbol at every step keeps the length of its queue: it is a Post machine.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "reference/machine/turing.hpp"

namespace attest::machine::queue_machine {

using turing::halt_state;

/// What a machine does in one state on one symbol.
struct Entry {
  std::vector<int> push = {};  ///< the first is pushed first
  int next = 0;                ///< a state or halt_state

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// A machine.
struct Machine {
  int states = 0;
  int symbols = 0;
  std::vector<std::optional<Entry>> entries = {};  ///< [states x symbols]

  /// The entry of a state that pops a symbol. \pre they are in range
  [[nodiscard]] const std::optional<Entry>& at(int state, int symbol) const;
  /// Whether every entry pushes exactly one symbol.
  [[nodiscard]] bool is_post() const;

  friend bool operator==(const Machine&, const Machine&) = default;
};

/// How a run stands.
enum class Status {
  running,
  halted,  ///< by an entry that goes to halt_state
  stuck,   ///< by a missing entry
  empty,   ///< nothing is left to be popped
};

/// A machine in the middle of a run.
struct Configuration {
  std::deque<int> queue = {};  ///< the oldest symbol first
  int state = 0;               ///< the last one if stuck or empty, halt_state if halted
  std::int64_t steps = 0;
  Status status = Status::running;
  std::int64_t longest = 0;  ///< most symbols of the queue so far
};

/// State 0, the first symbol of the word the oldest.
[[nodiscard]] Configuration start(const std::vector<int>& word);

/// One step, or the status that there is none. \pre the queue holds symbols of the machine
void step(const Machine& machine, Configuration& now);

/// Steps until the machine stops, at most `most_steps`; it is known to be stuck or empty only when
/// a step is tried. \returns the configuration then
[[nodiscard]] Configuration run(const Machine& machine, Configuration now, std::int64_t most_steps);

}  // namespace attest::machine::queue_machine
