// SPDX-License-Identifier: Apache-2.0
/// \file
/// Traces of messages: results and what is refused.
#include <doctest/doctest.h>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::mpc_round_per_layer {
namespace {

check::RunRequest request(std::string text, std::map<std::string, std::string> settings = {}) {
  return {.text = std::move(text), .place = "trace.csv", .settings = std::move(settings)};
}

const tests::Runner runner(run);

std::string input(const char* name) { return tests::input_text("mpc_round_per_layer", name); }

TEST_SUITE("mpc_round_per_layer") {
  TEST_CASE("a trace is replayed round by round") {
    const check::RunResult result =
        runner.only(request("round,from,to,payload\r\n1,1,2,7\n\n1,2,2,7\n3,3,1,0\n"));
    CHECK(result.agrees);
    CHECK(result.result_json ==
          "{\"machines\":3,\"messages\":2,\"rounds\":2,\"sent\":3,\"delivered\":3,\"cells\":7}");
    CHECK(result.model.at("layers") == 1);
    CHECK(runner.only(request("1,1,1,0", {{"machines", "4"}, {"messages", "1"}})).agrees);
  }

  TEST_CASE("the traces in inputs are delivered and broken layers lose messages") {
    CHECK(runner.only(request(input("ring_shift.csv"))).agrees);
    check::RunRequest asked = request(input("two_into_one.csv"));
    CHECK(runner.only(asked).agrees);
    for (const char* name :
         {"sentinel_unmarked", "constant_dropped", "not_rescaled", "count_at_least_one"}) {
      CAPTURE(name);
      asked.mutant = name;
      CHECK(!runner.only(asked).agrees);
    }
    asked.mutant = "one_point";
    CHECK(runner.error_of(asked) == "mutant-unknown");
    // Its factor 2 - t draws machine 1 to what machine 2 sends itself.
    asked = request("1,1,1,0\n1,2,2,0\n");
    CHECK(runner.only(asked).agrees);
    asked.mutant = "not_squared";
    CHECK(!runner.only(asked).agrees);
  }

  TEST_CASE("a permutation and its arcs give the cycles") {
    check::RunRequest asked = request("1, 2 0\n4 3 # two cycles\n5");
    asked.statement = "S1";
    const std::string two = "{\"machines\":6,\"rounds\":3,\"cycles\":3,\"minima\":[0,0,0,3,3,5]}";
    CHECK(runner.only(asked).result_json == two);
    CHECK(runner.only(asked).agrees);
    CHECK(runner.only(asked).model.at("layers") == 3);
    asked.text = "# arcs\n2 0\n0 1\n1 2\n4 3\n3 4\n5 5\n";
    CHECK(runner.only(asked).result_json == two);
    asked.text = "1 0\n3 2\n";
    CHECK(runner.error_of(asked) == "permutation-entry");
    asked.settings = {{"format", "permutation"}};
    CHECK(runner.only(asked).result_json ==
          "{\"machines\":4,\"rounds\":2,\"cycles\":2,\"minima\":[0,0,2,2]}");
    asked.text = "0";
    CHECK(runner.only(asked).agrees);
  }

  TEST_CASE("the permutations in inputs are told apart and broken layers err") {
    check::RunRequest asked = request(input("linear_congruence.txt"));
    asked.statement = "S1";
    CHECK(
        runner.only(asked).result_json.starts_with("{\"machines\":16,\"rounds\":4,\"cycles\":1,"));
    for (const char* name : {"one_round_fewer", "sentinel_unmarked", "not_squared",
                             "constant_dropped", "not_rescaled"}) {
      CAPTURE(name);
      asked.mutant = name;
      CHECK(!runner.only(asked).agrees);
    }
    asked.mutant = "one_point";
    CHECK(runner.error_of(asked) == "mutant-unknown");
    asked = request(input("two_circles.arcs"));
    asked.statement = "S1";
    CHECK(runner.only(asked).result_json ==
          "{\"machines\":8,\"rounds\":3,\"cycles\":2,\"minima\":[0,1,0,1,0,1,0,1]}");
  }

  TEST_CASE("permutations that are none are refused") {
    check::RunRequest asked = request("");
    asked.statement = "S1";
    const auto error = [&](const char* text) {
      asked.text = text;
      return runner.error_of(asked);
    };
    CHECK(error("") == "permutation-empty");
    CHECK(error("# nothing\n") == "permutation-empty");
    CHECK(error("0 2") == "permutation-entry");
    CHECK(error("-1 0") == "permutation-entry");
    CHECK(error("1/2") == "permutation-entry");
    CHECK(error("0 0") == "permutation-repeat");
    CHECK(error("0 1\n0 0") == "permutation-repeat");
    CHECK(error("0 1\n1 1") == "permutation-repeat");
    CHECK(error("0 1 x") == "rows-syntax");
    std::string many;
    for (int i = 0; i < 65; ++i) many += std::to_string(i) + " ";
    CHECK(error(many.c_str()) == "permutation-length");
    asked.settings = {{"format", "arcs"}};
    CHECK(error("0 1 2") == "rows-length");
    asked.settings = {{"format", "edges"}};
    CHECK(error("0") == "run-setting");
    asked.settings = {{"machines", "3"}};
    CHECK(error("0") == "run-setting");
  }

  TEST_CASE("traces that make no sense are refused") {
    CHECK(runner.error_of(request("")) == "trace-empty");
    CHECK(runner.error_of(request("round,from,to,payload\n")) == "trace-empty");
    CHECK(runner.error_of(request("1,2,3")) == "trace-syntax");
    CHECK(runner.error_of(request("1,2,3,4,5")) == "trace-syntax");
    CHECK(runner.error_of(request("1,2,3,x")) == "trace-syntax");
    CHECK(runner.error_of(request("1,1,0,4")) == "trace-range");
    CHECK(runner.error_of(request("1,1,17,4")) == "trace-range");
    CHECK(runner.error_of(request("1,1,2,1000001")) == "trace-range");
    CHECK(runner.error_of(request("1,1,4,1", {{"machines", "3"}})) == "trace-range");
    CHECK(runner.error_of(request("2,1,2,1\n1,1,2,1")) == "trace-order");
    CHECK(runner.error_of(request("0,1,2,1")) == "trace-order");
    CHECK(runner.error_of(request("1,1,2,1\n1,1,2,1\n1,1,2,1\n1,1,2,1")) == "trace-relation");
    CHECK(runner.error_of(request("1,1,2,1\n1,1,2,1", {{"messages", "1"}})) == "trace-relation");
    CHECK(runner.error_of(request("1,1,2,1", {{"n", "1"}})) == "run-setting");
    check::RunRequest asked = request("1,1,2,1");
    asked.statement = "S3";
    CHECK(runner.error_of(asked) == "run-statement");
  }
}

}  // namespace
}  // namespace attest::mpc_round_per_layer
