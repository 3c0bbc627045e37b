// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of users through the weights of the published looped block.
#include <doctest/doctest.h>

#include "claims/looped_subleq_published/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::looped_subleq_published {
namespace {

using attest::check::RunRequest;
using attest::check::RunResult;

RunRequest published(const std::string& word_bits) {
  return {.text = attest::tests::input_text("looped_subleq_published",
                                            "looped_transformer_programs.json"),
          .place = "four.json",
          .settings = {{"word_bits", word_bits}}};
}

}  // namespace
TEST_CASE("the four published programs run through the published block at 8 and 16 bits") {
  const std::vector<RunResult> bits_8 = run(published("8"));
  const std::vector<RunResult> bits_16 = run(published("16"));
  REQUIRE(bits_8.size() == 4);
  REQUIRE(bits_16.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK((bits_8[i].agrees && bits_16[i].agrees));
  CHECK(bits_16[0].result_json ==
        R"({"halted":true,"steps":68,"memory":[-1,0,5040,-5040,0,0,-2,-1,0,1]})");
  CHECK(bits_8[1].result_json ==
        R"({"halted":true,"steps":50,"memory":[-1,0,-7,-6,-5,-4,3,2,1,0,0,1,0,6]})");
  CHECK(bits_8[2].result_json ==
        R"({"halted":true,"steps":24,"memory":[-1,0,1,2,3,-4,-5,-6,-7,0,0]})");
  CHECK(bits_8[3].result_json ==
        R"({"halted":true,"steps":24,"memory":[0,-1,40,-47,126,-49,-41,-9]})");
  CHECK(bits_16[3].result_json ==
        R"({"halted":true,"steps":29,"memory":[0,-1,331,-52,80,47,-604,-46]})");
  CHECK(bits_16[0].model.at("layers") == 10);
  CHECK(bits_16[0].model.at("heads") == 2);
  CHECK(bits_16[0].model.at("width") == 8 * 5 + 3 * 16 + 2 * 16 + 1);
}

TEST_CASE("too few bits overflow as the interpreter does") {
  const std::vector<RunResult> bits_13 = run(published("13"));
  CHECK(bits_13[0].agrees);
  CHECK(bits_13[0].result_json.starts_with(R"({"halted":true,"steps":62,"memory":[-1,0,-3152,)"));
}

TEST_CASE("a mutant of the published block disagrees and no_rounding does not") {
  RunRequest request = published("8");
  request.mutant = "negate_without_plus_1";
  CHECK_FALSE(run(request)[0].agrees);
  request.mutant = "no_rounding";
  CHECK(run(request)[0].agrees);
  request.mutant = "unknown";
  CHECK(attest::tests::Runner(run).error_of(request) == "mutant-unknown");
}

TEST_CASE("another statement or an input is refused") {
  RunRequest request = published("8");
  request.statement = "S2";
  CHECK(attest::tests::Runner(run).refusal_of(request) == "run-statement at --statement");
  request.statement = "S1";
  request.input = "";
  CHECK(attest::tests::Runner(run).refusal_of(request) == "run-input at --input");
}

TEST_CASE("a trace of the published block tells which columns are read together") {
  RunRequest request{.text = R"({"commands": [[1, 2, 5], [2, 2, 5], [2, 2, 5]],
                                 "init_mem": [-3, 4]})",
                     .place = "x.json"};
  std::string told;
  request.trace = attest::check::RunTrace{.write = [&](std::string_view text) { told += text; }};
  request.max_steps = 1;
  CHECK(attest::tests::Runner(run).only(request).agrees);
  CHECK(told.starts_with("loop 1: pc was 3\n"));
  CAPTURE(told);
  CHECK(told.find("read_a reads column 0 (the machine), 1 (word 0)") != std::string::npos);
}

}  // namespace attest::looped_subleq_published
