// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tag systems by hand, a published one against its arithmetic, and the machines that follow them.
#include "reference/machine/tag_system.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "reference/number/random.hpp"

namespace attest::machine::tag_system {
namespace {

/// a -> bc, b -> a, c -> aaa: a^n leads to a^(n/2) or a^((3n+1)/2).
System collatz() { return {.deletions = 2, .productions = {{{1, 2}}, {{0}}, {{0, 0, 0}}}}; }

std::vector<int> letters(std::int64_t count) {
  return std::vector<int>(static_cast<std::size_t>(count), 0);
}

}  // namespace

TEST_CASE("six steps of the Collatz system by hand") {
  Configuration now{.word = letters(3)};
  const std::vector<std::vector<int>> by_hand = {{0, 1, 2},       {2, 1, 2},       {2, 0, 0, 0},
                                                 {0, 0, 0, 0, 0}, {0, 0, 0, 1, 2}, {0, 1, 2, 1, 2}};
  for (const std::vector<int>& word : by_hand) {
    step(collatz(), now);
    CHECK(now.word == word);
  }
  CHECK(now.steps == 6);
}

TEST_CASE("the Collatz system visits the numbers of the Collatz sequence up to 60") {
  for (std::int64_t first = 2; first <= 60; ++first) {
    Configuration now{.word = letters(first)};
    std::int64_t number = first;
    while (number > 1) {
      number = number % 2 == 0 ? number / 2 : (3 * number + 1) / 2;
      do step(collatz(), now);
      while (std::ranges::any_of(now.word, [](int letter) { return letter != 0; }));
      REQUIRE(now.word == letters(number));
    }
    step(collatz(), now);
    CHECK(now.is_halted);
  }
}

TEST_CASE("a letter without a production and a short word halt without a step") {
  const System system{.deletions = 3, .productions = {{{0, 1}}, {}}};
  CHECK(run(system, {.word = {1, 0, 0}}, 9).steps == 0);
  CHECK(run(system, {.word = {1, 0, 0}}, 9).is_halted);
  CHECK(run(system, {.word = {0, 0}}, 9).word == std::vector<int>{0, 0});
  const Configuration end = run(system, {.word = {0, 1, 1, 0}}, 9);  // 0 0 1, 0 1
  CHECK(end.steps == 2);
  CHECK(end.word == std::vector<int>{0, 1});
  CHECK_FALSE(run(system, {.word = {0, 1, 1, 0}}, 2).is_halted);
}

TEST_CASE("states of the machine that follows are the words of fewer than v letters") {
  const System system{.deletions = 3, .productions = {{{0}}, {{1, 1}}}};
  const queue_machine::Machine machine = queue_machine_of(system);
  REQUIRE(machine.states == 7);
  CHECK(letters_of(system, 0).empty());
  CHECK(letters_of(system, 2) == std::vector<int>{1});
  CHECK(letters_of(system, 5) == std::vector<int>{1, 0});
  CHECK(machine.at(2, 0) == queue_machine::Entry{.push = {}, .next = 5});
  CHECK(machine.at(5, 1) == queue_machine::Entry{.push = {1, 1}, .next = 0});
}

TEST_CASE("the machine that follows makes v steps for one of random systems") {
  for (std::uint64_t i = 0; i < 300; ++i) {
    Random random(9, 0, i);
    System system{.deletions = 1 + static_cast<int>(random.below(4))};
    const int count = 2 + static_cast<int>(random.below(2));
    const auto word_of = [&random, count](std::int64_t most) {
      std::vector<int> word;
      for (std::int64_t length = random.below(most + 1); length > 0; --length) {
        word.push_back(static_cast<int>(random.below(count)));
      }
      return word;
    };
    for (int letter = 0; letter < count; ++letter) {
      system.productions.emplace_back();
      if (random.below(4) > 0) system.productions.back() = word_of(6);
    }
    const queue_machine::Machine machine = queue_machine_of(system);
    Configuration now{.word = word_of(12)};
    queue_machine::Configuration follower = queue_machine::start(now.word);
    while (!now.is_halted && now.steps < 30) {
      const std::int64_t steps = now.steps;
      step(system, now);
      // Halting takes the follower a last try, on the letters that are left.
      const std::int64_t most = now.is_halted ? system.deletions + 1 : system.deletions;
      follower = queue_machine::run(machine, follower, most);
      std::vector<int> word;
      if (follower.state > 0) word = letters_of(system, follower.state);
      word.insert(word.end(), follower.queue.begin(), follower.queue.end());
      REQUIRE(word == now.word);
      REQUIRE((follower.status != queue_machine::Status::running) == now.is_halted);
      if (!now.is_halted) REQUIRE(follower.steps == system.deletions * (steps + 1));
    }
  }
}

}  // namespace attest::machine::tag_system
