// SPDX-License-Identifier: Apache-2.0
/// \file
/// Walks on a user's permutation: results and what is refused.
#include <doctest/doctest.h>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

check::RunRequest request(std::string text, std::map<std::string, std::string> settings = {}) {
  return {.text = std::move(text), .place = "list", .settings = std::move(settings)};
}

const tests::Runner runner(run);

std::string input(const char* name) { return tests::input_text("k_hop_depth_optimality", name); }

TEST_SUITE("k_hop_depth_optimality") {
  TEST_CASE("run takes n/2 steps from point 0 unless told otherwise") {
    const check::RunResult half = runner.only(request("1, 2, 3, 0\n"));
    CHECK(half.result_json == "{\"points\":4,\"k\":2,\"tokens\":17,\"start\":0,\"end\":2}");
    CHECK(half.agrees);
    CHECK(half.model.at("layers") == 3);
    const check::RunResult other = runner.only(request("1 2 3 0", {{"k", "7"}, {"start", "3"}}));
    CHECK(other.result_json == "{\"points\":4,\"k\":7,\"tokens\":57,\"start\":3,\"end\":2}");
    CHECK(other.agrees);
    CHECK(runner.only(request("0")).result_json ==
          "{\"points\":1,\"k\":1,\"tokens\":3,\"start\":0,\"end\":0}");
  }

  TEST_CASE("the permutations in inputs end where one cycle and two should") {
    const check::RunResult one = runner.only(request(input("one_cycle.txt")));
    CHECK(one.agrees);
    CHECK(one.result_json.find("\"end\":0") == std::string::npos);
    const check::RunResult two = runner.only(request(input("two_cycles.txt")));
    CHECK(two.agrees);
    CHECK(two.result_json.find("\"end\":0") != std::string::npos);
    const check::RunResult riffle =
        runner.only(request(input("riffle_shuffle.txt"), {{"k", "5"}, {"start", "1"}}));
    CHECK(riffle.agrees);
    CHECK(riffle.result_json.find("\"end\":1}") != std::string::npos);
  }

  TEST_CASE("broken walkers do not agree") {
    for (const char* name : {"one_alphabet", "one_layer_fewer", "one_hop_more", "hop1.hop.drop"}) {
      CAPTURE(name);
      check::RunRequest asked = request("1 2 3 0", {{"k", "3"}});
      asked.mutant = name;
      CHECK(!runner.only(asked).agrees);
    }
    check::RunRequest asked = request("1 0");
    asked.mutant = "no_such_thing";
    CHECK(runner.error_of(asked) == "mutant-unknown");
  }

  TEST_CASE("lists that are no permutations and settings that make no sense are refused") {
    CHECK(runner.error_of(request("")) == "list-empty");
    CHECK(runner.error_of(request("1 x")) == "list-syntax");
    CHECK(runner.error_of(request("1 2")) == "permutation-entry");
    CHECK(runner.error_of(request("-1 0")) == "permutation-entry");
    CHECK(runner.error_of(request("1 0 1")) == "permutation-repeat");
    std::string many;
    for (int i = 0; i < 65; ++i) many += std::to_string(i) + " ";
    CHECK(runner.error_of(request(many)) == "list-length");
    CHECK(runner.error_of(request("1 0", {{"k", "0"}})) == "run-setting");
    CHECK(runner.error_of(request("1 0", {{"start", "2"}})) == "run-setting");
    CHECK(runner.error_of(request("1 0", {{"n", "2"}})) == "run-setting");
    CHECK(runner.error_of(request(input("riffle_shuffle.txt"), {{"k", "65"}})) == "run-length");
    check::RunRequest asked = request("1 0");
    asked.statement = "S1";
    CHECK(runner.error_of(asked) == "run-statement");
    asked = request("1 0");
    asked.model_text = "{}";
    CHECK(runner.error_of(asked) == "run-model");
  }
}

}  // namespace
}  // namespace attest::k_hop_depth_optimality
