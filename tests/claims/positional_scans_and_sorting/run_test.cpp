// SPDX-License-Identifier: Apache-2.0
/// \file
/// `run` of scans and sorting: lists in all forms, broken models, what is refused.
#include <doctest/doctest.h>

#include "claims/positional_scans_and_sorting/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

const tests::Runner runner(run);

std::string file_text(const std::string& name) {
  return tests::input_text("positional_scans_and_sorting", name);
}

check::RunRequest request_of(std::string text) {
  return {.text = std::move(text), .place = "list.txt"};
}

TEST_SUITE("claims/positional_scans_and_sorting") {
  TEST_CASE("ten digits of pi give the result that was worked out by hand") {
    const std::vector<check::RunResult> results = run(request_of(file_text("pi.csv")));
    REQUIRE(results.size() == 1);
    CHECK(results[0].agrees);
    CHECK(results[0].result_json + "\n" == file_text("pi_result.json"));
  }

  TEST_CASE("a JSON array and blanks and commas give the same") {
    const std::string expected = run(request_of("4 -1\n2"))[0].result_json;
    CHECK(run(request_of("[4, -1, 2]\n"))[0].result_json == expected);
    CHECK(run(request_of("4,-1,2\r\n"))[0].result_json == expected);
    CHECK(expected.starts_with("{\"sorted\":[-1,2,4],\"running_minimum\":[4,-1,-1]"));
  }

  TEST_CASE("one number and very large numbers are taken") {
    CHECK(run(request_of("-7"))[0].agrees);
    CHECK(run(request_of("100000000000000000000000000001 -5 100000000000000000000000000000"))[0]
              .agrees);
  }

  TEST_CASE("broken models disagree on the digits of pi") {
    for (const char* mutant : {"shift_not_doubled", "one_layer_fewer", "node_missing",
                               "low_direction_bit", "last_stage_dropped", "partner_shifted",
                               "units_biased", "next_place", "infinity_one_less"}) {
      CAPTURE(mutant);
      // The least INF is noticed by a list that is -INF throughout.
      const bool is_infinity = std::string(mutant) == "infinity_one_less";
      check::RunRequest request = request_of(is_infinity ? "-3 -3 -3" : file_text("pi.csv"));
      request.mutant = mutant;
      CHECK_FALSE(run(request)[0].agrees);
    }
    check::RunRequest request = request_of("1 2 3");
    request.mutant = "layer1.back.drop";
    CHECK_FALSE(run(request)[0].agrees);
  }

  TEST_CASE("what is no list of integers is refused with its place") {
    CHECK(runner.refusal_of(request_of("1 2\n3 x")) == "list-syntax at list.txt:2:3");
    CHECK(runner.refusal_of(request_of("[1, 2.5]")) == "list-syntax at list.txt:1:5");
    CHECK(runner.refusal_of(request_of("[1, 2")) == "list-syntax at list.txt:1:1");
    CHECK(runner.refusal_of(request_of("[]")) == "list-empty at list.txt");
    CHECK(runner.refusal_of(request_of("")) == "list-empty at list.txt");
    std::string many;
    for (int i = 0; i < 257; ++i) many += "1 ";
    CHECK(runner.refusal_of(request_of(many)) == "list-length at list.txt:1:513");
    check::RunRequest request = request_of("1");
    request.mutant = "no_such";
    CHECK(runner.refusal_of(request) == "mutant-unknown at --mutant");
    request = request_of("1");
    request.model_text = "{}";
    CHECK(runner.refusal_of(request) == "run-model at --model");
    request = request_of("1");
    request.settings["n"] = "3";
    CHECK(runner.refusal_of(request) == "run-setting at --set n");
  }
}

}  // namespace
}  // namespace attest::positional_scans_and_sorting
