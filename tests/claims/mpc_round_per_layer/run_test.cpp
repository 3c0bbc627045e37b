// SPDX-License-Identifier: Apache-2.0
/// \file
/// Traces of messages: results and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::mpc_round_per_layer {
namespace {

check::RunRequest request(std::string text, std::map<std::string, std::string> settings = {}) {
  return {.text = std::move(text), .place = "trace.csv", .settings = std::move(settings)};
}

const tests::Runner runner(run);

std::string input(const char* name) {
  std::ifstream file(std::string(ATTEST_SOURCE_DIR "/claims/mpc_round_per_layer/inputs/") + name,
                     std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

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
    for (const char* name : {"sentinel_unmarked", "not_squared", "constant_dropped", "not_rescaled",
                             "count_at_least_one"}) {
      CAPTURE(name);
      asked.mutant = name;
      CHECK(!runner.only(asked).agrees);
    }
    asked.mutant = "one_point";
    CHECK(runner.error_of(asked) == "mutant-unknown");
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
    asked.statement = "S1";
    CHECK(runner.error_of(asked) == "run-statement");
  }
}

}  // namespace
}  // namespace attest::mpc_round_per_layer
