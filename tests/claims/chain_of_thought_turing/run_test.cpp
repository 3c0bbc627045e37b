// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines: published ones, expectations, mutants, and what is refused.
#include <doctest/doctest.h>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::chain_of_thought_turing {
namespace {

const tests::Runner runner(run);

check::RunRequest request(std::string text) {
  return {.text = std::move(text), .place = "machines.txt"};
}

TEST_SUITE("chain_of_thought_turing") {
  TEST_CASE("the champions of two and four states run a token a step") {
    const check::RunResult two = runner.only(request("1RB1LB_1LA1RZ Halt 6 4\n"));
    CHECK(two.result_json == R"({"halted":true,"steps":6,"ones":4,"tokens":6})");
    CHECK(two.agrees);
    CHECK(two.model.at("layers") == 2);
    const check::RunResult four = runner.only(request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA Halt 107 13"));
    CHECK(four.result_json == R"({"halted":true,"steps":107,"ones":13,"tokens":107})");
    CHECK(four.agrees);
  }

  TEST_CASE("all published machines of two to four states agree") {
    for (const auto& [name, machines] :
         {std::pair{"2x2.txt", 15}, {"3x2.txt", 1379}, {"4x2_top40.txt", 40}}) {
      const std::vector<check::RunResult> results = run(request(tests::input_text(claim_id, name)));
      CHECK(std::ssize(results) == machines);
      for (const check::RunResult& result : results) CHECK(result.agrees);
    }
  }

  TEST_CASE("a word stands on the tape under the head") {
    const std::vector<check::RunResult> results =
        run(request(tests::input_text(claim_id, "words.txt")));
    REQUIRE(results.size() == 3);
    for (const check::RunResult& result : results) CHECK(result.agrees);
    CHECK(results[0].input == "1RZ1RA on 111");
    CHECK(results[1].result_json.starts_with(R"({"halted":true,"steps":6,"ones":3,)"));
    CHECK_FALSE(runner.only(request("1RZ1RA on 111 Halt 4 3")).agrees);
    CHECK(runner.error_of(request("1RZ1RA on 121")) == "turing-word");
  }

  TEST_CASE("a wrong expectation does not agree") {
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 6 5")).agrees);
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 7 4")).agrees);
    CHECK_FALSE(runner.only(request("1LA1LA Halt 7 4")).agrees);
  }

  TEST_CASE("a machine that does not stop is run up to the most steps and agrees") {
    check::RunRequest left = request("1LA1LA");
    left.max_steps = 10;
    const check::RunResult result = runner.only(left);
    CHECK(result.result_json == R"({"halted":false,"steps":10,"ones":10,"tokens":10})");
    CHECK(result.agrees);
    left.max_steps = 0;
    CHECK(runner.only(left).result_json == R"({"halted":false,"steps":0,"ones":0,"tokens":0})");
    CHECK(runner.only(left).agrees);
  }

  TEST_CASE("a machine without an entry writes an end token that is no step") {
    const check::RunResult result = runner.only(request("1RB---_1LA---"));
    CHECK(result.result_json == R"({"halted":true,"steps":2,"ones":2,"tokens":3})");
    CHECK(result.agrees);
  }

  TEST_CASE("the decoder with sums runs the same machines") {
    check::RunRequest sums = request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA Halt 107 13");
    sums.statement = "S3";
    CHECK(runner.only(sums).agrees);
    sums.mutant = "key_after_move";
    CHECK_FALSE(runner.only(sums).agrees);
  }

  TEST_CASE("every mutant of the claim breaks the four-state champion") {
    for (const derive::GeneratesMutant& mutant :
         mutants([](std::int64_t) { return machine::turing::champion(2); })) {
      CAPTURE(mutant.name);
      check::RunRequest broken = request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA");
      broken.mutant = mutant.name;
      CHECK_FALSE(runner.only(broken).agrees);
    }
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.error_of(request("1RB1LC_1LA1RZ")) == "turing-state");
    CHECK(runner.error_of(request("")) == "turing-empty");
    check::RunRequest other = request("1RB1LB_1LA1RZ");
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
  }
}

}  // namespace
}  // namespace attest::chain_of_thought_turing
