// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task switching on a user's streams: what follows, and what is refused.
#include <doctest/doctest.h>

#include "claims/iarc_task_switching/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::iarc_task_switching {
namespace {

check::RunRequest request(std::string text) {
  return {.text = std::move(text), .place = "streams", .settings = {}};
}

const tests::Runner runner(run);

TEST_SUITE("iarc_task_switching") {
  TEST_CASE("run gives the digits that were worked out for ten digits") {
    const std::vector<std::pair<const char*, const char*>> expected{{"3 7 A", "[null,null,0]"},
                                                                    {"3 7 R", "[null,null,7]"},
                                                                    {"3 7 R 5", "[null,null,7,3]"},
                                                                    {"3 7 C 5", "[null,null,4,2]"},
                                                                    {"9 I", "[null,0]"}};
    for (const auto& [stream, next] : expected) {
      const check::RunResult result = runner.only(request(stream));
      CHECK(result.agrees);
      CHECK(result.result_json == "{\"digits\":10,\"next\":" + std::string(next) + "}");
    }
  }

  TEST_CASE("every stream of the example files agrees") {
    for (const check::RunResult& result :
         run(request(tests::input_text(claim_id, "switching.txt")))) {
      CHECK(result.agrees);
      CHECK(result.model.at("width") == 82);
    }
    check::RunRequest asked = request(tests::input_text(claim_id, "induction.txt"));
    asked.statement = "S2";
    const std::vector<check::RunResult> results = run(asked);
    REQUIRE(results.size() == 2);
    for (const check::RunResult& result : results) CHECK(result.agrees);
    CHECK(results[0].result_json.ends_with(",null,1]}"));
    CHECK(results[1].input == "streams:4");
  }

  TEST_CASE("a broken model does not agree and an exported one does") {
    check::RunRequest asked = request("1 0 A 1 1 0");
    asked.settings = {{"digits", "2"}};
    asked.mutant = "pair_bias_one";
    CHECK(!runner.only(asked).agrees);
    asked.mutant = "lanes.mirror.drop";
    CHECK(runner.only(asked).agrees);  // addition does not read it
    asked.mutant = "no_such_thing";
    CHECK(runner.error_of(asked) == "mutant-unknown");
    asked.mutant = "";
    asked.model_place = "model.json";
    for (const check::Statement& statement : claim().statements) {
      if (statement.label == "S1") asked.model_text = statement.export_model(point(2, 4));
    }
    CHECK(runner.only(asked).agrees);
    asked.settings = {{"digits", "3"}};
    CHECK(runner.error_of(asked) == "model-outputs");
  }

  TEST_CASE("streams and settings that make no sense are refused at their place") {
    CHECK(runner.refusal_of(request("1 I\n3 x")) == "stream-symbol at streams:2:3");
    CHECK(runner.error_of(request("3 11 A")) == "stream-symbol");
    CHECK(runner.error_of(request("3 -1 A")) == "stream-symbol");
    CHECK(runner.refusal_of(request("3 4 K")) == "stream-symbol at streams:1:5");
    CHECK(runner.refusal_of(request("I 3")) == "stream-controls at streams:1:1");
    CHECK(runner.refusal_of(request("3 I A")) == "stream-controls at streams:1:5");
    CHECK(runner.error_of(request("")) == "stream-empty");
    CHECK(runner.error_of(request("# nothing\n")) == "stream-empty");
    std::string text;
    for (int i = 0; i < 257; ++i) text += "1 ";
    CHECK(runner.error_of(request(text)) == "stream-length");
    check::RunRequest asked = request("3 A");
    asked.settings = {{"digits", "1"}};
    CHECK(runner.error_of(asked) == "run-setting");
    asked.settings = {{"letters", "3"}};
    CHECK(runner.error_of(asked) == "run-setting");
    asked.settings = {};
    asked.statement = "S3";
    CHECK(runner.error_of(asked) == "run-statement");
    asked.statement = "";
    asked.max_steps = 3;
    CHECK(runner.error_of(asked) == "run-max-steps");
  }
}

}  // namespace
}  // namespace attest::iarc_task_switching
