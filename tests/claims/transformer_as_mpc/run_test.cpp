// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's matrices: results and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/number/error.hpp"

namespace attest::transformer_as_mpc {
namespace {

check::RunRequest request(std::string text, std::map<std::string, std::string> settings = {}) {
  return {.text = std::move(text), .place = "qkv.json", .settings = std::move(settings)};
}

check::RunResult only(const check::RunRequest& request) {
  const std::vector<check::RunResult> results = run(request);
  REQUIRE(results.size() == 1);
  return results[0];
}

std::string error_of(const check::RunRequest& request) {
  try {
    (void)run(request);
  } catch (const InputError& error) {
    return error.id() + " " + error.place();
  }
  return "none";
}

std::string input(const char* name) {
  std::ifstream file(std::string(ATTEST_SOURCE_DIR "/claims/transformer_as_mpc/inputs/") + name,
                     std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST_SUITE("transformer_as_mpc") {
  TEST_CASE("matrices are averaged by machines") {
    const check::RunResult result =
        only(request(R"({"Q": [[1], [0]], "K": [[0], [1]], "V": [[1], [4]]})"));
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
        CHECK(only(request(input(name), {{"fan_out", b}})).agrees);
      }
    }
    check::RunRequest asked = request(input("prime.json"));
    for (const Wrong& wrong : wrong_choices()) {
      CAPTURE(wrong.name);
      asked.mutant = wrong.name;
      // The decoder of one head reads nothing else from the stream.
      CHECK(only(asked).agrees == (std::string(wrong.name) == "stream_lost"));
    }
    asked.mutant = "another";
    CHECK(error_of(asked) == "mutant-unknown --mutant");
  }

  TEST_CASE("matrices that make no sense are refused") {
    CHECK(error_of(request("")) == "rows-syntax qkv.json:1:1");
    CHECK(error_of(request(R"({"Q": [[1]], "K": [[1]]})")) == "rows-syntax qkv.json:1:24");
    CHECK(error_of(request(R"({"Q": [[1]], "K": [[1]], "W": [[1]]})")) == "rows-key qkv.json:1:26");
    CHECK(error_of(request(R"({"Q": [[1]], "K": [[1], [2]], "V": [[1]]})")) ==
          "rows-length qkv.json:1:19");
    CHECK(error_of(request(R"({"Q": [[1]], "K": [[1, 2]], "V": [[1]]})")) ==
          "rows-length qkv.json:1:20");
    CHECK(error_of(request(R"({"Q": [[]], "K": [[1]], "V": [[1]]})")) ==
          "rows-length qkv.json:1:8");
    CHECK(error_of(request(R"({"Q": [], "K": [[1]], "V": [[1]]})")) == "rows-length qkv.json:1:7");
    CHECK(error_of(request(R"({"Q": 1, "K": [[1]], "V": [[1]]})")) == "rows-length qkv.json:1:7");
    CHECK(error_of(request(R"({"Q": [1], "K": [[1]], "V": [[1]]})")) == "rows-syntax qkv.json:1:8");
    CHECK(error_of(request(R"({"Q": [[0.5]], "K": [[1]], "V": [[1]]})")) ==
          "matrix-entry qkv.json:1:9");
    CHECK(error_of(request(R"({"Q": [[64]], "K": [[65]], "V": [[1]]})")) ==
          "matrix-score qkv.json");
    const std::string one = R"({"Q": [[1]], "K": [[1]], "V": [[1]]})";
    CHECK(error_of(request(one, {{"fan_out", "1"}})) == "run-setting --set fan_out");
    CHECK(error_of(request(one, {{"b", "2"}})) == "run-setting --set b");
    check::RunRequest asked = request(one);
    asked.statement = "S2";
    CHECK(error_of(asked) == "run-statement --statement");
  }
}

}  // namespace
}  // namespace attest::transformer_as_mpc
