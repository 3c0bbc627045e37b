// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines: published ones, several tapes, rings, mutants, and what is refused.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/geometric_queue_machine/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::geometric_queue_machine {
namespace {

const tests::Runner runner(run);

check::RunRequest request(std::string text) {
  return {.text = std::move(text), .place = "machines.txt"};
}

TEST_SUITE("geometric_queue_machine") {
  TEST_CASE("the champion of four states halts after 593 tokens") {
    const check::RunResult four = runner.only(request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA Halt 107 13"));
    CHECK(four.result_json == R"({"halted":true,"steps":107,"ones":13,"tokens":593})");
    CHECK(four.agrees);
    CHECK(four.model.at("heads") == 3);
    CHECK(four.model.at("layers") == 1);
  }

  TEST_CASE("all published machines agree and write so many tokens") {
    for (const auto& [name, machines, tokens] :
         {std::tuple{"2x2.txt", 15, 291}, {"3x2.txt", 1379, 47787}, {"4x2_top40.txt", 40, 15319}}) {
      const std::vector<check::RunResult> results = run(request(tests::input_text(claim_id, name)));
      CHECK(std::ssize(results) == machines);
      std::int64_t written = 0;
      for (const check::RunResult& result : results) {
        CHECK(result.agrees);
        written += tests::number_of(result, "tokens");
      }
      CHECK(written == tokens);
    }
  }

  TEST_CASE("machines with two and three tapes agree with what their file expects") {
    const std::vector<check::RunResult> results =
        run(request(tests::input_text(claim_id, "several_tapes.txt")));
    REQUIRE(results.size() == 3);
    for (const check::RunResult& result : results) CHECK(result.agrees);
    CHECK(results[0].input == "copy");
    CHECK(results[0].result_json == R"({"halted":true,"steps":8,"ones":14,"tokens":65})");
    CHECK(results[1].result_json == R"({"halted":true,"steps":12,"ones":10,"tokens":101})");
    CHECK(results[2].result_json == R"({"halted":true,"steps":5,"ones":10,"tokens":33})");
  }

  TEST_CASE("a word on the tape is in the rings of the prompt") {
    const check::RunResult flips = runner.only(request("1RA0RA on 110100 Halt 9 0"));
    CHECK_FALSE(flips.agrees);  // it goes right for ever
    const check::RunResult back = runner.only(request("0LB1RA_---1LB on 111111111 Halt 19 9"));
    CHECK(back.result_json.starts_with(R"({"halted":true,"steps":19,"ones":9,)"));
    CHECK(back.agrees);
  }

  TEST_CASE("a wrong expectation does not agree") {
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 6 5")).agrees);
    check::RunRequest left = request("1LA1LA Halt 7 4");
    left.max_steps = 20;
    CHECK_FALSE(runner.only(left).agrees);
    CHECK_FALSE(runner.only(request("machine m\nA 00 11 LR Z\nexpect Halt 1 1")).agrees);
    CHECK(runner.only(request("machine m\nA 00 11 LR Z\nexpect Halt 1 2")).agrees);
  }

  TEST_CASE("a machine that does not stop is run up to the most steps and agrees") {
    check::RunRequest left = request("1LA1LA");
    left.max_steps = 10;
    const check::RunResult result = runner.only(left);
    CHECK(result.result_json.starts_with(R"({"halted":false,"steps":10,"ones":10,)"));
    CHECK(result.agrees);
    left.max_steps = 0;
    CHECK(runner.only(left).result_json == R"({"halted":false,"steps":0,"ones":0,"tokens":0})");
  }

  TEST_CASE("a machine without an entry stops without a step") {
    const check::RunResult result = runner.only(request("1RB---_1LA---"));
    CHECK(result.result_json.starts_with(R"({"halted":true,"steps":2,"ones":2)"));
    CHECK(result.agrees);
    check::RunRequest two = request("1RB---_1LA---");
    two.max_steps = 2;
    CHECK(runner.only(two).agrees);
  }

  TEST_CASE("rings that are too short stop the run and it does not agree") {
    check::RunRequest left = request("1LA1LA");
    left.max_steps = 20;
    left.settings = {{"levels", "2"}, {"base", "2"}};
    const check::RunResult result = runner.only(left);
    CHECK_FALSE(result.agrees);
    CHECK(result.result_json.starts_with(R"({"halted":false,"steps":13,)"));
    left.settings = {{"levels", "1"}, {"base", "10"}};
    CHECK(runner.only(left).agrees);
  }

  TEST_CASE("every mutant of the claim breaks one of two machines of four states") {
    for (const derive::GeneratesMutant& mutant :
         mutants(2, 3, [](std::int64_t) { return machine::multitape::Table(); })) {
      CAPTURE(mutant.name);
      check::RunRequest broken =
          request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA\n1RB0LC_1LD0LA_1RC1RD_1LA0LA");
      broken.max_steps = 107;
      broken.mutant = mutant.name;
      const std::vector<check::RunResult> results = run(broken);
      CHECK_FALSE(std::ranges::all_of(results, &check::RunResult::agrees));
    }
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.error_of(request("1RB1LC_1LA1RZ")) == "turing-state");
    CHECK(runner.error_of(request("")) == "turing-empty");
    CHECK(runner.error_of(request("machine m\n")) == "multitape-empty");
    check::RunRequest other = request("1RB1LB_1LA1RZ");
    other.settings = {{"base", "1"}};
    CHECK(runner.error_of(other) == "run-setting");
    other.settings = {{"base", "64"}, {"levels", "6"}};
    CHECK(runner.error_of(other) == "run-base");
    other.settings = {{"window", "5"}};
    CHECK(runner.error_of(other) == "run-setting");
    other.settings = {};
    other.max_steps = -1;
    CHECK(runner.error_of(other) == "run-max-steps");
    other.max_steps.reset();
    other.mutant = "nothing";
    CHECK(runner.error_of(other) == "mutant-unknown");
    other.mutant = "";
    other.statement = "S2";
    CHECK(runner.error_of(other) == "run-statement");
    check::RunRequest tapes = request(tests::input_text(claim_id, "several_tapes.txt"));
    tapes.settings = {{"base", "2"}, {"levels", "2"}};
    CHECK(runner.refusal_of(tapes) == "run-base at machines.txt:4:9");
  }
}

}  // namespace
}  // namespace attest::geometric_queue_machine
