// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queue machines step by step; see queue_machine.hpp.
#include "reference/machine/queue_machine.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::machine::queue_machine {

const std::optional<Entry>& Machine::at(int state, int symbol) const {
  ATTEST_REQUIRE(0 <= state && state < states && 0 <= symbol && symbol < symbols,
                 "an entry of a queue machine");
  return entries[static_cast<std::size_t>(state * symbols + symbol)];
}

bool Machine::is_post() const {
  return std::ranges::all_of(
      entries, [](const std::optional<Entry>& entry) { return !entry || entry->push.size() == 1; });
}

Configuration start(const std::vector<int>& word) {
  return {.queue = {word.begin(), word.end()}, .longest = std::ssize(word)};
}

void step(const Machine& machine, Configuration& now) {
  if (now.status != Status::running) return;
  if (now.queue.empty()) {
    now.status = Status::empty;
    return;
  }
  const std::optional<Entry>& entry = machine.at(now.state, now.queue.front());
  if (!entry) {
    now.status = Status::stuck;
    return;
  }
  now.queue.pop_front();
  now.queue.insert(now.queue.end(), entry->push.begin(), entry->push.end());
  now.longest = std::max(now.longest, static_cast<std::int64_t>(std::ssize(now.queue)));
  now.state = entry->next;
  ++now.steps;
  if (entry->next == halt_state) now.status = Status::halted;
}

Configuration run(const Machine& machine, Configuration now, std::int64_t most_steps) {
  for (std::int64_t i = 0; i < most_steps && now.status == Status::running; ++i) step(machine, now);
  return now;
}

}  // namespace attest::machine::queue_machine
