// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of queue machines and tag systems that are accepted, refused with an id and a place, or
/// survived.
#include "reference/machine/queue_file.hpp"

#include <doctest/doctest.h>

#include "reference/number/error.hpp"
#include "tests/machine/input_files.hpp"

namespace attest::machine::queue_machine {
namespace {

/// "id at place" of the refusal of a text.
std::string refusal(const std::string& text) {
  try {
    static_cast<void>(parse_queues(text, "x"));
  } catch (const InputError& error) {
    CHECK_FALSE(error.expected().empty());
    return error.id() + " at " + error.place();
  }
  return "none";
}

}  // namespace

TEST_CASE("every file of inputs/accept/queue is read") {
  for (const auto& path : tests::input_files("accept/queue")) {
    CAPTURE(path);
    CHECK(refusal(tests::text_of(path)) == "none");
  }
}

TEST_CASE("every file of inputs/reject/queue is refused with the id that begins its name") {
  for (const auto& path : tests::input_files("reject/queue")) {
    CAPTURE(path);
    const std::string name = path.filename().string();
    CHECK(refusal(tests::text_of(path)).starts_with(name.substr(0, name.find('.')) + " at x"));
  }
}

TEST_CASE("every file of inputs/survive/queue is refused or read without harm") {
  for (const auto& path : tests::input_files("survive/queue")) {
    CAPTURE(path);
    const std::string found = refusal(tests::text_of(path));
    CHECK((found == "none" || found.starts_with("queue-") || found.starts_with("tag-") ||
           found.starts_with("turing-")));
  }
}

TEST_CASE("rules are read with their symbols and states and a tag system with its follower") {
  const std::vector<Listed> machines = parse_queues(
      "queue q\ninput ba\nA b ab B\nB a - Z\nexpect Halt 2 2\n\ntag t 2\ninput H\na bH\n", "x");
  REQUIRE(machines.size() == 2);
  const Listed& queue = machines[0];
  CHECK(queue.letters == "ab");
  CHECK(queue.word == std::vector<int>{1, 0});
  CHECK(queue.place == "x:1:7");
  CHECK(queue.machine.states == 2);
  CHECK(queue.machine.at(0, 1) == Entry{.push = {0, 1}, .next = 1});
  CHECK_FALSE(queue.machine.at(0, 0).has_value());
  CHECK(queue.machine.at(1, 0) == Entry{.push = {}, .next = halt_state});
  CHECK(queue.expected == turing::Expectation{.steps = 2, .ones = 2});
  CHECK_FALSE(queue.system.has_value());
  const Listed& tag = machines[1];
  CHECK(tag.letters == "Hab");
  REQUIRE(tag.system.has_value());
  CHECK(tag.system->deletions == 2);
  CHECK(tag.system->productions[1] == std::vector<int>{2, 0});
  CHECK_FALSE(tag.system->productions[2].has_value());
  CHECK(tag.machine == tag_system::queue_machine_of(*tag.system));
}

TEST_CASE("a refusal of queues names line and column") {
  CHECK(is_queue_file("# x\n\ntag t 2"));
  CHECK_FALSE(is_queue_file("1RB1LB_1LA1RZ"));
  CHECK(refusal("queue m\nA 01 0 A") == "queue-symbol at x:2:3");
  CHECK(refusal("queue m\nA 0 0 B") == "queue-state at x:2:7");
  CHECK(refusal("queue m\nA 0 0-1 A") == "queue-symbol at x:2:6");
  CHECK(refusal("queue m\nA 0 0 A\n A 0 1 A") == "queue-twice at x:3:2");
  CHECK(refusal("\ntag m 9\na b") == "tag-deletions at x:2:7");
  CHECK(refusal("tag m 2\na b\nexpect Halt x 1") == "turing-expectation at x:3:13");
}

}  // namespace attest::machine::queue_machine
