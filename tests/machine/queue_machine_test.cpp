// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queue machines by hand and beside plain words.
#include "reference/machine/queue_machine.hpp"

#include <doctest/doctest.h>

#include "reference/machine/queue_file.hpp"

namespace attest::machine::queue_machine {
namespace {

Listed listed_in(const char* text) { return parse_queues(text, "x").front(); }

}  // namespace

TEST_CASE("five steps of a machine that doubles by hand") {
  const Listed doubling = listed_in("queue d\ninput ab$\nA a aa A\nA b bb A\nA $ - Z\n");
  const Machine& machine = doubling.machine;
  CHECK(doubling.letters == "$ab");
  CHECK_FALSE(machine.is_post());
  Configuration now = start(doubling.word);
  CHECK(now.longest == 3);
  step(machine, now);
  CHECK(now.queue == std::deque<int>{2, 0, 1, 1});  // b $ a a
  step(machine, now);
  CHECK(now.queue == std::deque<int>{0, 1, 1, 2, 2});
  CHECK(now.longest == 5);
  step(machine, now);
  CHECK(now.queue == std::deque<int>{1, 1, 2, 2});
  CHECK(now.status == Status::halted);
  CHECK(now.state == halt_state);
  CHECK(now.steps == 3);
  step(machine, now);
  CHECK(now.steps == 3);
}

TEST_CASE("a machine without an entry pops nothing and one without a symbol is empty") {
  const Machine machine = listed_in("queue m\nA a b A\n").machine;
  CHECK(machine.is_post());
  const Configuration stuck = run(machine, start({0, 0}), 9);
  CHECK(stuck.status == Status::stuck);
  CHECK(stuck.steps == 2);
  CHECK(stuck.queue == std::deque<int>{1, 1});
  const Machine erases = listed_in("queue m\nA a - A\n").machine;
  const Configuration empty = run(erases, start({0, 0}), 9);
  CHECK(empty.status == Status::empty);
  CHECK(empty.steps == 2);
  CHECK(empty.queue.empty());
  CHECK(run(erases, start({0, 0}), 2).status == Status::running);
  CHECK(run(erases, start({}), 1).status == Status::empty);
}

TEST_CASE("words of a^n b^n c^n are accepted and no others up to six letters") {
  const Machine machine =
      listed_in("queue m\nA a - B\nA $ - Z\nB a a B\nB b - C\nC b b C\nC c - D\nD c c D\nD $ $ A\n")
          .machine;
  int accepted = 0;
  for (int length = 0; length <= 6; ++length) {
    int words = 1;
    for (int i = 0; i < length; ++i) words *= 3;
    for (int number = 0; number < words; ++number) {
      std::vector<int> word;
      for (int i = 0, rest = number; i < length; ++i, rest /= 3) word.push_back(1 + rest % 3);
      const std::vector<int> abc = {1, 2, 3};
      const bool is_in = word.empty() || word == abc || word == std::vector<int>{1, 1, 2, 2, 3, 3};
      word.push_back(0);
      const bool is_accepted = run(machine, start(word), 100).status == Status::halted;
      CHECK(is_accepted == is_in);
      accepted += is_accepted ? 1 : 0;
    }
  }
  CHECK(accepted == 3);
}

}  // namespace attest::machine::queue_machine
