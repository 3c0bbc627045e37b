// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines whose tapes are pairs of stacks in rings: a plain interpreter, tick by tick.
///
/// The left stack of a tape holds the cells left of the head, the right one those right of it; what
/// the head reads is in the register of one of them, or is blank. When all stacks are idle a tick
/// makes a step of the machine: the registers of a tape are cleared, the written symbol goes to the
/// one of the stack behind the head, that stack begins a push and the other one a pop. So no ring
/// knows the machine's table, and every ring pops and pushes one cell a tick.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/machine/multitape.hpp"
#include "reference/machine/ring_stack.hpp"

namespace attest::machine::ring_machine {

/// A machine on 2k stacks.
class Machine {
 public:
  /// Every head on cell 0 of its word. \pre ring_stack::holding takes all but the first symbols
  Machine(const multitape::Table& table, int base, int levels,
          const std::vector<std::vector<int>>& words);

  /// Every ring pops and pushes once.
  void tick();

  [[nodiscard]] bool is_idle() const;
  /// By a halting or a missing entry; rings may still turn.
  [[nodiscard]] bool is_stopped() const { return state_ == table_.states; }
  /// A state, or `states` when stopped.
  [[nodiscard]] int state() const { return state_; }
  /// Stack 2t is left of the head of tape t, 2t + 1 right of it.
  [[nodiscard]] const std::vector<ring_stack::Stack>& stacks() const { return stacks_; }
  [[nodiscard]] std::int64_t ticks() const { return ticks_; }
  /// Steps of the machine.
  [[nodiscard]] std::int64_t steps() const { return steps_; }

 private:
  void step();

  multitape::Table table_;
  std::vector<ring_stack::Stack> stacks_;
  int state_ = 0;
  std::int64_t ticks_ = 0;
  std::int64_t steps_ = 0;
};

}  // namespace attest::machine::ring_machine
