// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs on lists of integers: answers by hand, and what is refused.
#include <doctest/doctest.h>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "reference/number/error.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

check::RunRequest request_of(const std::string& text, const char* statement) {
  check::RunRequest request;
  request.text = text;
  request.place = "list";
  request.statement = statement;
  request.settings["modulus"] = "7";
  return request;
}

std::string refusal(const check::RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    return error.id() + " " + error.place();
  }
  return "taken";
}

TEST_SUITE("claims/match_three_bigram_and_local/run") {
  TEST_CASE("neighbours 1 2 5 mod 7 sum to 3 and 0") {
    // Sums of neighbours 3 and 0: wanted by 4 and by 0, 7.
    const check::RunResult found = run(request_of("1 2 5", "")).at(0);
    CHECK(found.result_json == R"({"modulus":7,"matches":[0,0,0]})");
    CHECK(found.agrees);
    const check::RunResult other = run(request_of("-3, 6\n1 7", "S1")).at(0);
    // 4 6 1 0: sums 3, 0, 1; 4 + 3 = 7, 6 + 1 = 7, 0 + 0 = 0.
    CHECK(other.result_json == R"({"modulus":7,"matches":[1,1,0,1]})");
    CHECK(other.agrees);
  }

  TEST_CASE("near tokens 1 5 5 2 mod 7 match within distance 1 and not for 5 alone") {
    check::RunRequest request = request_of("1 5 5 2", "S2");
    request.settings["reach"] = "1";
    // 1 + 1 + 5 = 7 for tokens 0 and 1; 5 + 5 + 2 = 12 and 2 + 2 + 5 = 9, 5 + 2 + 2 = 9.
    const check::RunResult found = run(request).at(0);
    CHECK(found.result_json == R"({"modulus":7,"reach":1,"matches":[1,1,0,0]})");
    CHECK(found.agrees);
  }

  TEST_CASE("a mutant changes an answer") {
    check::RunRequest request = request_of("0 0 1 6", "S1");
    request.mutant = "last_token_counts";
    CHECK(!run(request).at(0).agrees);
  }

  TEST_CASE("what is no list and settings of the other statement are refused") {
    CHECK(refusal(request_of("1 two", "S1")) == "list-syntax list:1:3");
    CHECK(refusal(request_of("", "S1")) == "list-empty list");
    CHECK(refusal(request_of("1 2", "S2")) == "run-setting --set");
    check::RunRequest request = request_of("1 2", "S1");
    request.settings["reach"] = "1";
    CHECK(refusal(request) == "run-setting --set reach");
    CHECK(refusal(request_of("1 2", "S3")) == "run-statement --statement");
  }
}

}  // namespace
}  // namespace attest::match_three_bigram_and_local
