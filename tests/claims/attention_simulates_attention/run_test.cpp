// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's head: results and what is refused.
#include <doctest/doctest.h>

#include "claims/attention_simulates_attention/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::attention_simulates_attention {
namespace {

check::RunRequest request(std::string text, std::string statement = "") {
  check::RunRequest asked{.text = std::move(text), .place = "x.json"};
  asked.statement = std::move(statement);
  return asked;
}

std::string file_of(const std::string& query, const std::string& more = "") {
  return R"({"tokens": [["1/2"], ["2"]], "layers": [{"heads": [{"W_Q": )" + query +
         R"(, "W_K": [["1"]], "W_V": [["3"]])" + more + "}]}]}";
}

std::string two_heads() {
  const std::string head = R"({"W_Q": [["1"]], "W_K": [["1"]], "W_V": [["1"]]})";
  return R"({"tokens": [["1"]], "layers": [{"heads": [)" + head + "," + head + "]}]}";
}

const tests::Runner runner(run);

TEST_SUITE("attention_simulates_attention") {
  TEST_CASE("a file of one number each") {
    const check::RunResult result = runner.only(request(file_of(R"([["-1"]])")));
    CHECK(result.agrees);
    // Scores -1/4, -1 and -1, -4: both queries read the first value.
    CHECK(result.result_json ==
          "{\"n\":2,\"c\":1,\"d\":1,\"tokens\":17,\"output\":[[\"3/2\"],[\"3/2\"]]}");
    CHECK(result.model.at("layers") == 8);
    CHECK(runner.only(request(file_of(R"([["-1"]])"), "S1")).result_json.find("[\"-51/8\"]") !=
          std::string::npos);
  }

  TEST_CASE("the inputs agree in every form that takes them") {
    for (const char* name : {"tie.json", "trained.json"}) {
      for (const char* statement : {"S1", "S2", "S4", "S5"}) {
        CAPTURE(name);
        CHECK(runner.only(request(tests::input_text(claim_id, name), statement)).agrees);
      }
    }
    CHECK(runner.only(request(tests::input_text(claim_id, "tie.json"), "S3")).agrees);
  }

  TEST_CASE("a broken model does not agree") {
    check::RunRequest asked = request(tests::input_text(claim_id, "tie.json"));
    asked.mutant = "own_key";
    CHECK_FALSE(runner.only(asked).agrees);
    asked.statement = "S5";
    CHECK_FALSE(runner.only(asked).agrees);
    asked.mutant = "another";
    CHECK(runner.error_of(asked) == "mutant-unknown");
    asked.statement = "S2";
    CHECK(runner.error_of(asked) == "mutant-unknown");
  }

  TEST_CASE("what cannot be run is refused") {
    CHECK(runner.error_of(request("{")) == "model-json");
    CHECK(runner.error_of(request("[]")) == "model-value");
    CHECK(runner.error_of(request(file_of(R"([["1", "2"]])"))) == "model-value");
    CHECK(runner.error_of(request(two_heads())) == "run-head");
    CHECK(runner.error_of(request(file_of(R"([["1"]])", R"(, "b_Q": ["1"])"))) == "run-head");
    CHECK(runner.error_of(request(file_of(R"([["1/3"]])"), "S3")) == "run-head");
    CHECK(runner.error_of(request(file_of(R"([["1"]])"), "S6")) == "run-statement");
    check::RunRequest asked = request(file_of(R"([["1"]])"));
    asked.settings = {{"bits", "64"}};
    CHECK(runner.refusal_of(asked) == "run-setting at --set bits");
  }
}

}  // namespace
}  // namespace attest::attention_simulates_attention
