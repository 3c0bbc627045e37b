// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's matrices: results and what is refused.
#include <doctest/doctest.h>

#include "claims/transformer_as_mpc/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::transformer_as_mpc {
namespace {

check::RunRequest request(std::string text, std::map<std::string, std::string> settings = {}) {
  return {.text = std::move(text), .place = "qkv.json", .settings = std::move(settings)};
}

const tests::Runner runner(run);

TEST_SUITE("transformer_as_mpc") {
  TEST_CASE("matrices are averaged by machines") {
    const check::RunResult result =
        runner.only(request(R"({"Q": [[1], [0]], "K": [[0], [1]], "V": [[1], [4]]})"));
    CHECK(result.agrees);
    CHECK(result.result_json ==
          "{\"tokens\":2,\"dimension\":1,\"fan_out\":2,\"machines\":6,\"rounds\":4,\"words\":20,"
          "\"most_sent\":3,\"most_received\":3,\"output\":[[\"3\"],[\"5/2\"]]}");
    CHECK(result.model.at("layers") == 1);
  }

  TEST_CASE("the inputs agree for every fan-out and broken programs do not") {
    for (const char* name : {"window.json", "prime.json"}) {
      for (const char* b : {"2", "3", "8", "64"}) {
        CAPTURE(name);
        CAPTURE(b);
        CHECK(runner.only(request(tests::input_text(claim_id, name), {{"fan_out", b}})).agrees);
      }
    }
    check::RunRequest asked = request(tests::input_text(claim_id, "prime.json"));
    for (const Wrong& wrong : wrong_choices()) {
      CAPTURE(wrong.name);
      asked.mutant = wrong.name;
      // The decoder of one head reads nothing else from the stream.
      CHECK(runner.only(asked).agrees == (std::string(wrong.name) == "stream_lost"));
    }
    asked.mutant = "another";
    CHECK(runner.refusal_of(asked) == "mutant-unknown at --mutant");
  }

  TEST_CASE("matrices that make no sense are refused") {
    CHECK(runner.refusal_of(request("")) == "rows-syntax at qkv.json:1:1");
    CHECK(runner.refusal_of(request(R"({"Q": [[1]], "K": [[1]]})")) ==
          "rows-syntax at qkv.json:1:24");
    CHECK(runner.refusal_of(request(R"({"Q": [[1]], "K": [[1]], "W": [[1]]})")) ==
          "rows-key at qkv.json:1:26");
    CHECK(runner.refusal_of(request(R"({"Q": [[1]], "K": [[1], [2]], "V": [[1]]})")) ==
          "rows-length at qkv.json:1:19");
    CHECK(runner.refusal_of(request(R"({"Q": [[1]], "K": [[1, 2]], "V": [[1]]})")) ==
          "rows-length at qkv.json:1:20");
    CHECK(runner.refusal_of(request(R"({"Q": [[]], "K": [[1]], "V": [[1]]})")) ==
          "rows-length at qkv.json:1:8");
    CHECK(runner.refusal_of(request(R"({"Q": [], "K": [[1]], "V": [[1]]})")) ==
          "rows-length at qkv.json:1:7");
    CHECK(runner.refusal_of(request(R"({"Q": 1, "K": [[1]], "V": [[1]]})")) ==
          "rows-length at qkv.json:1:7");
    CHECK(runner.refusal_of(request(R"({"Q": [1], "K": [[1]], "V": [[1]]})")) ==
          "rows-syntax at qkv.json:1:8");
    CHECK(runner.refusal_of(request(R"({"Q": [[0.5]], "K": [[1]], "V": [[1]]})")) ==
          "matrix-entry at qkv.json:1:9");
    CHECK(runner.refusal_of(request(R"({"Q": [[64]], "K": [[65]], "V": [[1]]})")) ==
          "matrix-score at qkv.json");
    const std::string one = R"({"Q": [[1]], "K": [[1]], "V": [[1]]})";
    CHECK(runner.refusal_of(request(one, {{"fan_out", "1"}})) == "run-setting at --set fan_out");
    CHECK(runner.refusal_of(request(one, {{"b", "2"}})) == "run-setting at --set b");
    check::RunRequest asked = request(one);
    asked.statement = "S2";
    CHECK(runner.refusal_of(asked) == "run-statement at --statement");
  }
}

}  // namespace
}  // namespace attest::transformer_as_mpc
