// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's Turing machines: published ones, expectations, mutants, windows, and what is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::post_machine_constant_bits {
namespace {

const tests::Runner runner(run);

check::RunRequest request(std::string text) {
  return {.text = std::move(text), .place = "machines.txt"};
}

TEST_SUITE("post_machine_constant_bits") {
  TEST_CASE("the champions of two and four states run through the weights") {
    const check::RunResult two = runner.only(request("1RB1LB_1LA1RZ Halt 6 4\n"));
    CHECK(two.result_json == R"({"halted":true,"steps":6,"ones":4,"tokens":49})");
    CHECK(two.agrees);
    CHECK(two.model.at("heads") == 1);
    CHECK(two.model.at("width") == 20);
    const check::RunResult four = runner.only(request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA Halt 107 13"));
    CHECK(four.result_json == R"({"halted":true,"steps":107,"ones":13,"tokens":920})");
    CHECK(four.agrees);
  }

  TEST_CASE("all published machines agree and write so many tokens") {
    for (const auto& [name, machines, tokens] :
         {std::tuple{"2x2.txt", 15, 415}, {"3x2.txt", 1379, 75981}, {"4x2_top40.txt", 40, 21957}}) {
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

  TEST_CASE("a wrong expectation does not agree") {
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 6 5")).agrees);
    CHECK_FALSE(runner.only(request("1RB1LB_1LA1RZ Halt 7 4")).agrees);
    CHECK_FALSE(runner.only(request("1LA1LA Halt 7 4")).agrees);
  }

  TEST_CASE("a machine that does not stop is run up to the most steps and agrees") {
    check::RunRequest left = request("1LA1LA");
    left.max_steps = 10;
    const check::RunResult result = runner.only(left);
    CHECK(result.result_json == R"({"halted":false,"steps":10,"ones":10,"tokens":137})");
    CHECK(result.agrees);
    left.max_steps = 0;
    CHECK(runner.only(left).result_json == R"({"halted":false,"steps":0,"ones":0,"tokens":0})");
  }

  TEST_CASE("without most steps a machine is run until it has read 256 cells") {
    const check::RunResult result = runner.only(request("1LA1LA"));
    CHECK(result.agrees);
    CHECK(result.result_json.starts_with(R"({"halted":false,"steps":255,"ones":255,)"));
  }

  TEST_CASE("a machine without an entry stops without a step") {
    const check::RunResult result = runner.only(request("1RB---_1LA---"));
    CHECK(result.result_json.starts_with(R"({"halted":true,"steps":2,"ones":2)"));
    CHECK(result.agrees);
  }

  TEST_CASE(
      "a window of thirteen suffices for the four-state champion and one of twelve does not") {
    check::RunRequest four = request("1RB1LB_1LA0LC_1RZ1LD_1RD0RA");
    four.settings["window"] = "13";
    CHECK(runner.only(four).result_json == R"({"halted":true,"steps":107,"ones":13,"tokens":804})");
    CHECK(runner.only(four).agrees);
    four.settings["window"] = "12";
    const check::RunResult wrong = runner.only(four);
    CHECK(wrong.result_json.starts_with(R"({"halted":true,"steps":125,)"));
    CHECK_FALSE(wrong.agrees);
  }

  TEST_CASE("a machine that reads more than sixteen cells gets a larger window") {
    check::RunRequest five = request("1RB1LC_1RC1RB_1RD0LE_1LA1LD_1RZ0LA");
    five.max_steps = 400;
    const check::RunResult result = runner.only(five);
    CHECK(result.agrees);
    CHECK(result.result_json.starts_with(R"({"halted":false,"steps":400,)"));
  }

  TEST_CASE("every mutant of the claim breaks a two-state champion but the equivalent one") {
    for (const derive::GeneratesMutant& mutant :
         mutants([](std::int64_t) { return machine::turing::champion(2); })) {
      CAPTURE(mutant.name);
      check::RunRequest broken = request(tests::input_text(claim_id, "2x2.txt"));
      broken.mutant = mutant.name;
      const std::vector<check::RunResult> results = run(broken);
      CHECK(std::ranges::all_of(results, &check::RunResult::agrees) ==
            (mutant.name == "leftmost_tie"));
    }
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.error_of(request("1RB1LC_1LA1RZ")) == "turing-state");
    CHECK(runner.error_of(request("1RZ1RA on 111")) == "run-word");
    CHECK(runner.error_of(request("")) == "turing-empty");
    check::RunRequest other = request("1RB1LB_1LA1RZ");
    other.settings["window"] = "0";
    CHECK(runner.error_of(other) == "run-setting");
    other.settings = {{"cells", "5"}};
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
}  // namespace attest::post_machine_constant_bits
