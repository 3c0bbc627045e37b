// SPDX-License-Identifier: Apache-2.0
/// \file
/// `run` of traces of messages: results, slots, broken models, what is refused.
#include <doctest/doctest.h>

#include "claims/positional_simulates_mpc/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::positional_simulates_mpc {
namespace {

const tests::Runner runner(run);

std::string file_text(const std::string& name) {
  return tests::input_text("positional_simulates_mpc", name);
}

check::RunRequest request_of(std::string text) {
  return {.text = std::move(text), .place = "trace.csv"};
}

TEST_SUITE("claims/positional_simulates_mpc") {
  TEST_CASE("the ring gives the result that was read off the file") {
    const std::vector<check::RunResult> results = run(request_of(file_text("ring.csv")));
    REQUIRE(results.size() == 1);
    CHECK(results[0].agrees);
    CHECK(results[0].result_json + "\n" == file_text("ring_result.json"));
  }

  TEST_CASE("three messages for one machine take three slots and payload 0 is a message") {
    const check::RunResult result = run(request_of(file_text("gather.csv")))[0];
    CHECK(result.agrees);
    CHECK(result.result_json.starts_with("{\"machines\":6,\"rounds\":[{\"round\":0,\"slots\":3,"));
    CHECK(result.result_json.find("[5,0]") != std::string::npos);
    CHECK(result.result_json.ends_with("{\"round\":3,\"slots\":1,\"delivered\":[[0,100]]}]}"));
  }

  TEST_CASE("slots are as few as the busiest machine has messages for all of 4 to all of 4") {
    std::string text;
    for (int source = 3; source >= 0; --source) {
      for (int destination = 0; destination < 4; ++destination) {
        text += "7," + std::to_string(source) + "," + std::to_string(destination) + ",1\n";
      }
    }
    const check::RunResult result = run(request_of(text))[0];
    CHECK(result.agrees);
    CHECK(result.result_json.find("\"slots\":4,") != std::string::npos);
  }

  TEST_CASE("a machine may send to itself alone") {
    CHECK(run(request_of("0,0,0,5\r\n"))[0].result_json ==
          "{\"machines\":1,\"rounds\":[{\"round\":0,\"slots\":1,\"delivered\":[[0,5]]}]}");
  }

  TEST_CASE("broken models disagree") {
    for (const char* mutant : {"spreading_ascending", "spreading_left_out", "last_stage_dropped",
                               "absent_first", "spread1.back.drop"}) {
      CAPTURE(mutant);
      // Destinations 1 and 3 of four collide when bit 0 goes first.
      check::RunRequest request =
          request_of("0,0,1,10\n0,1,3,11\n1,3,0,4\n1,2,1,4\n1,1,2,4\n1,0,3,5");
      request.mutant = mutant;
      CHECK_FALSE(run(request)[0].agrees);
    }
  }

  TEST_CASE("what is no trace is refused with its place") {
    CHECK(runner.refusal_of(request_of("0,0,1\n")) == "trace-syntax at trace.csv:1:5");
    CHECK(runner.refusal_of(request_of("0,0,1,2\n0,x,1,2\n")) == "trace-syntax at trace.csv:2:3");
    CHECK(runner.refusal_of(request_of("0,0,1,2,3\n")) == "trace-syntax at trace.csv:1:7");
    CHECK(runner.refusal_of(request_of("0,0,1,-2\n")) == "trace-syntax at trace.csv:1:7");
    CHECK(runner.refusal_of(request_of("0,0,64,2\n")) == "trace-range at trace.csv:1:5");
    CHECK(runner.refusal_of(request_of("0,0,1,1000000\n")) == "trace-range at trace.csv:1:7");
    CHECK(runner.refusal_of(request_of("")) == "trace-empty at trace.csv");
    CHECK(runner.refusal_of(request_of("round,src,dst,payload\n\n")) == "trace-empty at trace.csv");
    check::RunRequest request = request_of("0,0,1,2");
    request.mutant = "no_such";
    CHECK(runner.refusal_of(request) == "mutant-unknown at --mutant");
    request = request_of("0,0,1,2");
    request.model_text = "{}";
    CHECK(runner.refusal_of(request) == "run-model at --model");
  }
}

}  // namespace
}  // namespace attest::positional_simulates_mpc
