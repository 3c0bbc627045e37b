// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tag systems step by step; see tag_system.hpp.
#include "reference/machine/tag_system.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::machine::tag_system {

void step(const System& system, Configuration& now) {
  if (now.is_halted) return;
  if (std::ssize(now.word) < system.deletions) {
    now.is_halted = true;
    return;
  }
  const std::optional<std::vector<int>>& production =
      system.productions[static_cast<std::size_t>(now.word.front())];
  if (!production) {
    now.is_halted = true;
    return;
  }
  now.word.insert(now.word.end(), production->begin(), production->end());
  now.word.erase(now.word.begin(), now.word.begin() + system.deletions);
  ++now.steps;
}

Configuration run(const System& system, Configuration now, std::int64_t most_steps) {
  for (std::int64_t i = 0; i < most_steps && !now.is_halted; ++i) step(system, now);
  return now;
}

queue_machine::Machine queue_machine_of(const System& system) {
  ATTEST_REQUIRE(system.deletions >= 1, "letters to delete");
  const int letters = system.letters();
  int states = 0;   // words of fewer than v letters
  int longest = 0;  // states before those of v - 1 letters
  for (int length = 0, words = 1; length < system.deletions; ++length, words *= letters) {
    longest = states;
    states += words;
  }
  queue_machine::Machine machine{.states = states, .symbols = letters};
  for (int state = 0; state < states; ++state) {
    const std::vector<int> popped = letters_of(system, state);
    for (int letter = 0; letter < letters; ++letter) {
      const int first = popped.empty() ? letter : popped.front();
      const auto& production = system.productions[static_cast<std::size_t>(first)];
      std::optional<queue_machine::Entry>& entry = machine.entries.emplace_back();
      if (!production) continue;
      if (state >= longest) {
        entry = {.push = *production, .next = 0};
      } else {
        entry = {.push = {}, .next = state * letters + letter + 1};
      }
    }
  }
  return machine;
}

std::vector<int> letters_of(const System& system, int state) {
  // The words that begin with w are those of the states state(w) * letters + 1, ..
  std::vector<int> word;
  for (; state > 0; state = (state - 1) / system.letters()) {
    word.push_back((state - 1) % system.letters());
  }
  std::ranges::reverse(word);
  return word;
}

}  // namespace attest::machine::tag_system
