// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's queue machines and tag systems: by hand, windows, mutants, and what is refused.
#include <doctest/doctest.h>

#include "claims/post_machine_constant_bits/queues.hpp"
#include "tests/claims/runner.hpp"

namespace attest::post_machine_constant_bits {
namespace {

const tests::Runner queue_runner(run);

check::RunRequest queue_request(std::string text) {
  return {.text = std::move(text), .place = "queues.txt"};
}

constexpr const char* collatz = "tag collatz 2\ninput aaa\na bc\nb a\nc aaa\n";
constexpr const char* even = "queue even\ninput 11$\nA 1 1 B\nB 1 1 A\nA $ 0 Z\nB $ 1 Z\n";

}  // namespace

TEST_SUITE("post_machine_constant_bits") {
  TEST_CASE("the control of a queue machine is its rules and the cells that pass by") {
    // A pops 0 and pushes 01; on 1 there is no rule.
    const machine::queue_machine::Machine machine{
        .states = 1, .symbols = 2, .entries = {{{.push = {0, 1}, .next = 0}}, {}}};
    const QueueControl control = queue_control(machine);
    CHECK(control.control.symbols == 3);
    CHECK(control.control.states == 8);
    // Cells 0 - -: pop 0, write 0 and 1 into the empty cells, pass the emptied one by.
    QueueRun run(control, decoder(control.control), 3, 3, {0});
    REQUIRE(run.is_between());
    CHECK(run.advance());
    CHECK(run.tokens() == 4);
    CHECK(run.found().queue == std::deque<int>{0, 1});
    CHECK(run.advance());  // 1 0 1
    CHECK(run.tokens() == 8);
    CHECK(run.found().queue == std::deque<int>{1, 0, 1});
    CHECK(run.advance());  // no rule: 1 is pushed back
    CHECK(run.is_stopped());
    CHECK(run.tokens() == 9);
    CHECK(run.found().queue == std::deque<int>{1, 0, 1});
    CHECK(run.found().status == machine::queue_machine::Status::stuck);
    CHECK(run.steps() == 2);
  }

  TEST_CASE("the listed queue machines and tag systems agree") {
    const std::vector<check::RunResult> results =
        run(queue_request(tests::input_text(claim_id, "queues.txt")));
    REQUIRE(results.size() == 8);
    for (const check::RunResult& result : results) {
      CAPTURE(result.input);
      CHECK(result.agrees);
    }
    CHECK(results[0].input == "collatz");
    // 24 steps that append something: 15 + 2 tokens each; a letter is popped, nothing follows.
    CHECK(results[0].result_json == R"({"halted":true,"steps":24,"ones":1,"tokens":410})");
    CHECK(results[4].result_json == R"({"halted":true,"steps":6,"ones":6,"tokens":6})");
  }

  TEST_CASE("a machine that pushes one symbol a step takes one token a step") {
    const check::RunResult result = queue_runner.only(queue_request(even));
    CHECK(result.result_json == R"({"halted":true,"steps":3,"ones":3,"tokens":3})");
    CHECK(result.agrees);
    check::RunRequest other = queue_request(even);
    other.settings = {{"window", "4"}};
    CHECK(queue_runner.refusal_of(other) == "run-window at queues.txt:1:7");
  }

  TEST_CASE("a window that is too short is noticed and does not agree") {
    check::RunRequest tag = queue_request(collatz);
    tag.settings = {{"window", "8"}};
    CHECK(queue_runner.only(tag).agrees);
    tag.settings = {{"window", "7"}};
    const check::RunResult result = queue_runner.only(tag);
    CHECK_FALSE(result.agrees);
    CHECK(result.result_json.starts_with(R"({"halted":false,)"));
    tag.settings = {{"window", "2"}};
    CHECK(queue_runner.error_of(tag) == "run-window");
  }

  TEST_CASE("a queue that does not stop is run up to the most steps") {
    check::RunRequest left = queue_request("queue grows\ninput 0\nA 0 00 A\n");
    left.max_steps = 20;
    CHECK(queue_runner.only(left).result_json.starts_with(
        R"({"halted":false,"steps":20,"ones":21,)"));
    left.max_steps.reset();  // as long as the queue has no more than 256 symbols
    CHECK(queue_runner.only(left).result_json.starts_with(
        R"({"halted":false,"steps":255,"ones":256,)"));
    CHECK(queue_runner.only(left).agrees);
    CHECK(queue_runner.only(queue_request("queue none\nA 0 0 A\n")).agrees);
    CHECK_FALSE(queue_runner.only(queue_request("queue none\nA 0 0 A\nexpect Halt 1 0\n")).agrees);
  }

  TEST_CASE("mutants of the decoder break the runs and others are refused") {
    for (const char* name : {"offset_one_short", "state_of_oldest"}) {
      check::RunRequest broken = queue_request(collatz);
      broken.mutant = name;
      CAPTURE(std::string(name));
      CHECK_FALSE(queue_runner.only(broken).agrees);
    }
    check::RunRequest other = queue_request(collatz);
    other.mutant = "mark_not_cleared";
    CHECK(queue_runner.error_of(other) == "mutant-unknown");
    CHECK(queue_runner.error_of(queue_request("tag x 2\n")) == "queue-empty");
  }
}

}  // namespace attest::post_machine_constant_bits
