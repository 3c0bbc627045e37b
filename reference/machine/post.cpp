// SPDX-License-Identifier: Apache-2.0
/// \file
/// Post machines that follow Turing machines; see post.hpp.
#include "reference/machine/post.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::post {
namespace {

turing::Configuration start_on_ring(std::vector<int> cells) {
  ATTEST_REQUIRE(!cells.empty(), "a queue has a symbol");
  cells.push_back(0);
  return turing::start(turing::Tape::ring(std::move(cells)));
}

}  // namespace

int Codes::code(const Symbol& symbol) const {
  return symbol.symbol + (symbol.is_marked ? symbols : 0);
}

int Codes::code(const State& state) const {
  const int pair = state.state * symbols + state.held;
  switch (state.phase) {
    case Phase::start:
      return 0;
    case Phase::at_head:
      return 1 + pair;
    case Phase::searching:
      return 1 + states * symbols + pair;
    case Phase::stopped:
      return 1 + 2 * states * symbols + state.held;
  }
  broken_invariant(__FILE__, __LINE__, "phase", "unknown phase");
}

Symbol Codes::symbol(int code) const {
  return {.symbol = code % symbols, .is_marked = code >= symbols};
}

State Codes::state(int code) const {
  const int pairs = states * symbols;
  if (code == 0) return {};
  if (code > 2 * pairs) return {.phase = Phase::stopped, .state = 0, .held = code - 1 - 2 * pairs};
  const int pair = (code - 1) % pairs;
  return {.phase = code <= pairs ? Phase::at_head : Phase::searching,
          .state = pair / symbols,
          .held = pair % symbols};
}

Token next(const turing::Table& table, const State& state, const Symbol& popped) {
  const int g = popped.symbol;
  if (state.phase == Phase::start) return {.pushed = {}, .state = {Phase::at_head, 0, g}};
  if (state.phase == Phase::stopped) return {.pushed = popped, .state = state};
  if (state.phase == Phase::searching && !popped.is_marked) {
    return {.pushed = {state.held, false}, .state = {Phase::searching, state.state, g}};
  }
  const std::optional<turing::Entry>& entry = table.at(state.state, state.held);
  if (!entry) return {.pushed = {state.held, false}, .state = {Phase::stopped, 0, g}};
  if (entry->next == turing::halt_state) {
    return {.pushed = {entry->write, false}, .state = {Phase::stopped, 0, g}};
  }
  if (entry->move == turing::Move::right) {
    return {.pushed = {entry->write, false}, .state = {Phase::at_head, entry->next, g}};
  }
  return {.pushed = {entry->write, true}, .state = {Phase::searching, entry->next, g}};
}

Sweep::Sweep(const turing::Table& table, const std::vector<int>& cells)
    : table_(table), now_(start_on_ring(cells)), cells_(std::ssize(cells) + 1) {}

Token Sweep::step() {
  was_transition_ = false;
  if (is_stopped()) {  // the held cell stays in hand, the others go round
    const std::int64_t cell = held_ + 1 + stopped_for_ % (cells_ - 1);
    ++stopped_for_;
    return {.pushed = {now_.tape.read(cell), false},
            .state = {Phase::stopped, 0, now_.tape.read(held_)}};
  }
  const std::int64_t cell = held_++;
  bool is_left = false;
  if (cell >= 0 && (cell - now_.head) % cells_ == 0) {
    const std::int64_t steps = now_.steps;
    const std::int64_t head = now_.head;
    turing::step(table_, now_);
    was_transition_ = now_.steps > steps;
    is_left = now_.head < head;
    is_found_ = !is_left;
  }
  const int held = now_.tape.read(held_);
  if (is_stopped())
    return {.pushed = {now_.tape.read(cell), false}, .state = {Phase::stopped, 0, held}};
  return {.pushed = {now_.tape.read(cell), is_left},
          .state = {is_found_ ? Phase::at_head : Phase::searching, now_.state, held}};
}

}  // namespace attest::machine::post
