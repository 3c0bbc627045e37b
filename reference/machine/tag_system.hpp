// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tag systems, run directly, and the queue machines that follow them.
///
/// A system has letters 0, 1, .., a number v >= 1 and a word for each letter, its production. A
/// step on a word of at least v letters appends the production of the first letter and deletes the
/// first v letters. A letter may have no production: the system halts before it. On fewer than v
/// letters it halts too.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/machine/queue_machine.hpp"

namespace attest::machine::tag_system {

/// A system.
struct System {
  int deletions = 1;                                              ///< v
  std::vector<std::optional<std::vector<int>>> productions = {};  ///< by letter

  [[nodiscard]] int letters() const { return static_cast<int>(productions.size()); }
};

/// A system in the middle of a run.
struct Configuration {
  std::vector<int> word = {};
  std::int64_t steps = 0;
  bool is_halted = false;
};

/// One step, or that there is none.
void step(const System& system, Configuration& now);

/// Steps until the system halts, at most `most_steps`; that it has is known only when a step is
/// tried. \returns the configuration then
[[nodiscard]] Configuration run(const System& system, Configuration now, std::int64_t most_steps);

/// A queue machine of which v steps are one of the system. Its states are the words of fewer than v
/// letters, by length and then in order: the letters of the step at hand that it has popped. It is
/// stuck in state 0 on a letter without a production, and empty in the state of the letters that
/// were left when they are too few.
[[nodiscard]] queue_machine::Machine queue_machine_of(const System& system);

/// The letters of a state of that machine. \pre 0 <= state < its states
[[nodiscard]] std::vector<int> letters_of(const System& system, int state);

}  // namespace attest::machine::tag_system
