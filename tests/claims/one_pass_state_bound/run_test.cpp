// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrent layers on a user's text: results and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::one_pass_state_bound {
namespace {

check::RunRequest request(std::string text, std::string k) {
  return {.text = std::move(text), .place = "text", .settings = {{"k", std::move(k)}}};
}

const tests::Runner runner(run);

TEST_SUITE("one_pass_state_bound") {
  TEST_CASE("run counts words and bits of a layer and the hops that lead somewhere") {
    // find = 0 0 0 2 3 4 on banana, counted from 1; the last hop is at 4, an a.
    const check::RunResult one = runner.only(request("banana\n", "1"));
    CHECK(one.agrees);
    CHECK(one.result_json ==
          "{\"k\":1,\"tokens\":6,\"letters\":3,\"layers\":1,\"words\":4,\"state_bits\":8,"
          "\"hops\":3,\"last\":110}");
    const check::RunResult four = runner.only(request("banana", "4"));
    CHECK(four.agrees);
    CHECK(four.result_json.find("\"hops\":0,\"last\":null") != std::string::npos);
  }

  TEST_CASE("the text in inputs agrees with three layers and broken layers do not") {
    std::ifstream file(ATTEST_SOURCE_DIR "/claims/one_pass_state_bound/inputs/hops.txt",
                       std::ios::binary);
    REQUIRE(file.good());
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    check::RunRequest asked = request(text, "3");
    CHECK(runner.only(asked).agrees);
    for (const char* name :
         {"read_before_write", "not_erased", "queries_previous", "bottom_merged"}) {
      asked.mutant = name;
      CAPTURE(name);
      CHECK(!runner.only(asked).agrees);
    }
    asked.mutant = "no_such_thing";
    CHECK(runner.error_of(asked) == "mutant-unknown");
  }

  TEST_CASE("texts and settings that make no sense are refused") {
    CHECK(runner.error_of(request("", "1")) == "text-empty");
    CHECK(runner.error_of(request(std::string(4097, 'a'), "1")) == "text-length");
    CHECK(runner.error_of(request("text", "0")) == "run-setting");
    CHECK(runner.error_of(request("text", "65")) == "run-setting");
    check::RunRequest asked = request("text", "1");
    asked.statement = "S1";
    CHECK(runner.error_of(asked) == "run-statement");
    asked = request("text", "1");
    asked.model_text = "{}";
    CHECK(runner.error_of(asked) == "run-model");
  }
}

}  // namespace
}  // namespace attest::one_pass_state_bound
