// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machines as tables, refined to their classes; see automaton.hpp.
#include "reference/machine/automaton.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/integer.hpp"

namespace attest::machine {
namespace {

std::size_t at(const Automaton& machine, std::int64_t state, std::int64_t symbol) {
  ATTEST_REQUIRE(1 <= symbol && symbol <= machine.letters, "symbol " + std::to_string(symbol));
  return static_cast<std::size_t>(state * machine.letters + symbol - 1);
}

/// A state of words in 0, .., letters as one number.
std::uint64_t packed(const Symbols& words, std::int64_t letters) {
  std::uint64_t value = 0;
  for (const std::int64_t word : words) {
    value = value * static_cast<std::uint64_t>(letters + 1) + static_cast<std::uint64_t>(word);
  }
  return value;
}

/// Numbers of pairs in the order in which they are first met.
class Numbering {
 public:
  std::int32_t of(std::int32_t first, std::int32_t second) {
    const std::uint64_t key = static_cast<std::uint64_t>(first) << 32 |
                              static_cast<std::uint64_t>(static_cast<std::uint32_t>(second));
    const auto size = static_cast<std::int32_t>(numbers_.size());
    return numbers_.try_emplace(key, size).first->second;
  }
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<std::uint64_t, std::int32_t> numbers_;
};

}  // namespace

std::int64_t Automaton::states() const { return letters == 0 ? 1 : std::ssize(next) / letters; }

Automaton table_automaton(std::int64_t letters, std::int64_t hops, recurrent::Broken how) {
  if (pow(Integer(letters + 1), static_cast<unsigned>(letters * hops + 1)) >= pow(Integer(2), 63)) {
    throw InputError("parameter-range", "letters and k",
                     std::to_string(letters) + " letters and " + std::to_string(hops) + " hops",
                     "states of 63 bits: (letters + 1)^(letters k + 1) below 2^63");
  }
  recurrent::Cascade layer(letters, hops, how);
  std::vector<Symbols> found{layer.state()};
  std::unordered_map<std::uint64_t, std::int32_t> number{{packed(found[0], letters), 0}};
  Automaton machine{.letters = letters};
  for (std::size_t state = 0; state < found.size(); ++state) {
    const Symbols words = found[state];
    for (std::int64_t symbol = 1; symbol <= letters; ++symbol) {
      layer.set_state(words);
      machine.output.push_back(static_cast<std::int32_t>(layer.step(symbol)));
      Symbols after = layer.state();
      const auto [entry, is_new] =
          number.try_emplace(packed(after, letters), static_cast<std::int32_t>(found.size()));
      machine.next.push_back(entry->second);
      if (is_new) found.push_back(std::move(after));
    }
  }
  return machine;
}

Symbols outputs_of(const Automaton& machine, const Symbols& word) {
  Symbols outputs;
  std::int64_t state = 0;
  for (const std::int64_t symbol : word) {
    const std::size_t entry = at(machine, state, symbol);
    outputs.push_back(machine.output[entry]);
    state = machine.next[entry];
  }
  return outputs;
}

std::int64_t state_after(const Automaton& machine, const Symbols& word) {
  std::int64_t state = 0;
  for (const std::int64_t symbol : word) state = machine.next[at(machine, state, symbol)];
  return state;
}

std::vector<std::int32_t> classes_of(const Automaton& machine) {
  const std::int64_t states = machine.states();
  std::vector<std::int32_t> classes(static_cast<std::size_t>(states), 0);
  // First by the outputs, then again and again by the classes of the next states.
  const std::vector<std::int32_t>* looked_at = &machine.output;
  std::vector<std::int32_t> next_classes;
  for (std::size_t before = 0, count = 1; before != count;) {
    std::vector<std::int32_t> refined = classes;
    before = count;
    for (std::int64_t symbol = 1; symbol <= machine.letters; ++symbol) {
      Numbering numbering;
      for (std::int64_t state = 0; state < states; ++state) {
        std::int32_t& own = refined[static_cast<std::size_t>(state)];
        own = numbering.of(own, (*looked_at)[at(machine, state, symbol)]);
      }
      count = numbering.size();
    }
    classes = std::move(refined);
    next_classes.clear();
    for (const std::int32_t state : machine.next) {
      next_classes.push_back(classes[static_cast<std::size_t>(state)]);
    }
    looked_at = &next_classes;
  }
  return classes;
}

Automaton minimal(const Automaton& machine) {
  const std::vector<std::int32_t> classes = classes_of(machine);
  Automaton result{.letters = machine.letters};
  for (std::int64_t state = 0, built = 0; state < machine.states(); ++state) {
    if (classes[static_cast<std::size_t>(state)] != built) continue;
    ++built;
    for (std::int64_t symbol = 1; symbol <= machine.letters; ++symbol) {
      const std::size_t entry = at(machine, state, symbol);
      result.next.push_back(classes[static_cast<std::size_t>(machine.next[entry])]);
      result.output.push_back(machine.output[entry]);
    }
  }
  return result;
}

std::vector<std::int64_t> reached_counts(const Automaton& machine, std::int64_t most) {
  std::vector<int> level(static_cast<std::size_t>(machine.states()), 0);
  level[0] = 1;
  std::vector<std::int64_t> counts{1};
  for (std::int64_t length = 1; length < most; ++length) {
    std::vector<int> next(level.size(), 0);
    for (std::size_t state = 0; state < level.size(); ++state) {
      if (level[state] == 0) continue;
      for (std::int64_t symbol = 1; symbol <= machine.letters; ++symbol) {
        const std::size_t entry = at(machine, static_cast<std::int64_t>(state), symbol);
        next[static_cast<std::size_t>(machine.next[entry])] = 1;
      }
    }
    if (next == level) return counts;
    level = std::move(next);
    std::int64_t count = 0;
    for (const int is_reached : level) count += is_reached;
    counts.push_back(count);
  }
  broken_invariant(__FILE__, __LINE__, "lengths", "no length from which on the states stay");
}

std::optional<Collision> collision(const Automaton& machine, const std::vector<Symbols>& prefixes,
                                   const std::vector<Symbols>& suffixes, const LastAnswer& truth) {
  const auto answer = [&](const Symbols& prefix, const Symbols& suffix) {
    Symbols word = prefix;
    word.insert(word.end(), suffix.begin(), suffix.end());
    return truth(word);
  };
  // Prefixes with the answers of the first one in their state have them in common.
  std::map<std::int64_t, const Symbols*> first;
  for (const Symbols& prefix : prefixes) {
    const Symbols& other = *first.try_emplace(state_after(machine, prefix), &prefix).first->second;
    if (&other == &prefix) continue;
    for (const Symbols& suffix : suffixes) {
      if (answer(other, suffix) == answer(prefix, suffix)) continue;
      return Collision{.prefix = other, .other = prefix, .suffix = suffix};
    }
  }
  return std::nullopt;
}

std::vector<Symbols> words_of_length(std::int64_t letters, std::int64_t length) {
  std::vector<Symbols> words{{}};
  for (std::int64_t i = 0; i < length; ++i) {
    std::vector<Symbols> longer;
    for (const Symbols& word : words) {
      for (std::int64_t symbol = 1; symbol <= letters; ++symbol) {
        longer.push_back(word);
        longer.back().push_back(symbol);
      }
    }
    words = std::move(longer);
  }
  return words;
}

}  // namespace attest::machine
