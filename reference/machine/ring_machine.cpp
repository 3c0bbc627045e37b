// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines on stacks in rings; see ring_machine.hpp.
#include "reference/machine/ring_machine.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::ring_machine {

using multitape::Entry;
using multitape::Move;
using ring_stack::Mode;
using ring_stack::no_symbol;
using ring_stack::Stack;

Machine::Machine(const multitape::Table& table, int base, int levels,
                 const std::vector<std::vector<int>>& words)
    : table_(table) {
  ATTEST_REQUIRE(std::ssize(words) == table.tapes, "a word a tape");
  for (const std::vector<int>& word : words) {
    stacks_.push_back(ring_stack::holding(base, levels, {}));
    const std::vector<int> rest(word.empty() ? word.end() : word.begin() + 1, word.end());
    stacks_.push_back(ring_stack::holding(base, levels, rest));
    if (!word.empty()) stacks_.back().held = word.front();
  }
}

bool Machine::is_idle() const {
  return std::ranges::all_of(stacks_, [](const Stack& stack) { return stack.mode == Mode::idle; });
}

void Machine::tick() {
  const bool makes_step = is_idle() && !is_stopped();
  for (Stack& stack : stacks_) ring_stack::tick(stack);
  if (makes_step) step();
  ++ticks_;
}

void Machine::step() {
  std::vector<int> read;
  for (std::size_t i = 0; i < stacks_.size(); i += 2) {
    const int left = stacks_[i].held;
    const int right = stacks_[i + 1].held;
    read.push_back(left != no_symbol ? left : right != no_symbol ? right : 0);
  }
  const std::optional<Entry>& entry = table_.at(state_, table_.reading_of(read));
  if (!entry) {
    state_ = table_.states;
    return;
  }
  for (std::size_t tape = 0; tape < entry->moves.size(); ++tape) {
    const bool is_left = entry->moves[tape] == Move::left;
    Stack& behind = stacks_[2 * tape + (is_left ? 1 : 0)];
    Stack& ahead = stacks_[2 * tape + (is_left ? 0 : 1)];
    ahead.held = no_symbol;
    behind.held = entry->write[tape];
    ring_stack::begin_push(behind);
    ring_stack::begin_pop(ahead);
  }
  state_ = entry->next == multitape::halt_state ? table_.states : entry->next;
  ++steps_;
}

}  // namespace attest::machine::ring_machine
