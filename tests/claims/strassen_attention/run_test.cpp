// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs on users' integers, functions and edges: results, mutants, and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/strassen_attention/claim.hpp"
#include "reference/model/json.hpp"
#include "tests/claims/runner.hpp"

namespace attest::strassen_attention {
namespace {

check::RunRequest request_of(const std::string& text, const std::string& statement,
                             std::map<std::string, std::string> settings = {}) {
  check::RunRequest request{.text = text, .place = "list.txt", .settings = std::move(settings)};
  request.statement = statement;
  return request;
}

check::RunRequest request_of_input(const std::string& name, const std::string& statement,
                                   std::map<std::string, std::string> settings = {}) {
  std::ifstream file(ATTEST_SOURCE_DIR "/claims/strassen_attention/inputs/" + name);
  REQUIRE(file.good());
  return request_of({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()},
                    statement, std::move(settings));
}

const tests::Runner runner(run);

TEST_SUITE("claims/strassen_attention/run") {
  TEST_CASE("a sequence is matched modulo 30 and the head of sum 30 alone misses sum 60") {
    check::RunRequest request = request_of_input("sequence.txt", "", {{"modulus", "30"}});
    const check::RunResult result = run(request).at(0);
    CHECK(result.agrees);
    CHECK(result.result_json == "{\"answer\":[0,1,1,0,1,1,1,0]}");
    request.mutant = "one_head";
    CHECK_FALSE(run(request).at(0).agrees);
  }

  TEST_CASE("two functions on four elements are composed") {
    // g(3) = 4 and h(4) = 2.
    CHECK(run(request_of_input("functions.txt", "S2.function")).at(0).result_json ==
          "{\"answer\":[2]}");
  }

  TEST_CASE("edges are followed for two steps") {
    const check::RunResult result =
        run(request_of_input("edges.txt", "S2.relation", {{"m", "5"}})).at(0);
    CHECK(result.agrees);
    // 0 -> 1 -> 2, 0 -> 1 -> 4 and 1 -> 2 -> 3.
    CHECK(result.result_json == "{\"answer\":[0,0,1,0,1,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}");
  }

  TEST_CASE("a model file takes the place of the construction") {
    check::RunRequest request = request_of("1 2 4", "S2.match", {{"modulus", "7"}});
    request.model_text = model::to_json({.model = match_form(3, 7)});
    request.model_place = "seven.json";
    CHECK(run(request).at(0).agrees);
    request.model_text = model::to_json({.model = relation_form(2)});
    CHECK(runner.refusal_of(request) == "model-fields at seven.json: fields");
  }

  TEST_CASE("values and lengths and settings that do not fit are refused with their places") {
    CHECK(runner.refusal_of(request_of("1 0 2", "S2.match", {{"modulus", "7"}})) ==
          "list-value at list.txt: integer 2");
    CHECK(runner.refusal_of(request_of("1 7", "S2.match", {{"modulus", "7"}})) ==
          "list-value at list.txt: integer 2");
    CHECK(runner.refusal_of(request_of("1 1", "S2.match")) == "run-setting at --set");
    CHECK(runner.refusal_of(request_of("1 1", "S2.function")) == "list-length at list.txt");
    CHECK(runner.refusal_of(request_of("1 2 1 1 1", "S2.function", {{"m", "2"}})) ==
          "run-setting at --set m");
    CHECK(runner.refusal_of(request_of("1 3 1 1 1", "S2.function")) ==
          "list-value at list.txt: integer 2");
    CHECK(runner.refusal_of(request_of("0 1 2", "S2.relation", {{"m", "3"}})) ==
          "list-length at list.txt");
    CHECK(runner.refusal_of(request_of("0 3", "S2.relation", {{"m", "3"}})) ==
          "list-value at list.txt: integer 2");
    CHECK(runner.refusal_of(request_of("x", "S1")) == "run-statement at --statement");
    check::RunRequest unknown = request_of("1 1 1", "S2.function");
    unknown.mutant = "none";
    CHECK(runner.refusal_of(unknown) == "mutant-unknown at --mutant");
  }
}

}  // namespace
}  // namespace attest::strassen_attention
