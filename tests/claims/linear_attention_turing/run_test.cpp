// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines: published ones, expectations, mutants, tapes, and what is refused.
#include <doctest/doctest.h>

#include "claims/linear_attention_turing/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::linear_attention_turing {
namespace {

const tests::Runner runner(run);

check::RunRequest request(std::string text) {
  return {.text = std::move(text), .place = "machines.txt"};
}

TEST_SUITE("linear_attention_turing") {
  TEST_CASE("the champions of two and three and four states run through the weights") {
    const std::vector<check::RunResult> results =
        run(request("1RB1LB_1LA1RZ Halt 6 4\n1RB1RZ_0RC1RB_1LC1LA Halt 14 6\n"
                    "1RB1LB_1LA0LC_1RZ1LD_1RD0RA Halt 107 13\n"));
    REQUIRE(results.size() == 3);
    CHECK(results[0].result_json == R"({"halted":true,"steps":6,"ones":4,"tokens":12})");
    CHECK(results[1].result_json == R"({"halted":true,"steps":14,"ones":6,"tokens":28})");
    CHECK(results[2].result_json == R"({"halted":true,"steps":107,"ones":13,"tokens":214})");
    CHECK(results[2].model.at("heads") == 34);
    for (const check::RunResult& result : results) CHECK(result.agrees);
  }

  TEST_CASE("all published machines of two to four states agree") {
    for (const auto& [name, machines] :
         {std::pair{"2x2.txt", 15}, {"3x2.txt", 1379}, {"4x2_top40.txt", 40}}) {
      const std::vector<check::RunResult> results = run(request(tests::input_text(claim_id, name)));
      CHECK(std::ssize(results) == machines);
      for (const check::RunResult& result : results) CHECK(result.agrees);
    }
  }

  TEST_CASE("published machines of four states agree on 31 cells") {
    check::RunRequest wide = request(tests::input_text(claim_id, "4x2_top40.txt"));
    wide.settings = {{"cells", "31"}, {"start", "15"}};
    for (const check::RunResult& result : run(wide)) CHECK(result.agrees);
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
    check::RunRequest narrow = request("1RZ1RA on 111");
    narrow.settings = {{"cells", "4"}, {"start", "2"}};
    CHECK(runner.error_of(narrow) == "run-word");
    narrow.settings = {{"cells", "6"}, {"start", "1"}};
    CHECK(runner.only(narrow).agrees);
  }

  TEST_CASE("a wrong expectation does not agree") {
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 6 5")).agrees);
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 7 4")).agrees);
    CHECK_FALSE(runner.only(request("1LA1LA Halt 7 4")).agrees);
  }

  TEST_CASE("a machine that does not stop is run up to the most steps and agrees") {
    check::RunRequest left = request("1LA1LA");
    left.max_steps = 10;
    CHECK(runner.only(left).result_json == R"({"halted":false,"steps":10,"ones":10,"tokens":20})");
    CHECK(runner.only(left).agrees);
    left.max_steps = 0;
    CHECK(runner.only(left).result_json == R"({"halted":false,"steps":0,"ones":0,"tokens":0})");
    left.max_steps.reset();
    CHECK(runner.only(left).result_json.starts_with(R"({"halted":false,"steps":63,)"));
  }

  TEST_CASE("a machine without an entry stops without a step") {
    const check::RunResult result = runner.only(request("1RB---_1LA---"));
    CHECK(result.result_json.starts_with(R"({"halted":true,"steps":2,"ones":2)"));
    CHECK(result.agrees);
  }

  TEST_CASE("a tape that the head leaves does not agree") {
    check::RunRequest four = request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA");
    four.settings = {{"cells", "14"}, {"start", "10"}};
    CHECK(runner.only(four).agrees);
    four.settings["start"] = "9";
    CHECK(runner.only(four).result_json.starts_with(R"({"halted":false,"steps":)"));
    CHECK_FALSE(runner.only(four).agrees);
  }

  TEST_CASE("every mutant of the claim breaks the four-state champion but the equivalent one") {
    for (const Wrong& wrong : wrong_choices()) {
      CAPTURE(wrong.name);
      check::RunRequest broken = request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA");
      broken.mutant = wrong.name;
      CHECK(runner.only(broken).agrees == !wrong.choices.is_guarded);
    }
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.error_of(request("1RB1LC_1LA1RZ")) == "turing-state");
    CHECK(runner.error_of(request("")) == "turing-empty");
    check::RunRequest other = request("1RB1LB_1LA1RZ");
    other.settings["cells"] = "0";
    CHECK(runner.error_of(other) == "run-setting");
    other.settings = {{"cells", "5"}, {"start", "5"}};
    CHECK(runner.error_of(other) == "run-setting");
    other.settings = {{"window", "5"}};
    CHECK(runner.error_of(other) == "run-setting");
    other.settings = {{"cells", "4096"}};
    CHECK(runner.refusal_of(other) == "run-columns at machines.txt:1:1");
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
}  // namespace attest::linear_attention_turing
